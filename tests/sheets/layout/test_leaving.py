"""Who the file says has left: by sections, sheets, rows struck through and notes."""

from dataclasses import replace
from datetime import date

import pytest

from sheets.layout.aging import aged
from sheets.layout.understanding import understand
from sheets.reading.matching import References, unit_key
from sheets.reading.reading import read_records
from tests.sheets.building import sheet_of, workbook_of
from tests.sheets.building import somebody as template_row
from xlsx.workbook import Sheet, open_workbook

from .conftest import HEADER, ListOf, file_of, section_of, somebody

TODAY = date(2025, 12, 31)


def _left(*rows: list[object], list_of: ListOf) -> list[str]:
    return [record.left for record in list_of(["XÃ BA VÌ"], *rows).records]


@pytest.mark.parametrize(
    "text",
    [
        "CÁN BỘ NGHỈ HƯU, CHUYỂN CÔNG TÁC NĂM 2023", "Thôi việc", "III. Đã mất",
        "Tinh giản biên chế", "Nghỉ theo NĐ 26/2015", "CÔNG CHỨC ĐÃ CHUYỂN CÔNG TÁC VỀ XÃ BA LẾ",
    ],
)  # fmt: skip
def test_a_section_of_those_who_left(list_of: ListOf, text: str) -> None:
    assert _left(somebody(), [None, text], somebody("Hồ Văn Út"), list_of=list_of) == ["", text]


@pytest.mark.parametrize("text", ["CÁN BỘ SẮP NGHỈ HƯU", "Đến tuổi nghỉ hưu năm 2026"])
def test_a_section_of_those_who_will_leave(list_of: ListOf, text: str) -> None:
    assert _left([None, text], somebody(), list_of=list_of) == [""]


def test_where_those_who_left_end(list_of: ListOf) -> None:
    rows = [["1. Nghỉ hưu"], somebody("Hồ A"), ["2. Công chức"], somebody("Hồ B"), ["ĐÃ NGHỈ"]]
    more = [somebody("Hồ C"), ["CÔNG CHỨC"], somebody("Hồ D"), ["XÃ BA LẾ"], somebody("Hồ E")]
    found = _left(*rows, *more, list_of=list_of)
    assert found == ["1. Nghỉ hưu", "", "ĐÃ NGHỈ", "ĐÃ NGHỈ › CÔNG CHỨC", ""]


def test_communes_right_under_the_heading_are_of_those_who_left(list_of: ListOf) -> None:
    rows = [["ĐÃ NGHỈ HƯU"], ["XÃ BA VÌ"], somebody(), ["XÃ BA TRANG"], somebody("Hồ A")]
    layout = list_of(*rows, ["ĐANG CÔNG TÁC"], somebody("Hồ B"))
    assert [record.left for record in layout.records] == ["ĐÃ NGHỈ HƯU", "ĐÃ NGHỈ HƯU", ""]


def test_communes_told_again_are_of_those_who_left(list_of: ListOf) -> None:
    rows = [["I. XÃ BA VÌ"], somebody("Hồ A"), ["II. XÃ BA TÔ"], somebody("Hồ B")]
    gone = [
        ["B. ĐÃ NGHỈ VIỆC"],
        ["1. XÃ BA VÌ"],
        somebody("Hồ C"),
        ["2. XÃ BA TÔ"],
        somebody("Hồ D"),
    ]
    found = [record.left for record in list_of(*rows, *gone).records]
    assert found == ["", "", "B. ĐÃ NGHỈ VIỆC", "B. ĐÃ NGHỈ VIỆC"]


def test_an_empty_part_of_those_who_left_ends_with_its_commune(list_of: ListOf) -> None:
    rows = [["I. XÃ BA VÌ"], ["1. CÔNG CHỨC"], somebody("Hồ A"), ["2. NGHỈ HƯU"]]
    layout = list_of(*rows, ["II. XÃ BA TÔ"], somebody("Hồ B"))
    assert [record.left for record in layout.records] == ["", ""]


def test_other_communes_below_an_empty_part_are_asked_once_of_their_own(list_of: ListOf) -> None:
    rows = [["XÃ BA VÌ"], somebody("Hồ A"), ["NGHỈ HƯU"], ["XÃ BA TÔ"], somebody("Hồ B")]
    layout = list_of(*rows, ["XÃ BA XA"], somebody("Hồ C"))
    assert [record.left for record in layout.records] == ["", *["NGHỈ HƯU › XÃ BA TÔ"] * 2]


def test_a_heading_in_doubt_ends_them(list_of: ListOf) -> None:
    rows = [["NGHỈ HƯU"], somebody("Hồ A"), ["BA TRAN"], somebody("Hồ B")]
    assert _left(*rows, list_of=list_of) == ["NGHỈ HƯU", ""]


def test_a_sheet_of_those_who_left(list_of: ListOf) -> None:
    titled = [["DANH SÁCH NGHỈ VIỆC XÃ BA LẾ"], HEADER, somebody()]
    file = workbook_of({"Nghỉ hưu Ba Vì": [HEADER, somebody()], "Hai": titled})
    found = [record.left for record in list_of(file).records]
    assert found == ["trang tính «Nghỉ hưu Ba Vì»", "DANH SÁCH NGHỈ VIỆC XÃ BA LẾ"]


@pytest.mark.parametrize(
    ("name", "hidden", "old"),
    [
        ("DS cũ", False, True), ("Bản_cũ", False, True), ("backup", False, True),
        ("DS (2)", False, True),
        ("DS 2022", False, True), ("DS 2025", False, False), ("Xã Ba Tô", True, True),
        ("Xã Ba Tô", False, False),
    ],
)  # fmt: skip
def test_sheets_hidden_or_named_as_old(name: str, hidden: bool, old: bool) -> None:
    sheet = Sheet(name, (), hidden=hidden)
    assert bool(aged(sheet, [name, "DS 2025"])) is old


def test_a_year_in_the_only_name_makes_no_sheet_old() -> None:
    assert aged(Sheet("2022", ()), ["2022", "Tổng hợp"]) == ""


def test_a_row_struck_through_and_a_note(references: References) -> None:
    file = file_of(
        somebody(), somebody("Hồ A", note="nghỉ hưu 2020"), somebody("Hồ B"), name="Ba Vì"
    )
    (sheet,) = open_workbook(file)
    found = understand([replace(sheet, struck=frozenset({2}))], references).records
    assert [record.left for record in found] == ["dòng bị gạch ngang", "nghỉ hưu 2020", ""]


def test_whoever_left_is_asked_once_and_is_nobodys_twin(references: References) -> None:
    cccd = "051187001234"
    rows = [template_row(cccd=cccd, note="đã nghỉ hưu 2020"), template_row(cccd=cccd)]
    layout = understand(open_workbook(sheet_of(*rows)), references)
    reading = read_records(layout.records, references)
    assert [(found.field, found.row) for found in reading.errors] == [("left", 2)]
    assert [row.record.number for row in reading.rows] == [3]


def test_what_was_said_on_the_page_is_not_asked_again(
    list_of: ListOf, references: References
) -> None:
    layout = list_of(["XÃ BA VÌ"], ["ĐỢT HAI"], somebody(), sections={unit_key("ĐỢT HAI"): "left"})
    reading = read_records(layout.records, references)
    assert (reading.errors, reading.rows, reading.left_out) == ([], [], {("DS", 4)})


def test_a_leavers_section_may_be_said_to_be_none(list_of: ListOf) -> None:
    layout = list_of(["XÃ BA VÌ"], ["NGHỈ HƯU"], somebody(), sections={unit_key("NGHỈ HƯU"): ""})
    assert [record.left for record in layout.records] == [""]
    assert section_of(layout, "NGHỈ HƯU") == "other"


@pytest.mark.parametrize(
    "text",
    [
        "CÁN BỘ LUÂN CHUYỂN VỀ",
        "Điều động đến",
        "Mới về",
        "TIẾP NHẬN TRONG NĂM",
        "Cán bộ chuyển đến",
    ],
)
def test_a_section_of_those_who_came(list_of: ListOf, text: str) -> None:
    assert _left(somebody(), [None, text], somebody("Hồ A"), list_of=list_of) == ["", ""]


@pytest.mark.parametrize("text", ["LUÂN CHUYỂN ĐI", "Điều động đi", "CÁN BỘ GIẢM TRONG NĂM 2024"])
def test_a_section_of_those_who_went(list_of: ListOf, text: str) -> None:
    assert _left(somebody(), [None, text], somebody("Hồ A"), list_of=list_of) == ["", text]
