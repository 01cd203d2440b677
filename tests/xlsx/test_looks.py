"""What a workbook tells of its cells besides their values."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.sheets.building import MAIN, raw_workbook, saved, workbook_of, zipped
from xlsx.styles import Look, Shown, looks_of, shown_by
from xlsx.workbook import Sheet, open_workbook

from .containers import refusal_of


def _opened(fill: Callable[[Any], object]) -> Sheet:
    book = Workbook()
    fill(book.active)
    return open_workbook(saved(book))[0]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("mmm-yy", Shown.MONTH),
        ("mm/yyyy", Shown.MONTH),
        ("mmm yyyy", Shown.MONTH),
        ('"tháng" mm/yyyy', Shown.MONTH),
        ("[$-42A]mm\\/yyyy;@", Shown.MONTH),
        ("MM/YYYY", Shown.MONTH),
        ("yyyy", Shown.YEAR),
        ('"Năm "yyyy', Shown.YEAR),
        ("m/d/yyyy", Shown.MONTH_FIRST),
        ("mm-dd-yy", Shown.MONTH_FIRST),
        ("dd/mm/yyyy", Shown.PLAINLY),
        ("dd/mm/yy", Shown.PLAINLY),
        ("yyyy-mm-dd hh:mm:ss", Shown.PLAINLY),
        ("[$-F800]dddd, mmmm dd, yyyy", Shown.PLAINLY),
        ("d-mmm", Shown.PLAINLY),
        ("h:mm AM/PM", Shown.PLAINLY),
        ("General", Shown.PLAINLY),
        ("#,##0.00", Shown.PLAINLY),
    ],
)
def test_what_a_number_format_shows_of_a_date(code: str, shown: Shown) -> None:
    assert shown_by(code) is shown


@pytest.mark.parametrize(
    ("code", "value", "cell"),
    [
        ("mmm-yy", datetime(1980, 5, 1), "05/1980"),
        ("mm/yyyy", datetime(2005, 7, 1), "07/2005"),
        ("yyyy", datetime(1980, 1, 1), "1980"),
        ("dd/mm/yy", datetime(1980, 5, 1), date(1980, 5, 1)),
        ("d-mmm", datetime(2025, 12, 9), date(2025, 12, 9)),
        # 1985 typed into a cell of dates: what it shows nobody meant.
        ("yyyy", datetime(1905, 6, 7), date(1905, 6, 7)),
        ("mm/yyyy", "chưa", "chưa"),
        ("mm/yyyy", 1980, date(1905, 6, 2)),
    ],
)
def test_a_date_counts_as_far_as_it_is_shown(code: str, value: Any, cell: Any) -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"] = value
        sheet["B2"].number_format = code

    assert _opened(fill).rows == ((2, (None, cell)),)


def test_a_date_that_holds_more_than_it_shows_is_told() -> None:
    def fill(sheet: Any) -> None:
        for at, day in enumerate([date(1980, 5, 1), date(1980, 5, 7), date(1980, 3, 1)], start=1):
            sheet.cell(at, 1, day).number_format = "yyyy" if at == 3 else "mm/yyyy"

    sheet = _opened(fill)
    assert [cells for _, cells in sheet.rows] == [("05/1980",), ("05/1980",), ("1980",)]
    assert sheet.shortened == {(2, 0): date(1980, 5, 7), (3, 0): date(1980, 3, 1)}


def test_dates_shown_with_the_month_first_are_told() -> None:
    def fill(sheet: Any) -> None:
        sheet.append([datetime(1980, 3, 5), datetime(1980, 3, 5), "5/3/1980"])
        sheet["A1"].number_format = sheet["C1"].number_format = "m/d/yyyy"
        sheet["B1"].number_format = "dd/mm/yyyy"

    assert _opened(fill).month_first == {(1, 0)}


def test_hidden_sheets_are_told() -> None:
    book = Workbook()
    for state in ("visible", "hidden", "veryHidden"):
        sheet = book.create_sheet(state)
        sheet.append(["a"])
        sheet.sheet_state = state
    assert {s.name: s.hidden for s in open_workbook(saved(book))} == {
        "visible": False, "hidden": True, "veryHidden": True,
    }  # fmt: skip


def test_rows_struck_through_are_told() -> None:
    def fill(sheet: Any) -> None:
        rows = [
            [1, "Lê Văn An", "Công chức", 1980],
            [2, "Lê Văn Bê", "Công chức", 1980],
            [3, "Lê Văn Cê", "Công chức", 1980],
            ["4.", "Xuân", "Kế toán", 1980],
            [5, 1980, 1981, 1982],
        ]
        for row in rows:
            sheet.append(row)
        struck = ["B2", "C3", "B4", "C4", "A5", "B5", "C5", "D5"]
        for place in struck:
            sheet[place].font = Font(strike=True)
        sheet["B1"].font = Font(strike=False)

    assert _opened(fill).struck == {2, 4}


def _formula_cells(*cells: str) -> Sheet:
    whole = "".join(cells)
    return open_workbook(raw_workbook([f'<row r="1"><c r="Z1"><v>1</v></c></row>{whole}']))[0]


@pytest.mark.parametrize(
    ("cell", "is_kept"),
    [
        ("<c r='B2'><f>A1</f></c>", False),
        ("<c r='B2'><f>A1</f><v/></c>", False),
        ("<c r='B2'><f>A1</f><v></v></c>", False),
        ("<c r='B2' t='str'><f>A1</f></c>", False),
        ("<c r='B2'><f t='shared' si='0'/></c>", False),
        ("<c r='B2' t='str'><f>A1</f><v></v></c>", True),
        ("<c r='B2' t='str'><f>A1</f><v>x</v></c>", True),
        ("<c r='B2'><f>A1</f><v>0</v></c>", True),
        ("<c r='B2' t='e'><f>A1</f><v>#N/A</v></c>", True),
        ("<c r='B2' s='1'/>", True),
        ("<c r='B2'><v>5</v></c>", True),
    ],
)
def test_formulas_whose_value_is_not_kept(cell: str, is_kept: bool) -> None:
    sheet = _formula_cells(f"<row r='2'>{cell}<c r='C2'><v>1</v></c></row>")
    assert sheet.uncomputed == (frozenset() if is_kept else {(2, 1)})


def test_the_last_cell_of_a_sheet_counts_too() -> None:
    assert _formula_cells("<row r='2'><c r='C2'><f>A1</f></c></row>").uncomputed == {(2, 2)}
    assert _formula_cells("<row r='2'><c r='C2'><f>A1</f></c></row><row r='3'/>").uncomputed == {
        (2, 2)
    }


def test_formulas_as_a_program_writes_them() -> None:
    sheets = open_workbook(workbook_of({"Một": [["a", "=A1"]], "Hai": [["=1+1"]]}))
    assert [(s.name, s.uncomputed) for s in sheets] == [("Một", {(1, 1)}), ("Hai", {(1, 0)})]


def _styled(styles: str) -> io.BytesIO:
    """A workbook of one cell, the second of its cell formats; the styles behind the sheet."""
    with zipfile.ZipFile(raw_workbook(_CELL)) as archive:
        parts = {name: [archive.read(name).decode()] for name in archive.namelist()}
    return zipped({**parts, "xl/styles.xml": [styles]})


def _with_styles(styles: str) -> Sheet:
    return open_workbook(_styled(styles))[0]


_CELL = ['<row r="1"><c r="A1" s="1"><v>29285</v></c></row>']
_XFS = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="17" fontId="0"/></cellXfs>'


def test_styles_stand_behind_the_sheets_in_some_files() -> None:
    sheet = _with_styles(f'<styleSheet xmlns="{MAIN}">{_XFS}</styleSheet>')
    assert sheet.rows == ((1, ("03/1980",)),)


@pytest.mark.parametrize(
    "styles",
    [
        f'<styleSheet xmlns="{MAIN}"/>',
        f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf numFmtId="x" fontId="99"/></cellXfs>'
        "</styleSheet>",
        f'<styleSheet xmlns="{MAIN}"><dxfs><font><strike/></font></dxfs></styleSheet>',
    ],
)
def test_styles_that_tell_nothing_are_no_matter(styles: str) -> None:
    sheet = _with_styles(styles)
    assert (sheet.rows, sheet.struck) == (((1, (29285,)),), frozenset())


def test_styles_that_break_off_or_declare_entities() -> None:
    assert looks_of(b"<styleSheet><cellXfs>") == {}
    declared = f'<!DOCTYPE x [<!ENTITY a "b">]><styleSheet xmlns="{MAIN}">&a;</styleSheet>'
    assert "khai báo XML" in refusal_of(_styled(declared))


def test_fonts_and_formats_count_in_their_own_lists_alone() -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}">'
        '<numFmts><numFmt numFmtId="170" formatCode="mm/yyyy"/></numFmts>'
        '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
        '<cellStyleXfs><xf numFmtId="17" fontId="1"/></cellStyleXfs>'
        '<cellXfs><xf/><xf fontId="1"/><xf fontId="2"/><xf numFmtId="170" fontId="0"/></cellXfs>'
        "<dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>"
    )
    assert looks_of(styles.encode()) == {"1": Look(struck=True), "3": Look(Shown.MONTH)}
