"""Each reason by itself, and which comes first where there are several."""

from datetime import date, timedelta

import pytest

from personnel.models import Post, Unit
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post
from tests.reports.comparing.conftest import AFTER, BEFORE

PROFESSIONAL, COMMITTEE = "2025.key.professional", "2030.committee.theory"
YOUNG, KINH = "2025.urban_young.foreign_language", "2030.kinh_minority_area.ethnic_language"
MID = date(2025, 6, 30)
NEXT = MID + timedelta(days=1)


def trained(title="BT", unit=MOUNTAIN, start=date(2015, 1, 1), end=None, level=2, awarded=None):
    """Somebody with a theory level, awarded long ago unless said."""
    kept = post(person(), title, unit, start=start, end=end)
    credential(kept.person, "theory", level, awarded=awarded)
    return kept


def test_who_came_counts_as_they_are_on_the_last_day(why):
    trained(start=NEXT)
    trained(start=NEXT, level=1)
    trained(start=BEFORE)
    assert why() == {"came": (2, 1, 2)}


@pytest.mark.parametrize(
    ("reason", "step"),
    [
        ("retired", "retired"), ("died", "died"), ("resigned", "resigned"),
        ("moved", "transferred"), ("other", "left"), ("", "left"),
    ],
)  # fmt: skip
def test_who_left_stands_under_the_reason_that_was_recorded(why, reason, step):
    Post.objects.filter(pk=trained(end=MID).pk).update(end_reason=reason)
    trained(end=BEFORE, level=1)
    trained(end=AFTER)
    if step == "left":
        assert why() == {"left": (2, -1, -2)}
    else:
        assert why() == {step: (1, -1, -1), "left": (1, 0, -1)}


def test_who_moved_to_another_unit_left_the_one_and_came_to_the_other(why):
    who = trained(end=MID).person
    post(who, unit=LOWLAND, start=NEXT)
    assert why(unit="535") == why(unit=MOUNTAIN) == {"moved-out": (1, -1, -1)}
    assert why(unit="522") == {"moved-in": (1, 1, 1)}
    assert why() == {}


def test_who_moved_within_what_is_compared_where_more_is_asked(why):
    """Cao đẳng is enough in a mountain commune, and not in a township."""
    who = post(person(), end=MID).person
    credential(who, "professional", 3)
    post(who, unit=TOWNSHIP, start=NEXT)
    assert why(PROFESSIONAL) == why(PROFESSIONAL, "535") == {"moved": (1, -1, 0)}


def test_another_group_or_title(why):
    into = trained("TCKT", end=MID).person
    post(into, "BT", start=NEXT)
    out = trained("CTUBND", end=MID, level=1).person
    post(out, "TCKT", start=NEXT)
    assert why() == {"into": (1, 1, 1), "out-of": (1, 0, -1)}
    seat = trained("TCKT").person
    post(seat, "UVBCH", start=NEXT)
    assert why(COMMITTEE) == {"into": (2, 2, 2)}


def test_a_group_that_the_clause_does_not_tell_apart_is_no_reason(why):
    """From civil servant to key cadre in the year they turn forty: it is the age."""
    who = post(person(birth=date(1985, 6, 1)), "TCKT", TOWNSHIP, end=MID).person
    post(who, "CTUBND", TOWNSHIP, start=NEXT)
    assert why(YOUNG) == {"aged": (1, 0, -1)}


def test_training_in_between_alone(why):
    short = trained(level=1)
    credential(short.person, "theory", 2, awarded=MID)
    held = trained(level=3)
    credential(held.person, "theory", 4, awarded=MID)
    later = trained(level=1)
    credential(later.person, "theory", 2, awarded=AFTER + timedelta(days=1))
    unknown = post(person())
    credential(unknown.person, "theory", 2, awarded=AFTER)
    still_short = post(person())
    credential(still_short.person, "theory", 1, awarded=MID)
    assert why() == {"trained": (2, 2, 0)}


def test_who_came_into_the_group_with_what_they_learned_is_told_of_the_group(why):
    who = trained("TCKT", level=1, end=MID).person
    post(who, "BT", start=NEXT)
    credential(who, "theory", 2, awarded=MID)
    assert why() == {"into": (1, 1, 1)}


def test_time_that_a_clause_counts(why):
    Unit.objects.filter(code=MOUNTAIN).update(minority_area=True)
    since = {"minority_area_since": date(2022, 6, 1), "minority_area_since_precision": "day"}
    post(person(**since), "TCKT")
    assert why(KINH) == {"aged": (1, 0, 1)}


def test_the_last_reason_that_was_recorded_counts(why):
    who = trained(end=MID)
    Post.objects.filter(pk=who.pk).update(end_reason="retired")
    post(who.person, "VPDU", start=MID, end=NEXT)
    Post.objects.filter(person=who.person, end=NEXT).update(end_reason="resigned")
    assert why() == {"resigned": (1, -1, -1)}


def test_two_equal_days_have_no_steps(why):
    trained()
    assert why(before=AFTER) == {}
