"""The form by which somebody puts right how a file was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from personnel.keeping.recording import Refused
from personnel.models import Unit
from sheets.correcting import NO_LIST, Correction
from sheets.layout.words import MEANINGS
from sheets.models import Upload

from .reading import scope_of_upload
from .understanding import SheetFound, Understanding

# What a choice of a header row says besides a row's number.
AS_FOUND, NONE = "", "0"
# With more choices than these, a page asks only about the sections in doubt.
MOST_CHOICES = 6_000


def communes_of(upload: Upload, today: date) -> list[Unit]:
    """Return the communes that a section may mean, district by district."""
    units = Unit.objects.in_force(today).communes().select_related("parent")
    scope = scope_of_upload(upload)
    if scope is not None:
        units = units.filter(parent__in=scope.ids)
    return list(units.order_by("parent__code", "code"))


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
    chosen = {}
    for column in found.columns:
        field = data.get(f"column-{column.number}", column.field)
        if field and field not in MEANINGS:
            raise Refused(f"Cột “{column.heading}”: chọn nội dung trong danh sách.")
        if field != column.field:
            chosen[column.key] = field
    return chosen


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
