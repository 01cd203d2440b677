"""How a post is told."""

from datetime import date

import pytest

from personnel.models import Post


@pytest.mark.parametrize(
    ("start", "precision", "end", "told"),
    [
        (date(2020, 5, 12), "day", date(2025, 4, 22), "12/05/2020 – 22/04/2025"),
        (date(2020, 5, 1), "month", None, "từ 05/2020"),
        (date(2090, 1, 1), "day", None, "từ 01/01/2090"),  # not "till now": it is to come
        (None, "", date(2025, 4, 22), "không rõ – 22/04/2025"),
        (None, "", None, "không rõ từ ngày nào"),
    ],
)
def test_a_post_tells_from_when_to_when(start, precision, end, told):
    assert Post(start=start, start_precision=precision, end=end).period_shown == told


@pytest.mark.parametrize(
    ("reason", "told"),
    [("", ""), ("retired", ", nghỉ hưu"), ("other", ", lý do khác")],
)
def test_it_tells_why_it_ended_where_somebody_said(reason, told):
    post = Post(start=date(2015, 1, 1), start_precision="year", end=date(2025, 4, 22))
    post.end_reason = reason
    assert post.period_told == f"2015 – 22/04/2025{told}"
