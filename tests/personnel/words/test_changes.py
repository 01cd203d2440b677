"""Columns of who came and who left."""

import pytest

from personnel.words.changes import heads_changes, heads_those_gone, says_no_leaving


@pytest.mark.parametrize(
    ("path", "gone"),
    [
        (("Biến động",), True), (("Tăng, giảm",), True), (("Tăng/Giảm",), True),
        (("Biến động", "Giảm"), True), (("Biến động", "Tăng"), False),
        (("Biến động", "Tăng", "Ngày"), False), (("Tăng",), False), (("Tăng", "Lý do"), False),
        (("Thời gian công tác đến",), True), (("Đến ngày",), True), (("Ngày kết thúc",), True),
        (("Thời gian công tác ở xã (đến ngày)",), True), (("Chức vụ", "Đến"), True),
        (("Thời gian công tác tính đến 31/12/2024",), False), (("Ngày đến",), False),
        (("Học tập", "Đến ngày"), False), (("Đến",), False),
    ],
)  # fmt: skip
def test_columns_that_may_tell_of_leaving(path: tuple[str, ...], gone: bool) -> None:
    assert heads_those_gone(path) is gone


def test_a_column_of_those_who_left_alone_is_none_of_changes() -> None:
    assert heads_changes(("Biến động", "Lý do"))
    assert not heads_changes(("Biến động", "Giảm"))


@pytest.mark.parametrize("text", ["Tăng", "mới tuyển", "chuyển đến", "Không", "+", "0", "nay", "T"])
def test_what_tells_of_no_leaving(text: str) -> None:
    assert says_no_leaving(text)


@pytest.mark.parametrize("text", ["Giảm", "g", "nghỉ hưu", "không còn", "chuyển đến xã Ba Vì"])
def test_what_may_tell_of_leaving(text: str) -> None:
    assert not says_no_leaving(text)
