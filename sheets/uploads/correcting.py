"""The form by which somebody puts right how a file was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from personnel.keeping.recording import Refused
from personnel.models import Title, Unit
from sheets.correcting import CONTINUES, GROUP, LEFT_POST, NO_LIST, Correction
from sheets.layout.clothes import undressed
from sheets.layout.words import CHOICES, EVALUATED_IN, JOINED
from sheets.models import Upload
from sheets.reading.matching import References
from sheets.reading.places import answer_of
from sheets.reading.suggesting import placed, suggestions

from .reading import scope_of_upload
from .understanding import ColumnFound, SectionFound, SheetFound, Understanding

# What a choice of a header row says besides a row's number.
AS_FOUND, NONE, GOES_ON = "", "0", "-1"
# Fields whose cells may stand in several columns; those of evaluations are ticked, one a level.
MAY_REPEAT = frozenset((*JOINED, "ordinal", *EVALUATED_IN))
# A section that nobody has answered, and what it may mean besides a commune.
UNANSWERED = "?"
MEANINGS_OF_SECTIONS = {
    "": "Không phải đơn vị",
    LEFT_POST: "Những người không còn giữ chức danh",
    **{f"{GROUP}{value}": f"Nhóm: {label}" for value, label in Title.Group.choices},
}
# Buttons that say how texts in an old encoding are read.
_ABOUT_FONTS = ("reread", "as-typed")
# With more choices than these, a page asks only about the sections in doubt.
MOST_CHOICES = 6_000
_NEAREST = 4


def communes_of(upload: Upload, today: date) -> list[tuple[str, str]]:
    """Return the communes that a section may mean, district by district: an answer, its label.

    Those of the day, then those that ended, as a list of old may mean them.
    """
    units = Unit.objects.communes().with_above()
    scope = scope_of_upload(upload)
    if scope is not None:
        units = units.filter(pk__in=scope.reach.units)
    begun = [unit for unit in units.in_place() if not unit.begins_after(today)]
    begun.sort(key=lambda unit: not unit.is_in_force(today))
    is_clear = scope is not None and scope.only is not None
    return [
        (answer_of(u), u.name if is_clear and u.is_in_force(today) else placed(u)) for u in begun
    ]


def sections_asked(
    found: Understanding, upload: Upload, today: date
) -> list[tuple[SectionFound, list[tuple[str, str]]]]:
    """Return the sections, those in doubt first and beside each the communes nearest to it."""
    if not found.unknown_sections:
        return [(section, []) for section in found.sections]
    references, scope = References.on(today), scope_of_upload(upload)

    def near(section: SectionFound) -> list[tuple[str, str]]:
        if not section.unknown:
            return []
        text = undressed(section.text) or section.text
        return suggestions("unit", text, references, scope)[:_NEAREST]

    in_doubt_first = sorted(found.sections, key=lambda section: not section.unknown)
    return [(section, near(section)) for section in in_doubt_first]


def correction_from(data: Mapping[str, str], upload: Upload, today: date) -> Correction:
    """Return how the file is to be read, from what its page sent; raises Refused.

    What the page did not ask stays as it was corrected before. The page must be of the run
    whose understanding it shows: `data["run"]`.
    """
    if data.get("run") != str(upload.run):
        raise Refused("Tệp đã được đọc lại sau khi mở trang này. Xem lại rồi chỉnh tiếp.")
    found, before = Understanding.of(upload), Correction.of(upload.correction)
    return replace(
        before,
        headers=_headers(data, found, before),
        columns=dict(before.columns) | _columns(data, found),
        sections=dict(before.sections) | _sections(data, found, communes_of(upload, today)),
    )


def _headers(
    data: Mapping[str, str], found: Understanding, before: Correction
) -> dict[str, tuple[int, int]]:
    headers = dict(before.headers)
    empty = data.get("no-list", "")
    for sheet in found.sheets:
        if empty == str(sheet.number) or empty == "all" and sheet in found.unread:
            headers[sheet.name] = NO_LIST
            continue
        first = data.get(f"first-{sheet.number}")
        if first == AS_FOUND:
            headers.pop(sheet.name, None)
        elif first is not None:
            headers[sheet.name] = _rows(sheet, first, data.get(f"last-{sheet.number}", ""))
    return headers


def _rows(sheet: SheetFound, first: str, last: str) -> tuple[int, int]:
    """Return the header rows chosen; the last one is the first where it is left open."""
    if first in (NONE, GOES_ON):
        return NO_LIST if first == NONE else CONTINUES
    offered = {str(number): number for number in sheet.rows_offered}
    last = last or first
    if first not in offered or last not in offered or offered[last] < offered[first]:
        raise Refused(
            f"Trang tính “{sheet.name}”: chọn dòng tiêu đề trong các dòng nêu ra, "
            "dòng cuối không trước dòng đầu."
        )
    return offered[first], offered[last]


def _columns(data: Mapping[str, str], found: Understanding) -> dict[str, str]:
    """Return what columns were said to mean: what is asked is answered by any choice.

    A button for something else on the page answers no column that stands as it was offered.
    """
    is_about_else = bool(data.get("no-list")) or data.get("do") in _ABOUT_FONTS
    chosen = {}
    for column in found.columns:
        choice = data.get(f"column-{column.number}")
        if choice is None:
            continue
        is_asked = column.number in found.numbers_asked
        if is_asked and is_about_else and choice == column.offered:
            continue
        if choice and choice not in CHOICES:
            raise Refused(f"Cột “{column.heading}”: chọn nội dung trong danh sách.")
        if choice != column.choice or is_asked:
            chosen[column.key] = choice
    if chosen:
        _refuse_two_alike(data, found)
    return chosen


def _refuse_two_alike(data: Mapping[str, str], found: Understanding) -> None:
    """Refuse what would leave two columns of one sheet for a field that has room for one."""
    for sheet in found.lists:
        seen: dict[str, ColumnFound] = {}
        for column in sheet.columns:
            choice = data.get(f"column-{column.number}", column.choice)
            if not choice or choice in MAY_REPEAT:
                continue
            if choice in seen:
                raise Refused(
                    f"Cột {seen[choice].letter} và cột {column.letter} của trang tính "
                    f"“{sheet.name}” cùng đọc là một nội dung. Chọn một cột, cột kia chọn "
                    "“Không đọc cột này” hoặc nội dung khác."
                )
            seen[choice] = column


def _sections(
    data: Mapping[str, str], found: Understanding, communes: list[tuple[str, str]]
) -> dict[str, str]:
    codes, chosen = {answer for answer, _ in communes} | {*MEANINGS_OF_SECTIONS}, {}
    for section in found.sections:
        answer = data.get(f"section-{section.number}", UNANSWERED)
        if answer == UNANSWERED:
            continue
        if answer not in codes and answer != section.chosen:
            raise Refused(f"Đề mục “{section.text}”: chọn đơn vị trong danh sách.")
        if answer != section.chosen or section.unknown and answer in codes:
            chosen[section.key] = answer
    return chosen
