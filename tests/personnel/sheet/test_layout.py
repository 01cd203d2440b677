from collections.abc import Callable
from typing import IO

import pytest

from personnel.sheet.layout import Layout, understand
from personnel.sheet.matching import References
from personnel.sheet.safety import SheetRefused
from personnel.sheet.workbook import open_workbook
from tests.personnel.sheet.building import HEADERS, sheet_of, somebody, workbook_of

Understood = Callable[[IO[bytes]], Layout]


@pytest.fixture
def layout_of(references: References) -> Understood:
    """How a workbook is understood."""
    return lambda file: understand(open_workbook(file), references)


def test_each_row_under_the_header_is_a_person(layout_of: Understood) -> None:
    layout = layout_of(sheet_of(somebody(), somebody(name="Phạm Văn Bền")))
    assert [record.number for record in layout.records] == [2, 3]
    assert layout.records[1].cells["full_name"] == "Phạm Văn Bền"


def test_headers_in_other_order_case_and_with_their_star(layout_of: Understood) -> None:
    headers = [f"  {header.upper()} *" for header in reversed(HEADERS)]
    row = {f"  {header.upper()} *": value for header, value in somebody().items()}
    layout = layout_of(sheet_of(row, headers=headers))
    assert layout.records[0].cells["full_name"] == "Phạm Thị Lành"
    assert not layout.unknown_columns


def test_columns_that_nobody_knows_are_kept_out_and_named(
    layout_of: Understood,
) -> None:
    headers = [*HEADERS, "Số điện thoại", "Ghi chú"]
    layout = layout_of(sheet_of(somebody() | {"Số điện thoại": "0905"}, headers=headers))
    assert layout.unknown_columns == ["Số điện thoại", "Ghi chú"]
    assert "0905" not in layout.records[0].cells.values()


def test_a_missing_required_column_is_an_error_of_the_header_row(layout_of: Understood) -> None:
    headers = [header for header in HEADERS if header != "Chức danh"]
    problems = layout_of(sheet_of(somebody(), headers=headers)).problems
    assert [(found.row, found.column) for found in problems] == [(1, "Chức danh")]


def test_numbered_rows_without_a_person_are_passed_over(layout_of: Understood) -> None:
    layout = layout_of(sheet_of(somebody(), {"TT": 2}, {"TT": 3, "Họ và tên": "  "}))
    assert [record.number for record in layout.records] == [2]


def test_every_sheet_with_the_header_is_read_and_others_are_not(layout_of: Understood) -> None:
    people = [HEADERS, [somebody().get(header) for header in HEADERS]]
    layout = layout_of(workbook_of({"Hướng dẫn": [["Điền từ dòng 2"]], "A": people, "B": people}))
    assert [record.sheet for record in layout.records] == ["A", "B"]


def test_a_workbook_without_the_header_is_refused_with_what_it_needs(layout_of: Understood) -> None:
    with pytest.raises(SheetRefused, match="Cần có các cột: Họ và tên, Giới tính"):
        layout_of(workbook_of({"S": [["Doanh thu", "Tháng 1"], ["A", 1]]}))


def test_a_header_without_people_is_refused(layout_of: Understood) -> None:
    with pytest.raises(SheetRefused, match="Không có dòng nào"):
        layout_of(sheet_of())
