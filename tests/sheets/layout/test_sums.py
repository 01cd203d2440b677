"""Rows of sums, and people whose names begin like one, or like another heading."""

from typing import Any

import pytest

from .conftest import ListOf, file_of, somebody

PLACE = ["XÃ BA VÌ"]


def _names(list_of: ListOf, *rows: list[Any]) -> list[str]:
    layout = list_of(PLACE, somebody("Hồ A"), *rows)
    return [str(record.cells["full_name"]) for record in layout.records][1:]


@pytest.mark.parametrize(
    "row",
    [
        [5, "Tổng Minh Hải", "Nam", 1980, "TP-HT"], [5, "Tổng Thị Lan", None, 1985, None],
        [None, "Tổng Văn Ba", None, 1985, None], [5, "Tổng Minh Hải", None, None, "TP-HT"],
        [5, "Tổng Minh Hải", None, None, None], [5, "TỔNG MINH HẢI", None, 1980, None],
        [5, "Tổng Nam", "Nam", 1980, "TP-HT"], [5, "Cộng Thị Hoa", "Nữ", None, None],
        [5, "Hội Văn Ba", None, None, "TP-HT"], [5, "Đoàn Thị Nam", None, None, "TP-HT"],
        [5, "Thôn Thị Hoa", "Nữ", None, None], [5, "Phạm Văn Lành", None, None, "Trưởng ban"],
        [5, "Lưu Ý Nhi", None, None, "TP-HT"], [5, "Bản Văn Ba", None, 1985, None],
    ],
)  # fmt: skip
def test_somebody_is_no_sum_and_no_heading(list_of: ListOf, row: list[Any]) -> None:
    assert _names(list_of, row, somebody("Hồ B")) == [row[1], "Hồ B"]


@pytest.mark.parametrize(
    "row",
    [
        [None, "Tổng số: 24"], [None, "Tổng", None, 24], ["Cộng", None, None, 4],
        [None, "Tổng cộng", "Nam: 3", None, "3 chức danh"], [None, "Cộng xã Ba Vì", None, 4],
        [None, "Tổng Ba Vì", None, 24], [None, "Tổng phần I"], [None, "Tổng Lương", None, 24],
        [None, "Cộng: 8 người"],
    ],
)  # fmt: skip
def test_a_sum_is_nobody(list_of: ListOf, row: list[Any]) -> None:
    assert _names(list_of, row) == []


def test_a_second_title_in_a_row_of_its_own_is_not_lost(list_of: ListOf) -> None:
    layout = list_of(PLACE, somebody("Hồ A"), [None, None, None, None, "Chủ tịch HĐND"])
    assert [record.number for record in layout.records] == [3, 4]


def test_a_summary_with_who_came_and_left_is_no_list(list_of: ListOf) -> None:
    summary = [["TT", "Đơn vị", "Tổng số", "Nữ", "Tăng", "Giảm"], [1, "Xã Ba Vì", 24, 3, 1, 2]]
    layout = list_of(file_of(PLACE, somebody("Hồ A"), **{"Tổng hợp": summary}))
    assert [sheet.header for sheet in layout.sheets] == [(1, 1), None]
