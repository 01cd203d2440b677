"""How long failures lock."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.guarding.limits import FROM_ALL_PLACES, FROM_ONE_PLACE

NOON = datetime(2026, 3, 12, 5, tzinfo=UTC)


def every_minute(times):
    return [NOON + timedelta(minutes=at) for at in range(times)]


@pytest.mark.parametrize(
    ("limit", "failures", "reached", "minutes"),
    [
        (FROM_ONE_PLACE, 5, 5, 15),
        (FROM_ONE_PLACE, 9, 5, 15),
        (FROM_ONE_PLACE, 10, 10, 30),
        (FROM_ONE_PLACE, 15, 15, 60),
        (FROM_ONE_PLACE, 40, 40, 60),
        (FROM_ONE_PLACE, 4000, 4000, 60),
        (FROM_ALL_PLACES, 20, 20, 15),
        (FROM_ALL_PLACES, 60, 60, 60),
    ],
)
def test_the_wait_grows_to_an_hour_and_runs_from_the_failure_that_reached_the_limit(
    limit, failures, reached, minutes
):
    until = limit.until(every_minute(failures))
    assert until == NOON + timedelta(minutes=reached - 1 + minutes)


@pytest.mark.parametrize(("limit", "failures"), [(FROM_ONE_PLACE, 4), (FROM_ALL_PLACES, 19)])
def test_fewer_lock_nothing(limit, failures):
    assert limit.until(every_minute(failures)) is None
