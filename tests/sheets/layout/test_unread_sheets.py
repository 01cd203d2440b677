"""Sheets without a header: they go on with the list before, or are asked, never left out."""

import pytest

from sheets.correcting import CONTINUES, NO_LIST
from sheets.problems import Asks, Sort
from tests.sheets.building import workbook_of
from xlsx.limits import SheetRefused

from .conftest import HEADER, ListOf, somebody, units

LIST = [HEADER, ["XÃ BA VÌ"], somebody()]
SUMMARY = [["BIỂU TỔNG HỢP"], ["Đơn vị", "Số lượng", "Nữ"], ["Xã Ba Vì", 12, 5]]
NOTES = [["Liên hệ: 0905"]]


@pytest.mark.parametrize("rows", [SUMMARY, NOTES])
def test_a_sheet_that_is_not_read_is_a_question(list_of: ListOf, rows: list[list[object]]) -> None:
    file = {"DS": LIST, "Tổng hợp": rows}
    (found,) = list_of(workbook_of(file)).problems
    assert (found.sheet, found.sort, found.asks) == ("Tổng hợp", Sort.QUESTION, Asks.SHEET)
    answered = list_of(workbook_of(file), headers={"Tổng hợp": NO_LIST})
    assert (answered.problems, len(answered.records)) == ([], 1)


def test_a_continuation_is_read_by_the_header_before(list_of: ListOf) -> None:
    more = [["XÃ BA LẾ"], somebody("Hồ Văn A"), ["XÃ BA NAM"], somebody("Hồ Văn B")]
    layout = list_of(workbook_of({"DS": LIST, "DS tiếp": more}))
    assert units(layout) == ["Xã Ba Vì", "Xã Ba Lế", "Xã Ba Nam"]
    (found,) = layout.problems
    assert (found.sheet, found.sort) == ("DS tiếp", Sort.NOTE)
    assert "theo tiêu đề của trang «DS»" in found.reason
    assert layout.sheets[1].continues == "DS"


def test_whose_commune_a_continuation_does_not_say_is_asked(list_of: ListOf) -> None:
    layout = list_of(workbook_of({"DS": LIST, "Trang 2": [somebody("Hồ Văn A")]}))
    assert units(layout) == ["Xã Ba Vì", None]
    assert [found.asks for found in layout.problems if found.is_error] == [Asks.SECTION]


@pytest.mark.parametrize(
    "row",
    [
        ["Hồ Văn A", 1, "Nam", 1980, "TP-HT"],
        [1, "Hồ Văn A", 1980, "Nam", "TP-HT"],
        [1, "Hồ Văn A", "TP-HT", "chưa rõ", "Nam"],
    ],
)
def test_other_columns_are_no_continuation(list_of: ListOf, row: list[object]) -> None:
    file = {"DS": LIST, "Xã Ba Lế": [row]}
    layout = list_of(workbook_of(file))
    assert [(found.sheet, found.asks) for found in layout.problems] == [("Xã Ba Lế", Asks.SHEET)]
    forced = list_of(workbook_of(file), headers={"Xã Ba Lế": CONTINUES})
    assert units(forced) == ["Xã Ba Vì", "Xã Ba Lế"]


def test_a_header_with_nobody_below_is_told(list_of: ListOf) -> None:
    (found,) = list_of(workbook_of({"DS": LIST, "Xã Ba Lế": [HEADER]})).problems
    assert (found.sheet, found.sort) == ("Xã Ba Lế", Sort.NOTE)


def test_a_guide_is_no_guide_by_its_name_alone(list_of: ListOf) -> None:
    own = [["CÁCH GHI DANH SÁCH TRÍCH NGANG"], ["1. Mỗi người ghi một dòng"]]
    assert list_of(workbook_of({"DS": LIST, "Hướng dẫn": own})).problems == []
    (found,) = list_of(workbook_of({"DS": LIST, "Hướng dẫn": SUMMARY})).problems
    assert found.sheet == "Hướng dẫn"


def test_a_file_without_any_list_is_refused_as_before(list_of: ListOf) -> None:
    with pytest.raises(SheetRefused, match="Không tìm thấy dòng tiêu đề"):
        list_of(workbook_of({"Tổng hợp": SUMMARY}))
