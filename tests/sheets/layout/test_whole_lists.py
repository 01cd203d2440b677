"""What stands around and between the people of whole lists, as boards lay them out."""

from typing import Any

import pytest

from sheets.reading.matching import References
from sheets.reading.reading import read_records

from .conftest import HEADER, ListOf, somebody, units
from .lists import Read, listed, read, titles

__all__ = ["read"]
ABOVE = ["XÃ BA TÔ"]


def _of_group(text: str, mark: str = "KCT") -> list[Any]:
    return [1, "Đinh Văn Rin", "Nam", 1980, text, None, mark]


@pytest.mark.parametrize("title", ["VH-XH", "Văn hóa - xã hội", "Văn hoá xã hội"])
def test_all_spellings_of_a_title_below_the_non_specialised(read: Read, title: str) -> None:
    found = read(listed(HEADER, ABOVE, ["Người HĐKCT"], somebody(title=title)))
    assert titles(found) == [["VHXH-K"]]


@pytest.mark.parametrize(
    ("heading", "marks", "codes"),
    [
        ("Đối tượng", ["Công chức", "KCT"], ["VHXH", "VHXH-K"]),
        ("Nhóm", ["Cán bộ, công chức", "Người HĐKCT"], ["VHXH", "VHXH-K"]),
        ("KCT", [None, "x"], ["VHXH", "VHXH-K"]),
        ("Số liên lạc", ["1", "2"], ["VHXH", "VHXH"]),
    ],
)
def test_a_column_that_says_the_group(
    read: Read, heading: str, marks: list[str | None], codes: list[str]
) -> None:
    rows = ([n, name, "Nam", 1980, "VH-XH", None, mark] for n, (name, mark) in
            enumerate(zip(("Hồ Văn Út", "Hồ Văn Bê"), marks, strict=True)))  # fmt: skip
    found = read(listed([*HEADER, heading], *rows))
    assert titles(found) == [[code] for code in codes]
    assert (heading in found.layout.unknown_columns) is (heading == "Số liên lạc")


def test_a_group_merged_down_its_column(read: Read) -> None:
    rows = _of_group("VH-XH"), [*somebody("Hồ Văn Út", "VH-XH"), None]
    found = read(listed([*HEADER, "Đối tượng"], *rows, merged="G2:G3"))
    assert titles(found) == [["VHXH-K"], ["VHXH-K"]]


def test_a_civil_servant_among_the_non_specialised_is_told(read: Read) -> None:
    found = read(listed(HEADER, ABOVE, ["KCT"], somebody(title="Kế toán"), somebody("Hồ Út")))
    assert [note.value for note in found.warnings if note.field == "title"] == ["Kế toán", "TP-HT"]


@pytest.mark.parametrize(
    "row",
    [
        ["ĐẢNG ỦY XÃ BA VÌ", None, None, None, "Ba Vì, ngày 10 tháng 11 năm 2025"],
        [None, None, None, "Đơn vị:", "Xã Ba Vì"],
        ["2", None, None, None, "Xã Ba Vì"],
    ],
)
def test_a_commune_beside_a_day_or_a_label(list_of: ListOf, row: list[Any]) -> None:
    layout = list_of(ABOVE, somebody(), row, somebody("Hồ A"))
    assert units(layout) == ["Xã Ba Tô", "Xã Ba Vì"]


@pytest.mark.parametrize("between", [[], [["A. CÔNG CHỨC"]]])
@pytest.mark.parametrize("note", ["Riêng xã Ba Vì", "Số liệu xã Ba Vì", "Theo UBND xã Ba Vì"])
def test_a_note_that_says_little_but_a_commune_is_asked(
    list_of: ListOf, note: str, between: list[list[str]]
) -> None:
    layout = list_of(ABOVE, somebody(), [None, note], *between, somebody("Hồ A"))
    assert units(layout) == ["Xã Ba Tô", None]
    assert [found.value for found in layout.problems] == [note]


@pytest.mark.parametrize(
    "note", ["Riêng xã Ba Tô", "Ghi chú: đ/c An biệt phái từ xã Ba Vì", "Đ/c An từ xã Ba Vì"]
)
def test_a_note_about_something_else_changes_nothing(list_of: ListOf, note: str) -> None:
    layout = list_of(ABOVE, somebody(), [None, note], somebody("Hồ A"))
    assert units(layout) == ["Xã Ba Tô", "Xã Ba Tô"]


@pytest.mark.parametrize("heading", ["Tình trạng", "Trạng thái", "Diễn biến trong năm"])
@pytest.mark.parametrize(
    ("said", "gone"), [("Đã nghỉ hưu", True), ("Đang công tác", False), ("Thai sản", False)]
)
def test_what_an_unread_column_says_of_leaving(
    references: References, list_of: ListOf, heading: str, said: str, gone: bool
) -> None:
    records = list_of(listed([*HEADER, heading], [*somebody(), said])).records
    assert [record.left for record in records] == [said if gone else ""]
    assert [found.field for found in read_records(records, references).errors] == ["left"] * gone


def test_a_list_beside_a_list_is_told_and_nobody_read(list_of: ListOf) -> None:
    header = ["TT", "Họ và tên", "Năm sinh", "Chức vụ"]
    beside = [1, "Hồ Văn Út", 1980, "TP-HT", 1, "Hồ Văn Bê", 1981, "VP-TK"]
    layout = list_of(listed([*header, *header], beside))
    assert not layout.records
    assert ["cạnh nhau" in found.reason for found in layout.problems] == [True]
