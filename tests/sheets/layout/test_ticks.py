"""Columns that are ticked for one level each, and people who take several rows."""

import io
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook

from sheets.layout.understanding import understand
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from sheets.records import Reading
from tests.sheets.building import saved, workbook_of
from xlsx.workbook import open_workbook

from .lists import listed

HEADINGS = [
    ["TT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Trình độ", *[None] * 5],
    [*[None] * 5, "Chuyên môn", None, None, None, "LLCT", None],
    [*[None] * 5, "Trên ĐH", "ĐH", "CĐ", "TC", "CC", "TC"],
]
LANH = [1, "Phạm Thị Lành", "Nữ", "14/03/1987", "VP-TK"]
MERGED = (*(f"{c}1:{c}3" for c in "ABCDE"), "F1:K1", "F2:I2", "J2:K2")


def _ticked(*ticks: Any) -> io.BytesIO:
    book = Workbook()
    sheet = book.create_sheet("Xã Ba Tô")
    for row in (*HEADINGS, [*LANH, None, *ticks]):
        sheet.append(row)
    for area in MERGED:
        sheet.merge_cells(area)
    return saved(book)


def _read(file: io.BytesIO, references: References) -> Reading:
    layout = understand(open_workbook(file), references)
    reading = read_records(layout.records, references)
    reading.layout = layout
    return reading


def _held(reading: Reading) -> dict[str, tuple[int, str, str]]:
    (row,) = reading.rows
    return {h.kind: (h.level, str(h.awarded or ""), h.field_of_study) for h in row.held}


@pytest.mark.parametrize(
    ("ticks", "held"),
    [
        (["x"], {"professional": (4, "", "")}),
        ([None, "X", None, None, "✓"], {"professional": (3, "", ""), "theory": (2, "", "")}),
        ([None, None, 1, "v"], {"professional": (2, "", ""), "theory": (3, "", "")}),
        (["Luật"], {"professional": (4, "", "Luật")}),
        (["ĐH Luật", "-", "0"], {"professional": (4, "", "Luật")}),
        ([2015], {"professional": (4, "2015", "")}),
        ([datetime(2015, 6, 1)], {"professional": (4, "01/06/2015", "")}),
        ([None, None, None, "Không"], {}),
    ],
)
def test_a_tick_is_the_level_that_heads_its_column(
    references: References, ticks: list[Any], held: Any
) -> None:
    reading = _read(_ticked(*ticks), references)
    assert reading.layout.sheets[0].header == (1, 3)
    assert not reading.unknown_columns
    assert not reading.errors and _held(reading) == held


@pytest.mark.parametrize(
    ("ticks", "value"),
    [
        (["x", "x"], "ĐH; CĐ"),
        (["CĐ"], "ĐH; CĐ"),
        (["+"], "+ (ĐH)"),
        ([None, None, None, "x", "x"], "CC; TC"),
    ],
)
def test_what_no_tick_can_say_is_an_error(
    references: References, ticks: list[Any], value: str
) -> None:
    (error,) = _read(_ticked(*ticks), references).errors
    assert (error.row, error.value) == (4, value)


def test_a_single_level_under_a_heading_is_what_somebody_holds(references: References) -> None:
    headings = [*HEADINGS[0][:5], "Chuyên môn", "LLCT"]
    nameless = [None, None, None, None, "VP-TK", "ĐH", "TC"]
    reading = _read(workbook_of({"Xã Ba Tô": [headings, nameless, LANH]}), references)
    assert reading.layout.sheets[0].header == (1, 1)
    assert reading.records == 2 and {found.row for found in reading.errors} == {2}


def _on_two_rows(second: list[Any], merged: str) -> io.BytesIO:
    book = Workbook()
    sheet = book.create_sheet("Xã Ba Tô")
    headings = ["TT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Chuyên môn", "LLCT"]
    for row in (headings, [*LANH, "ĐH", None], second, [2, "Phạm Bền", "Nam", "1980", "TP-HT"]):
        sheet.append(row)
    for letter in merged:
        sheet.merge_cells(f"{letter}2:{letter}3")
    return saved(book)


def test_one_name_over_several_rows_is_one_person(references: References) -> None:
    second = [None, None, None, None, "Đảng ủy viên", "ĐH", "TC"]
    reading = _read(_on_two_rows(second, "ABCD"), references)
    assert not reading.errors
    assert [(row.record.number, row.full_name) for row in reading.rows] == [
        (2, "Phạm Thị Lành"),
        (4, "Phạm Bền"),
    ]
    lanh = reading.rows[0]
    assert [title.code for title in lanh.titles] == ["VPTK", "UVBCH"]
    assert {held.kind: held.level for held in lanh.held} == {"professional": 4, "theory": 2}


def test_rows_of_one_person_that_disagree_are_an_error(references: References) -> None:
    second = [None, None, None, "15/03/1987", None, "CĐ"]
    errors = _read(_on_two_rows(second, "ABC"), references).errors
    assert [(found.row, found.value) for found in errors] == [
        (2, "14/03/1987; 15/03/1987"),
        (2, "ĐH; CĐ"),
    ]


def test_a_row_without_a_name_is_an_error_where_nothing_is_merged(references: References) -> None:
    second = [None, None, None, None, "Đảng ủy viên", "ĐH", "TC"]
    reading = _read(_on_two_rows(second, ""), references)
    assert {found.row for found in reading.errors} == {3} and len(reading.rows) == 2


def _under(above: str, *headings: str) -> io.BytesIO:
    """A list with these headings of ticks, the first of which is ticked of the first person."""
    first = [*HEADINGS[0][:5], above, None]
    ticks = (["x", None], [None, "x"])
    rows = [[n, f"Phạm Văn {n * 'B'}a", *LANH[2:], *t] for n, t in enumerate(ticks, start=1)]
    merged = " ".join((*(f"{c}1:{c}2" for c in "ABCDE"), "F1:G1"))
    return listed(first, [*[None] * 5, *headings], *rows, merged=merged)


@pytest.mark.parametrize(
    ("above", "headings", "levels", "told"),
    [
        ("Chuyên môn", ("Đại học trở lên", "Dưới đại học"), [4, None], ["Dưới đại học"]),
        ("TĐCM", ("Từ ĐH trở lên", "Từ CĐ trở xuống"), [4, None], ["Từ CĐ trở xuống"]),
        ("Chuyên môn", ("Từ trung cấp trở lên", "Chưa qua đào tạo"), [2, 0], []),
        ("QLNN", ("Đã BD", "Chưa có"), [None, 0], ["Đã BD"]),
    ],
)
def test_a_tick_that_names_no_level_is_told(
    references: References,
    above: str,
    headings: tuple[str, ...],
    levels: list[int | None],
    told: list[str],
) -> None:
    reading = _read(_under(above, *headings), references)
    assert not reading.errors
    found = [row.held[0].level if row.held else None for row in reading.rows]
    assert found == levels
    notes = [n.column for n in reading.layout.problems if "không cho biết" in n.reason]
    assert notes == [f"{above} / {heading}" for heading in told]


def test_levels_without_a_heading_above_are_asked(references: References) -> None:
    headings = [*HEADINGS[0][:5], "Đại học trở lên", "Dưới đại học"]
    reading = _read(workbook_of({"Xã Ba Tô": [headings, [*LANH, "x", None]]}), references)
    (asked,) = (c for c in reading.layout.sheets[0].columns if c.asks)
    assert (asked.heading, asked.offered) == ("Đại học trở lên", "professional=4")
