"""Days are closed when they are over, in order, once, whoever else closes them."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from personnel.models import Person, TrailDay
from personnel.trail.closing import close_days
from personnel.trail.sources import SOURCES
from tests.personnel.trail.conftest import DAY, FIRST
from tests.racing import at_once


def test_each_day_follows_the_one_before(closed):
    first, second, third = closed
    assert [day.day for day in closed] == [date(2025, 3, 10), date(2025, 3, 11), date(2025, 3, 12)]
    assert (first.before, second.before, third.before) == ("", first.head, second.head)
    assert len({day.head for day in closed}) == 3
    rows = [{part["table"]: part["rows"] for part in day.parts} for day in closed]
    assert rows == [
        {"personnel.disclosure": 1, "personnel.historicalperson": 1},
        {"personnel.historicalperson": 1},
        {},
    ]


def test_a_second_run_changes_nothing(closed, close):
    before = list(TrailDay.objects.values())
    assert "Không có ngày nào cần khép" in close()
    assert list(TrailDay.objects.values()) == before
    assert "Đã khép 2 ngày, từ 13/03/2025 đến 14/03/2025." in close(FIRST + 5 * DAY)
    assert list(TrailDay.objects.values())[:3] == before


@pytest.mark.parametrize(("hour", "minute", "days"), [(0, 59, 1), (1, 0, 2)])
def test_a_day_is_closed_an_hour_after_it_is_over(lived, close, hour, minute, days):
    close(timezone.make_aware(datetime(2025, 3, 12, hour, minute)))
    assert TrailDay.objects.count() == days


def test_a_day_is_one_of_the_province(lived, close):
    """Half past eleven in the evening is another day than half past midnight, in UTC the same."""
    late = timezone.make_aware(datetime(2025, 3, 10, 23, 30))
    Person.history.filter(history_date__gt=FIRST).update(history_date=late)
    close()
    (day, *_) = TrailDay.objects.all()
    assert {part["table"]: part["rows"] for part in day.parts}["personnel.historicalperson"] == 2


def test_of_two_at_once_one_closes(reachable, lived):
    def close():
        return len(close_days(FIRST + 3 * DAY))

    assert sorted(at_once(close, close, close)) == [0, 0, 3]
    assert [day.before for day in TrailDay.objects.all()][1:] == [
        day.head for day in TrailDay.objects.all()
    ][:-1]


def test_two_chains_cannot_grow_from_one_day(closed):
    last = closed[-1]
    for day, before in ((last.day, "f" * 64), (last.day + DAY, last.before)):
        with pytest.raises(IntegrityError), transaction.atomic():
            TrailDay.objects.create(
                day=day, before=before, closed_at=FIRST, version=1, head="0" * 64
            )


def test_where_nothing_was_ever_done_no_day_is_closed(lived, close):
    for source in SOURCES.values():
        source.model._base_manager.all().delete()
    assert "Không có ngày nào cần khép" in close() and not TrailDay.objects.exists()


def test_many_days_take_no_more_queries_than_few(lived):
    with CaptureQueriesContext(
        connection,
    ) as few:
        close_days(FIRST + 2 * DAY)
    with CaptureQueriesContext(connection) as many:
        close_days(FIRST + 150 * DAY)
    assert TrailDay.objects.count() == 150
    assert len(many) <= len(few)


def test_every_kept_history_is_a_source():
    assert {"personnel.historicaltitle", "personnel.historicalethnicity",
            "accounts.historicaluser", "accounts.historicalgrant", "reports.historicalreporttext",
            "personnel.disclosure", "personnel.trailforgotten"} <= set(SOURCES)  # fmt: skip
