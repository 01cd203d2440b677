"""The file with errors: one more column, and not a byte else of it changed."""

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from sheets.writing.taking_back import HEADING, with_errors
from tests.sheets.building import HEADERS, MAIN, SHEET_PART, raw_workbook, saved, sheet_of, somebody
from tests.xlsx.containers import parts_of, put_together

STYLES = "xl/styles.xml"


def column(book: bytes, sheet: str, letter: str) -> dict[int, Any]:
    cells = load_workbook(io.BytesIO(book))[sheet][letter]
    return {cell.row: cell.value for cell in cells if cell.value is not None}


def rich() -> io.BytesIO:
    """A list with everything around it that a board may have put there."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Xã Ba Tô"
    sheet.append(["DANH SÁCH"])
    sheet.merge_cells("A1:E1")
    sheet.append(["TT", "Họ và tên", "Ngày sinh", "Chức danh", "Giới tính"])
    for at in range(3, 8):
        sheet.append([at, f"Phạm Văn {at}", "1980", "Bí thư", "Nam"])
    red = PatternFill("solid", bgColor="FF0000")
    sheet.conditional_formatting.add("A3:A9", CellIsRule("greaterThan", ["5"], fill=red))
    validation = DataValidation(type="list", formula1='"Nam,Nữ"')
    validation.add("E3:E9")
    sheet.add_data_validation(validation)
    sheet.column_dimensions["B"].width = 33
    sheet.freeze_panes = "A3"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=3, max_row=7))
    sheet.add_chart(chart, "H2")
    book.create_sheet("Khác").append(["giữ nguyên"])
    return saved(book)


def test_the_column_says_row_by_row_what_is_wrong() -> None:
    said = {3: "Ngày sinh: không rõ", 7: "=1+1 & <lỗi>\nhai dòng"}
    book = with_errors(rich(), {"Xã Ba Tô": said})
    assert column(book, "Xã Ba Tô", "F") == {2: HEADING, **said}
    cell = load_workbook(io.BytesIO(book))["Xã Ba Tô"]["F7"]
    assert (cell.data_type, cell.quotePrefix, cell.alignment.wrap_text) == ("s", True, True)


def test_every_other_part_and_every_other_byte_stays() -> None:
    file = rich()
    before, after = parts_of(file), parts_of(with_errors(file, {"Xã Ba Tô": {3: "sai"}}))
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {SHEET_PART, STYLES}
    for tag in (b"<conditionalFormatting", b"<dataValidations", b"<mergeCells", b"<drawing"):
        at, end = before[SHEET_PART].index(tag), before[SHEET_PART].index(b"</worksheet>")
        assert before[SHEET_PART][at:end] in after[SHEET_PART]
    row = before[SHEET_PART].split(b'<row r="4"')[1].split(b"</row>")[0]
    assert row in after[SHEET_PART]


def test_a_second_time_the_column_is_written_anew() -> None:
    first = with_errors(rich(), {"Xã Ba Tô": {3: "sai", 4: "cũng sai"}})
    again = with_errors(io.BytesIO(first), {"Xã Ba Tô": {4: "vẫn sai"}})
    assert column(again, "Xã Ba Tô", "F") == {2: HEADING, 4: "vẫn sai"}
    assert load_workbook(io.BytesIO(again))["Xã Ba Tô"].max_column == 6


def test_also_after_excel_saved_it_with_shared_strings() -> None:
    strings = f'<sst xmlns="{MAIN}"><si><t>Họ và tên</t></si><si><r><t>Lỗi </t></r>' \
        "<r><t>cần sửa</t></r></si></sst>"  # fmt: skip
    rows = [
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>An</t></is></c>'
        '<c r="C2" t="inlineStr"><is><t>cũ</t></is></c><c r="D2"/></row>',
    ]
    book = with_errors(raw_workbook(rows, strings=[strings]), {"S": {2: "mới"}})
    assert column(book, "S", "C") == {1: HEADING, 2: "mới"}


def test_the_header_row_may_be_told() -> None:
    book = with_errors(rich(), {"Xã Ba Tô": {5: "sai"}}, {"Xã Ba Tô": 1})
    assert column(book, "Xã Ba Tô", "F") == {1: HEADING, 5: "sai"}


@pytest.mark.parametrize(
    "rows",
    [
        ['<row r="1"><c r="A1"><v>1</v></c></row>', '<row r="3"/>'],
        ["<row><c><v>1</v></c></row>", "<row/>", "<row></row>"],
        ['<row r="1" spans="1:1"><c r="A1"><v>1</v></c></row>'],
        ['<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="0"/><c r="C1" s="0"/></row>',
         '<row r="3"><c r="B3" s="0"/></row>', '<row r="9"><c r="A9"><v>9</v></c></row>'],
    ],
    ids=["self-closed", "unnumbered", "missing", "blank cells"],
)  # fmt: skip
def test_rows_of_every_kind(rows: list[str]) -> None:
    file = raw_workbook(rows, before='<dimension ref="A1:A3"/>')
    book = with_errors(file, {"S": {3: "ba", 5: "năm"}}, {"S": 1})
    assert column(book, "S", "B") == {1: HEADING, 3: "ba", 5: "năm"}
    numbers = [cell.row for cell in load_workbook(io.BytesIO(book))["S"]["A"]]
    assert numbers == sorted(numbers)


def test_a_prefix_before_every_name() -> None:
    file = raw_workbook(['<row r="1"><c r="A1"><v>1</v></c></row>'])
    found = parts_of(file)
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
        '</x:row><x:row r="2"/></x:sheetData></x:worksheet>'
    )
    book = with_errors(put_together(found | {SHEET_PART: sheet.encode()}), {"S": {2: "sai"}})
    assert column(book, "S", "B") == {1: HEADING, 2: "sai"}
    assert b"<x:is><x:t" in parts_of(book)[SHEET_PART]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_another_encoding(encoding: str) -> None:
    found = parts_of(sheet_of(somebody()))
    declared = encoding[:6].removesuffix("-")
    text = found[SHEET_PART].decode().removeprefix("<?xml version='1.0' encoding='UTF-8'?>")
    sheet = f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(encoding)
    book = with_errors(put_together(found | {SHEET_PART: sheet}), {"Nhân sự": {2: "=sai"}})
    assert column(book, "Nhân sự", "AL") == {1: HEADING, 2: "=sai"}
    assert len(HEADERS) == 37


def test_a_width_is_added_beside_those_there_are() -> None:
    cols = '<cols><col min="1" max="1" width="9"/><col min="9" max="16384" width="8"/></cols>'
    rows = ['<row r="1"><c r="A1"><v>1</v></c></row>']
    book = with_errors(raw_workbook(rows, before=cols), {"S": {2: "sai"}})
    assert load_workbook(io.BytesIO(book))["S"].column_dimensions["B"].width == 60
    everywhere = cols.replace('min="9"', 'min="2"')
    book = with_errors(raw_workbook(rows, before=everywhere), {"S": {2: "sai"}})
    assert everywhere.encode() in parts_of(book)[SHEET_PART]
