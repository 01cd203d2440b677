"""The trend: a point a year, the target at its deadline, and what is still needed a year."""

from datetime import date
from decimal import Decimal

import pytest

from reports.trend import trend
from targets.criteria import BY_CODE, H2025
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import credential, person, post


def trend_of(code, day, unit):
    lens = Lens(H2025, day)
    return trend(LiveSource(lens, unit), BY_CODE[code])


@pytest.fixture
def clerks(province):
    """Four clerks, one more of them trained at the end of each year from 2021 on."""
    for at in range(4):
        clerk = post(person(name=f"Trần Văn {at}"), "TCKT", start=date(2015, 1, 1)).person
        credential(clerk, "state_management", 2, date(2021 + at, 12, 31))
    return province


def test_a_point_for_each_years_end_and_for_the_day(clerks):
    found = trend_of("2025.civil.state_management", date(2025, 6, 30), clerks)
    assert [point.day for point in found.points] == [
        *(date(year, 12, 31) for year in range(2021, 2025)), date(2025, 6, 30),
    ]  # fmt: skip
    assert [int(point.line.rate) for point in found.points] == [25, 50, 75, 100, 100]
    assert [point.current for point in found.points] == [False] * 4 + [True]
    assert [float(point.y) for point in found.points] == sorted(
        (float(point.y) for point in found.points), reverse=True
    )


def test_the_way_still_to_go(clerks):
    found = trend_of("2025.civil.state_management", date(2021, 12, 31), clerks)
    assert found.goal.ahead and found.goal.percent == 70
    # 45 points in four years, half up.
    assert found.yearly_need == Decimal("11.3")


def test_no_way_is_drawn_when_reached_past_or_not_asked(clerks):
    assert trend_of("2025.civil.state_management", date(2024, 12, 31), clerks).yearly_need is None
    past = trend_of("2025.civil.theory", date(2026, 5, 31), clerks)
    assert past.goal and not past.goal.ahead and past.yearly_need is None
    assert trend_of("2025.civil.theory", date(2031, 5, 31), clerks).goal is None
    assert trend_of("2025.staff.it", date(2024, 12, 31), clerks).goal is None


def test_nobody_yet_is_no_point(clerks):
    assert trend_of("2025.key.theory", date(2025, 6, 30), clerks).points == []
    assert len(trend_of("2025.civil.theory", date(2016, 6, 30), clerks).points) == 2


def test_labels_keep_apart(clerks):
    found = trend_of("2025.civil.theory", date(2025, 1, 5), clerks)
    labels = [point.label for point in found.points]
    assert labels[:4] == ["2021", "2022", "2023", "2024"] and labels[4] == ""
    assert found.points[3].rate == "" and found.points[4].rate == "0"


def test_a_rate_does_not_hide_the_target(clerks):
    """Of 70% asked, 66% on the day of the deadline is written below its point, 100% above."""

    def rate_at_the_deadline():
        found = trend_of("2025.civil.state_management", date(2026, 5, 31), clerks)
        (end,) = (point for point in found.points if point.day == date(2025, 12, 31))
        return int(end.line.rate), float(end.rate_y) - float(end.y)

    assert rate_at_the_deadline() == (100, -8)
    for name in ("Trần Văn Muộn", "Lê Văn Gần"):
        late = post(person(name=name), "TCKT", start=date(2025, 1, 1)).person
        credential(late, "state_management", 0, date(2025, 1, 1))
    assert rate_at_the_deadline() == (66, pytest.approx(16))
