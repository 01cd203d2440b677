from collections.abc import Callable

import pytest

from sheets.deciding import answer_key
from sheets.reading.leaving import says_left, without_leaving
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from sheets.reading.suggesting import IN_POST, LEFT
from sheets.reading.titles import NO_TITLE
from sheets.records import Reading, Record

Read = Callable[..., Reading]

LEFT_TITLES = {
    "Bí thư Đoàn xã đã chuyển công tác": "Bí thư Đoàn xã",
    "Chủ tịch UBND xã (nghỉ hưu 01/2024)": "Chủ tịch UBND xã",
    "Chủ tịch HĐND - đã nghỉ việc": "Chủ tịch HĐND",
    "Chủ tịch HĐND, thôi việc từ 5/2025; Đảng ủy viên": "Chủ tịch HĐND; Đảng ủy viên",
    "nguyên Chủ tịch HĐND": "Chủ tịch HĐND",
    "Cựu Chủ tịch HĐND": "Chủ tịch HĐND",
    "Phó Bí thư (điều động về huyện)": "Phó Bí thư",
    "Trưởng CA (đã nghỉ)": "Trưởng CA",
}


@pytest.mark.parametrize(("text", "title"), LEFT_TITLES.items())
def test_titles_that_tell_of_leaving(text: str, title: str) -> None:
    assert says_left(text)
    assert without_leaving(text) == title
    assert not says_left(title)


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch Hội Cựu chiến binh",
        "Địa chính - Tài nguyên",
        "Chủ tịch UBND (nghỉ thai sản)",
        "Bí thư Đảng ủy, nguyên Chủ tịch UBND",
        "Phó Bí thư (điều động từ xã Ba Vì)",
    ],
)
def test_titles_that_do_not(text: str) -> None:
    assert not says_left(text)


@pytest.fixture
def read(references: References) -> Read:
    """Read one row with a title and what was answered, by field and text."""

    def read_row(cell: str, **answers: tuple[str, str]) -> Reading:
        cells = {"full_name": "Đinh Thị Rê", "sex": "Nữ", "birth": "1980", "unit": "Xã Ba Tô"}
        readings = {name: {answer_key(name, t): value} for name, (t, value) in answers.items()}
        return read_records([Record("S", 2, cells | {"title": cell})], references, None, readings)

    return read_row


@pytest.mark.parametrize("text", list(LEFT_TITLES))
def test_whoever_left_is_asked_and_recorded_nowhere(read: Read, text: str) -> None:
    reading = read(text)
    assert not reading.rows
    assert ("left", text) in [(found.field, found.unknown) for found in reading.errors]
    left = read(text, left=(text, LEFT))
    assert not left.rows
    assert not left.errors
    assert left.left_out == {("S", 2)}


def test_whoever_is_still_in_post_holds_the_title(read: Read) -> None:
    text = "Chủ tịch UBND xã (nghỉ hưu 01/2024)"
    (row,) = read(text, left=("Chủ tịch UBND xã (nghỉ hưu 12/2025)", IN_POST)).rows
    assert [title.code for title in row.titles] == ["CTUBND"]


def test_a_part_that_is_no_post_is_passed_over_once_somebody_says_so(read: Read) -> None:
    text = "Chủ tịch UBND (quy hoạch Phó Bí thư)"
    assert [found.unknown for found in read(text).errors] == ["quy hoạch Phó Bí thư"]
    (row,) = read(text, title=("quy hoạch Phó Bí thư", NO_TITLE)).rows
    assert [title.code for title in row.titles] == ["CTUBND"]


def test_whoever_has_no_post_at_all_is_left_out_and_named(read: Read) -> None:
    reading = read("Quy hoạch Phó Bí thư", title=("Quy hoạch Phó Bí thư", NO_TITLE))
    assert not reading.rows
    assert not reading.errors
    assert reading.left_out == {("S", 2)}
    assert "không phải chức danh đang giữ" in reading.warnings[0].reason


def test_a_cell_that_only_says_where_is_no_title(read: Read) -> None:
    (found,) = read("UBND xã Ba Tô").errors
    assert found.reason == "không ghi chức danh nào"
