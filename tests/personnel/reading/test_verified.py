"""A credential that was withdrawn counts until the day before; one in doubt goes on counting."""

from datetime import date, timedelta

import pytest

from personnel.models import Credential, Person
from personnel.reading.papers import found_of_a_credential, nothing_verified
from personnel.reading.standing import give_standing, highest_held, nothing_held, standing
from tests.factories import credential, looked_into, person, post

DAY = date(2024, 3, 5)
EVE = DAY - timedelta(days=1)


@pytest.fixture
def who(province):
    held = person()
    post(held, "BT")
    credential(held, "professional", 3, awarded=date(2005, 6, 30))
    return held


def levels(who, day):
    """The level as every reading of a standing tells it."""
    row = standing(day, Person.objects.filter(pk=who.pk)).get()
    read = Person.objects.get(pk=who.pk)
    give_standing([read], day, ["professional"])
    listed = [
        level
        for level in range(7)
        if Person.objects.filter(highest_held("professional", day, "exact", level), pk=who.pk)
    ]
    return row.professional, getattr(read, "professional", None), *listed


@pytest.mark.parametrize(
    ("found", "before", "after"),
    [("withdrawn", 4, 3), ("doubted", 4, 4), ("verified", 4, 4)],
)
def test_only_what_was_withdrawn_counts_no_more_from_its_day_on(who, found, before, after):
    degree = credential(who, "professional", 4, date(2010, 1, 1), **looked_into((found, DAY)))
    for day, level in ((EVE, before), (DAY, after), (date(2030, 1, 1), after)):
        assert levels(who, day) == (level, level, level)
        assert degree.lasts_on(day) == Credential.objects.held_on(day).filter(pk=degree.pk).exists()


def test_nothing_is_held_where_the_only_one_was_withdrawn(province):
    who = person()
    post(who, "BT")
    credential(who, "theory", 3, **looked_into(("withdrawn", DAY)))
    assert not Person.objects.filter(nothing_held("theory", EVE))
    assert Person.objects.filter(nothing_held("theory", DAY)).get() == who
    assert standing(DAY, Person.objects.all()).get().theory is None


def test_people_are_found_by_what_was_found_of_their_credentials(who):
    assert Person.objects.filter(nothing_verified(DAY)).get() == who
    credential(who, "theory", 2, **looked_into(("doubted", DAY)))
    assert not Person.objects.filter(nothing_verified(DAY))
    assert not Person.objects.filter(found_of_a_credential("doubted", EVE))
    assert Person.objects.filter(found_of_a_credential("doubted", DAY)).get() == who
    assert not Person.objects.filter(found_of_a_credential("withdrawn", DAY))
