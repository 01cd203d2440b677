"""By which decision a title is held: columns of the sheet, and of boards' lists."""

from datetime import date
from typing import Any

import pytest

from personnel.models import Post
from sheets.comparing.changes import Change, Status
from sheets.layout.meaning import meaning
from tests.sheets.building import somebody
from tests.sheets.conftest import Put

CCCD = "051187001234"
TOLD = {"basis": "Luân chuyển", "acting": "Quyền", "decision": "12-QĐ/HU", "decided": "05/03/2024"}


def _put(put: Put, **cells: Any) -> Any:
    return put(somebody(cccd=CCCD, others="PCT HĐND", **cells)).rows[0]


def _held(title: str = "VPTK") -> tuple[Any, ...]:
    columns = "basis", "acting", "decision_number", "decision_date", "decision_precision"
    found: tuple[Any, ...] = Post.objects.filter(title__code=title).values_list(*columns).get()
    return found


def test_it_is_that_of_the_principal_title(put: Put) -> None:
    row = _put(put, **TOLD)
    assert _held() == ("rotated", "acting", "12-QĐ/HU", date(2024, 3, 5), "day")
    assert _held("PCTHDND") == ("", "", "", None, "")
    assert Change("Hình thức giữ chức danh", "", "Luân chuyển") in row.changes
    assert Change("Ngày quyết định", "", "05/03/2024") in row.changes
    assert _put(put, **TOLD).status == Status.UNCHANGED


def test_a_blank_says_nothing_and_another_word_replaces_with_both_shown(put: Put) -> None:
    _put(put, **TOLD)
    assert _put(put).status == Status.UNCHANGED
    row = _put(put, basis="Điều động", decided="2024")
    assert row.changes == [Change("Hình thức giữ chức danh", "Luân chuyển", "Điều động")]
    assert _held() == ("moved", "acting", "12-QĐ/HU", date(2024, 3, 5), "day")


def test_what_is_written_has_its_history(put: Put) -> None:
    _put(put)
    _put(put, **TOLD)
    post = Post.objects.get(title__code="VPTK")
    assert [row.basis for row in post.history.order_by("history_id")][-2:] == ["", "rotated"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("Hình thức",), "basis"),
        (("QĐ bổ nhiệm số",), "decision_number"),
        (("Quyết định bổ nhiệm", "Số"), "decision_number"),
        (("Quyết định bổ nhiệm", "Ngày"), "decision_date"),
        (("Chức vụ", "Số QĐ"), "decision_number"),
        (("Quyền/phụ trách",), "acting"),
        (("Nâng lương", "Số QĐ"), ""),
        (("Trình độ chuyên môn", "Hình thức"), ""),
        (("Hình thức đào tạo",), ""),
        (("Phụ trách",), ""),
    ],
)
def test_what_boards_call_them(path: tuple[str, ...], field: str) -> None:
    assert meaning(path).field == field
