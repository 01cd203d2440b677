"""The workbook of a decree, as it is given out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from personnel.models import Unit
from reorganising.landscape import Landscape, Row
from reorganising.parts import BEGINS, FATE, Parts, taken_apart

from . import columns as col

_HOW = (
    "Mỗi đơn vị đang có hiệu lực một dòng. Đơn vị kết thúc: chọn “kết thúc”, ghi mã mới; chia về "
    "nhiều nơi thì thêm dòng cùng mã cũ, một dòng mặc định “có”. Tên, loại, trực thuộc, địa hình "
    "của đơn vị mới ghi ở một dòng là đủ. Đơn vị mới hoàn toàn: để trống mã cũ."
)
# Rows that may be added below those given out keep the choices of their cells.
_MORE = 300
_BOLD, _SHADE = Font(bold=True), PatternFill("solid", fgColor="E8EEF4")


def write_workbook(told: Mapping[str, Any], version: int | None = None) -> bytes:
    """Return a workbook of what a decree says, with a row for each unit in force on its eve.

    `version` is that of the draft: by it, what comes back is told from what others changed since.
    Three queries at most.
    """
    parts = taken_apart(told)
    land = Landscape.of(parts)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = col.UNITS
    head = {**told, "version": version}
    sheet.append([_HOW])
    for name, label in col.HEAD.items():
        if head.get(name) is not None:
            sheet.append([label, _text(_day(head[name]) if name == "day" else head[name])])
    sheet.append([])
    _table(sheet, col.COLUMNS, _rows(land, parts))
    past = [entry for key, entry in parts.items() if key[0] == "past"]
    if past:
        beside = book.create_sheet(col.PAST)
        _table(beside, (col.CODE, *col.OF_NEW), ([e["code"], *_of_new(e)] for e in past))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(land: Landscape, parts: Parts) -> Iterator[Sequence[Any]]:
    told: set[str] = set()
    begins = land.written(BEGINS)
    for row in land.rows():
        new = row.fate.new or ((None, False),)
        for code, default in new:
            entry = begins.get(code or "", {})
            first = bool(code) and code not in told
            told.add(code or "")
            yield _row(row, code, default, entry, first=first)
    followed = {new for key, fate in parts.items() if key[0] == FATE for new, _ in fate.new}
    for code, entry in begins.items():
        if code not in followed:
            yield [None, None, None, code, *_of_new(entry)[:3], None, *_of_new(entry)[3:]]


def _row(
    row: Row, code: str | None, default: bool, entry: Mapping[str, Any], *, first: bool
) -> list[Any]:
    result = col.ENDS if row.fate.ends else col.GOES_ON
    said = _of_new(entry) if first else [entry.get("name"), *[None] * 5]
    is_default = (col.YES if default else col.NO) if code else None
    return [row.code, row.name, result, code, *said[:3], is_default, *said[3:]]


def _of_new(entry: Mapping[str, Any]) -> list[Any]:
    """Return the cells of `OF_NEW`."""
    if not entry:
        return [None] * len(col.OF_NEW)
    is_province = entry.get("kind") == Unit.Kind.PROVINCE
    above = None if is_province else entry.get("parent") or col.PROVINCE
    named = [entry.get("name"), entry.get("kind"), above]
    if "terrain" not in entry:
        return [*named, None, None, None]
    sure = bool(entry.get("terrain_confirmed")), bool(entry.get("minority_area_confirmed"))
    area = col.YES if entry.get("minority_area") else col.NO
    return [*named, col.TERRAINS.get(str(entry["terrain"])), area, col.SURE[sure]]


def _table(sheet: Worksheet, labels: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
    top = sheet.max_row + 1 if sheet.max_row > 1 else 1
    for at, label in enumerate(labels, 1):
        cell = sheet.cell(top, at, label)
        cell.font, cell.fill, cell.alignment = _BOLD, _SHADE, Alignment(wrap_text=True)
        sheet.column_dimensions[get_column_letter(at)].width = col.WIDTHS.get(label, 11)
    last = top
    for last, row in enumerate(rows, top + 1):
        for at, value in enumerate(row, 1):
            if value is not None:
                cell = sheet.cell(last, at, _text(value))
                # A text that begins like a formula stays a text.
                cell.data_type, cell.number_format = "s", "@"
    for at, label in enumerate(labels, 1):
        if choices := col.CHOICES.get(label):
            _offer(sheet, get_column_letter(at), top + 1, last + _MORE, choices)
    sheet.freeze_panes = sheet.cell(top + 1, 3)
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(labels))}{last}"


def _offer(sheet: Worksheet, letter: str, first: int, last: int, choices: Sequence[str]) -> None:
    offered = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    offered.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(offered)


def _text(value: Any) -> str:
    return str(value)


def _day(told: str) -> str:
    return "/".join(reversed(told.split("-")))
