"""A workbook is written as it was asked for, the same each time, and only when its sums agree."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from reports.workbooks.book import Book, SumsDisagree
from reports.workbooks.formulas import Sum
from reports.workbooks.looks import MONTH, RATE, TOTAL, Column
from reports.workbooks.paper import Wide
from reports.workbooks.sheets import Head
from tests.reports.workbooks.excel import Excel
from xlsx.splicing import ILLEGAL

NOON = datetime(2026, 1, 5, 5, 0, tzinfo=UTC)
HEADS = (Head("Tên"), Head("Số", (Head("Nam"), Head("Nữ", upright=True))), Head("Khi nào"))


def a_book(total=3, rows=2):
    book = Book("Báo cáo", "Ban Tổ chức", NOON)
    columns = (Column(20), Column(8), Column(8, RATE), Column(9, day=MONTH))
    sheet = book.sheet("Một", columns)
    sheet.heads(HEADS, (20, 40), ["1", "2", "3", "4"], fixed=1)
    first = sheet.last + 1
    for at in range(rows):
        sheet.row(["=1+1", at + 1, Decimal("0.8767"), date(2026, 2, 28)])
    places = tuple((first + at, 2) for at in range(rows))
    sheet.row(["Tổng số", Sum(places, total), None, None], TOTAL)
    return book


def test_numbers_dates_and_texts_are_real_and_headings_are_merged_and_repeated():
    sheet = load_workbook(BytesIO(a_book().content()))["Một"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:A2", "B1:C1", "D1:D2"}
    assert sheet.print_title_rows == "$1:$3" and sheet.freeze_panes == "B4"
    name, number, rate, month = sheet[4]
    assert (name.value, name.data_type, name.quotePrefix) == ("=1+1", "s", True)
    assert (number.value, number.number_format) == (1, "#,##0")
    assert (rate.value, rate.number_format) == (0.8767, "0.00%")
    assert (month.value.date(), month.number_format) == (date(2026, 2, 28), "mm/yyyy")
    assert sheet["B6"].value == "=SUM(B4:B5)" and sheet["B6"].font.bold
    assert sheet["C2"].alignment.textRotation == 90
    fonts = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value}
    assert fonts == {"Times New Roman"}
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToWidth) == ("landscape", 9, 1)
    assert "&P" in sheet.oddFooter.center.text


def test_a_formula_carries_its_value_for_who_does_not_recalculate():
    assert Excel(a_book().content()).sheet("Một")["B6"].value == 3


def test_a_workbook_whose_sums_do_not_agree_is_not_given_out():
    with pytest.raises(SumsDisagree, match=r"“Một”, ô B6 cộng được 3 nhưng số liệu là 4"):
        a_book(total=4).content()


def test_the_same_workbook_is_the_same_to_the_byte_and_bears_its_moment():
    content = a_book().content()
    assert content == a_book().content()
    with ZipFile(BytesIO(content)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 1, 5, 12, 0, 0)}
    properties = load_workbook(BytesIO(content)).properties
    assert properties.created == properties.modified == datetime(2026, 1, 5, 5, 0)
    assert (properties.title, properties.creator) == ("Báo cáo", "Ban Tổ chức")


def test_a_wide_sheet_is_broken_between_blocks_and_repeats_its_names():
    columns = [Column(30), *[Column(10)] * 40]
    wide = Book("", "", NOON).sheet("Rộng", columns, Wide(fixed=1, block=4, scale=75))
    breaks = [at.id for at in wide.sheet.col_breaks.brk]
    assert breaks and all((at - 1) % 4 == 0 for at in breaks)
    assert sum(wide.blocks) == 10 and wide.free == range(2, breaks[0] + 1)
    assert wide.sheet.print_title_cols == "$A:$A"
    page = sum(7 * column.width + 5 for column in columns[: breaks[0]])
    assert page <= 1040 / 0.75


def test_blocks_are_spread_over_the_pages_evenly():
    """Ten blocks of which three fit on a page: not three times three, and one left alone."""
    columns = [Column(30), *[Column(10)] * 40]
    wide = Book("", "", NOON).sheet("Rộng", columns, Wide(fixed=1, block=4, scale=75))
    assert wide.blocks == [2, 3, 2, 3]


def test_a_page_begun_below_a_row_has_a_scale_of_its_own():
    """With "fit to width" Excel passes over breaks between rows."""
    book = Book("", "", NOON)
    sheet = book.sheet("Hai trang", [Column(60)] * 4)
    sheet.row(["một", *[None] * 3])
    sheet.break_page()
    sheet.row(["hai", *[None] * 3])
    read = load_workbook(BytesIO(book.content())).active
    assert [at.id for at in read.row_breaks.brk] == [1]
    assert not read.sheet_properties.pageSetUpPr.fitToPage and not read.page_setup.fitToHeight
    assert read.page_setup.scale == 60 and 4 * (60 * 7 + 5) * 0.60 <= 1020


@pytest.mark.parametrize("mark", [*"&<>\"'\r\n", "\x00", "\x1f", "\ufffe", "\ud800"])
def test_each_mark_that_xml_reads_otherwise_comes_back_or_goes_if_it_cannot_be_written(mark):
    book = Book("Báo cáo", "Ban Tổ chức", NOON)
    book.sheet("Một", [Column(20)]).row([f"a{mark}b"])
    read = load_workbook(BytesIO(book.content()))["Một"]["A1"].value
    assert read == ("ab" if ILLEGAL.search(mark) else f"a{mark}b")


@pytest.mark.parametrize(("letters", "high"), [(18, None), (19, 30), (37, 45), (999, 405)])
def test_a_row_is_as_high_as_its_longest_text(letters, high):
    book = Book("Báo cáo", "Ban Tổ chức", NOON)
    book.sheet("Một", [Column(20), Column(20), Column(20)]).row(["a" * letters, 5, None])
    assert load_workbook(BytesIO(book.content()))["Một"].row_dimensions[1].height == high
