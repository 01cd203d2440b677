"""What became of the seats of a plan, by enrolments and credentials as recorded today."""

from datetime import date, timedelta

import pytest

from personnel.models import Enrolment, Merge, Unit
from reports.models import PlannedSeat
from tests.factories import MOUNTAIN, credential
from tests.training.plans.trying import LATER, TODAY, who
from training.plans.happened import State, happened, tallies


@pytest.fixture
def seat(plan):
    """The seat of the chairman on the way to a degree."""
    return plan.seats.get(person=who("Đinh Văn Lía").pk, kind="professional")


def enrolled(person, state, since=TODAY, level=4, kind="professional", **facts):
    facts |= {"reason": "x"} if state in ("failed", "left", "postponed") else {}
    facts |= {"credential": 1} if state == "finished" else {}
    return Enrolment.objects.create(
        person=person, kind=kind, level=level, state=state, since=since,
        unit=Unit.objects.get(code=MOUNTAIN), **facts,
    )  # fmt: skip


def state_of(seat):
    (found,) = happened(seat.plan, [seat], TODAY + timedelta(days=400))
    return found.state


@pytest.mark.parametrize(
    "state", ["proposed", "sent", "studying", "finished", "failed", "left", "postponed"]
)
def test_the_state_of_an_enrolment_is_that_of_its_seat(seat, state):
    assert state_of(seat) == State.WAITING
    enrolled(who("Đinh Văn Lía"), state)
    assert state_of(seat) == State(state)
    assert State(state).label == Enrolment.State(state).label


def test_what_is_lower_of_another_kind_or_over_before_is_not_the_plans(seat):
    chairman = who("Đinh Văn Lía")
    enrolled(chairman, "sent", level=3)
    enrolled(chairman, "sent", level=2, kind="theory")
    enrolled(chairman, "left", since=date(2026, 1, 1))
    assert state_of(seat) == State.WAITING
    enrolled(chairman, "postponed", since=date(2026, 1, 1))
    assert state_of(seat) == State.POSTPONED


def test_held_by_another_way_is_told_apart(seat):
    chairman = who("Đinh Văn Lía")
    enrolled(chairman, "failed")
    credential(chairman, "professional", 4, date(2027, 6, 1))
    assert state_of(seat) == State.HELD
    enrolled(chairman, "finished", since=date(2027, 7, 1))
    assert state_of(seat) == State.FINISHED


def test_whoever_serves_no_more_is_gone(seat):
    chairman = who("Đinh Văn Lía")
    chairman.posts.update(end=date(2027, 1, 31))
    assert state_of(seat) == State.GONE
    enrolled(chairman, "studying")
    assert state_of(seat) == State.STUDYING
    chairman.delete()
    assert state_of(seat) == State.GONE


def test_the_number_of_a_joined_record_leads_on(seat):
    kept = who("Phạm Thị Hạnh")
    Merge.objects.create(kept=kept.pk, joined=seat.person, name="x", at=LATER)
    enrolled(kept, "studying")
    (found,) = happened(seat.plan, [seat], TODAY)
    assert (found.person, found.state) == (kept.pk, State.STUDYING)


def test_tallies_add_up(plan, seat):
    enrolled(who("Đinh Văn Lía"), "sent")
    found = happened(plan, PlannedSeat.objects.filter(plan=plan), TODAY)
    for by in ("course", "board", "year"):
        rows = tallies(found, by)
        assert sum(row.seats for row in rows) == plan.seats_count
        assert sum(dict(row.by_state)[State.SENT] for row in rows) == 1
    courses = {row.key: dict(row.by_state)[State.SENT] for row in tallies(found, "course")}
    assert courses["CM-DH"] == 1
