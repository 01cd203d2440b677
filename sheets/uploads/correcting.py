"""The form by which somebody puts right how a file was understood."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from personnel.keeping.recording import Refused
from personnel.models import Unit
from sheets.correcting import NO_LIST, Correction
from sheets.layout.words import CHOICES, JOINED
from sheets.models import Upload

from .reading import scope_of_upload
from .understanding import ColumnFound, SheetFound, Understanding

# What a choice of a header row says besides a row's number.
AS_FOUND, NONE = "", "0"
# Fields whose cells may stand in several columns.
MAY_REPEAT = frozenset((*JOINED, "ordinal"))
# With more choices than these, a page asks only about the sections in doubt.
MOST_CHOICES = 6_000


def communes_of(upload: Upload, today: date) -> list[Unit]:
    """Return the communes that a section may mean, district by district."""
    units = Unit.objects.in_force(today).communes().with_above()
    scope = scope_of_upload(upload)
    if scope is not None:
        units = units.kept_by(scope.ids)
    return list(units.in_place())


def correction_from(data: Mapping[str, str], upload: Upload, today: date) -> Correction:
    """Return how the file is to be read, from what its page sent; raises Refused.

    What the page did not ask stays as it was corrected before. The page must be of the run
    whose understanding it shows: `data["run"]`.
    """
    if data.get("run") != str(upload.run):
        raise Refused("Tệp đã được đọc lại sau khi mở trang này. Xem lại rồi chỉnh tiếp.")
    found, before = Understanding.of(upload), Correction.of(upload.correction)
    return Correction(
        _headers(data, found, before),
        dict(before.columns) | _columns(data, found),
        dict(before.sections) | _sections(data, found, communes_of(upload, today)),
    )


def _headers(
    data: Mapping[str, str], found: Understanding, before: Correction
) -> dict[str, tuple[int, int]]:
    headers = dict(before.headers)
    for sheet in found.sheets:
        first = data.get(f"first-{sheet.number}")
        if first == AS_FOUND:
            headers.pop(sheet.name, None)
        elif first is not None:
            headers[sheet.name] = _rows(sheet, first, data.get(f"last-{sheet.number}", ""))
    return headers


def _rows(sheet: SheetFound, first: str, last: str) -> tuple[int, int]:
    """Return the header rows chosen; the last one is the first where it is left open."""
    if first == NONE:
        return NO_LIST
    offered = {str(number): number for number in sheet.rows_offered}
    last = last or first
    if first not in offered or last not in offered or offered[last] < offered[first]:
        raise Refused(
            f"Trang tính “{sheet.name}”: chọn dòng tiêu đề trong các dòng nêu ra, "
            "dòng cuối không trước dòng đầu."
        )
    return offered[first], offered[last]


def _columns(data: Mapping[str, str], found: Understanding) -> dict[str, str]:
    """Return what columns were said to mean: what is asked is answered by any choice."""
    chosen = {}
    for column in found.columns:
        choice = data.get(f"column-{column.number}")
        if choice is None:
            continue
        if choice and choice not in CHOICES:
            raise Refused(f"Cột “{column.heading}”: chọn nội dung trong danh sách.")
        if choice != column.choice or column.number in found.numbers_asked:
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
    data: Mapping[str, str], found: Understanding, communes: list[Unit]
) -> dict[str, str]:
    codes, chosen = {unit.code for unit in communes}, {}
    for section in found.sections:
        code = data.get(f"section-{section.number}", section.unit_code)
        if code and code not in codes and code != section.unit_code:
            raise Refused(f"Đề mục “{section.text}”: chọn đơn vị trong danh sách.")
        if code != section.unit_code:
            chosen[section.key] = code
    return chosen
