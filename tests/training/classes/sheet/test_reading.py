"""A class's workbook read into lines, and everything wrong with them."""

from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.sheets.building import saved, workbook_of
from training.classes.sheet import reading
from training.classes.sheet.reading import read_lines_of
from xlsx.limits import SheetRefused

from .conftest import HEADINGS, file_of


def _one(*cells: Any, **options: Any) -> Any:
    (line,) = read_lines_of(file_of(cells, **options))
    return line


def test_a_line_is_read_whatever_stands_above_it() -> None:
    line = _one(
        "Đinh Văn An", "1980", "Hoàn thành", None, "A 12", "20/12/2027",
        above=[["HUYỆN ỦY BA TƠ"], [], ["Kết quả lớp trung cấp lý luận"]],
    )  # fmt: skip
    assert (line.sheet, line.row, line.name, str(line.birth)) == (
        "Kết quả", 5, "Đinh Văn An", "1980",
    )  # fmt: skip
    assert (line.state, line.number, str(line.day), line.reason) == (
        "finished", "A 12", "20/12/2027", "",
    )  # fmt: skip
    assert line.wrong == ()


def test_columns_go_by_other_names_and_in_any_order() -> None:
    line = _one(
        "Đạt", "Đinh Văn", "An", 12,
        headings=["Tình trạng", "Họ và đệm", "Tên", "Số hiệu"],
    )  # fmt: skip
    assert (line.name, line.state, line.number) == ("Đinh Văn An", "finished", "12")


def test_the_result_goes_before_the_state_of_today() -> None:
    line = _one("An", "Được cử", "Không đạt", headings=["Họ tên", "Trạng thái", "Kết quả"])
    assert line.state == "failed"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Hoàn thành", "finished"),
        ("ĐỖ", "finished"),
        ("tốt nghiệp.", "finished"),
        ("Không hoàn thành", "failed"),
        ("Bỏ học", "left"),
        ("bảo lưu", "postponed"),
        ("Đang học", "studying"),
        ("Đã được cử", "sent"),
        ("Đề cử", "proposed"),
        (None, None),
    ],
)
def test_what_a_result_may_say(text: str | None, state: str | None) -> None:
    line = _one("Đinh Văn An", None, text)
    assert line.state == state and not line.wrong


@pytest.mark.parametrize("text", ["Khá", "x", "thi lại", "chưa đạt"])
def test_a_result_that_is_not_plain_is_wrong(text: str) -> None:
    (why,) = _one("Đinh Văn An", None, text).wrong
    assert why.startswith(f"kết quả «{text}» không rõ; chấp nhận: Hoàn thành, Không đạt")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ((None, None, "Đạt"), "không có họ và tên"),
        (("An", None, None, "Ốm"), "có lý do, số hoặc ngày cấp mà không ghi kết quả"),
        (("An", "32/13/1980", "Đạt"), "ngày sinh: "),
        (("An", None, "Đạt", None, None, "sau này"), "ngày cấp: "),
        (("An", None, "Đạt", None, "9" * 51), "số văn bằng, chứng chỉ: quá dài"),
        (("An", None, "#N/A"), "kết quả: ô chứa lỗi công thức"),
    ],
)
def test_what_is_wrong_with_a_line_is_told(cells: Any, why: str) -> None:
    wrong = _one(*cells).wrong
    assert len(wrong) == 1 and wrong[0].startswith(why)


def test_rows_that_say_nothing_are_no_lines() -> None:
    lines = read_lines_of(file_of(("An",), (None, None), (None, "1980"), ("Ba", None, "Đạt")))
    assert [(line.name, line.says_nothing) for line in lines] == [("An", True), ("Ba", False)]


def test_a_row_that_is_struck_through_is_not_read() -> None:
    book = Workbook()
    for row in (HEADINGS, ("An", None, "Đạt")):
        book.active.append(row)
    for cell in book.active[2]:
        cell.font = Font(strike=True)
    (line,) = read_lines_of(saved(book))
    assert line.wrong == ("dòng bị gạch ngang: không đọc",)


def test_a_day_that_excel_may_have_turned_is_not_taken() -> None:
    book = Workbook()
    for row in (HEADINGS, ("An", None, "Đạt", None, None, datetime(2027, 3, 4))):
        book.active.append(row)
    book.active["F2"].number_format = "mm/dd/yyyy"
    (line,) = read_lines_of(saved(book))
    assert line.wrong == ("ngày cấp: ô hiện tháng trước ngày; ghi lại dạng chữ dd/mm/yyyy",)


def test_a_formula_without_a_value_is_told() -> None:
    (why,) = _one("An", None, '=IF(1=1,"Đạt","Trượt")').wrong
    assert why == "kết quả: ô công thức chưa có giá trị"


def test_every_sheet_with_a_header_is_read() -> None:
    book = {
        "Xã Ba Tô": [HEADINGS, ("An", None, "Đạt")],
        "Ghi chú": [("Không phải danh sách",)],
        "Xã Ba Vì": [HEADINGS, ("Ba", None, "Trượt")],
    }
    lines = read_lines_of(workbook_of(book))
    assert [(line.sheet, line.name) for line in lines] == [("Xã Ba Tô", "An"), ("Xã Ba Vì", "Ba")]


def test_a_file_without_a_header_is_refused() -> None:
    with pytest.raises(SheetRefused, match="các cột «Họ và tên» và «Kết quả»"):
        read_lines_of(file_of(("An", "Đạt"), headings=["Họ tên", "Ghi chú"]))


def test_a_file_that_is_too_long_for_a_class_is_refused(monkeypatch: Any) -> None:
    monkeypatch.setattr(reading, "MOST_LINES", 2)
    rows = [(f"Đinh Văn {n}", None, "Đạt") for n in range(3)]
    assert len(read_lines_of(file_of(*rows[:2]))) == 2
    with pytest.raises(SheetRefused, match="hơn 2 người"):
        read_lines_of(file_of(*rows))
