"""The structure of the workforce on a day (clause I.2)."""

from datetime import date

import pytest

from personnel.models import Person
from targets.structure import BASES, MEASURES
from tests.factories import LOWLAND, MOUNTAIN, person, post
from tests.rolled import count_by_unit

DAY = date(2025, 12, 31)


def counted(measure, base="staff"):
    """Return how many of how many meet a measure on DAY."""
    found, among = MEASURES[measure], BASES[base]
    conditions = {"part": found.counted(among, DAY), "whole": found.whole(among, DAY)}
    counts = count_by_unit(DAY, Person.objects.all(), conditions)
    return counts("part"), counts("whole")


@pytest.mark.parametrize(
    ("measure", "birth", "within"),
    [
        ("under30", date(1996, 1, 1), 1),
        ("under30", date(1995, 12, 31), 0),
        ("under40", date(1986, 1, 1), 1),
        ("under40", date(1985, 12, 31), 0),
        ("age30", date(1996, 1, 1), 0),
        ("age30", date(1995, 12, 31), 1),
        ("age40", date(1985, 12, 31), 1),
        ("age40", date(1975, 12, 31), 0),
        ("age50", date(1975, 12, 31), 1),
        ("age60", date(1966, 1, 1), 0),
        ("age60", date(1965, 12, 31), 1),
    ],
)
def test_ages_turn_on_the_birthday(province, measure, birth, within):
    post(person(birth=birth), "TCKT")
    assert counted(measure) == (within, 1)


def test_women_of_staff_and_of_everybody(province):
    post(person(sex="female"), "TCKT")
    post(person(), "BT")
    post(person(sex="female"), "VPDU")
    assert counted("women", "staff") == (1, 2)
    assert counted("women", "all") == (2, 3)


def test_minority_people_are_counted_among_those_of_minority_areas(province):
    post(person(ethnicity="Hrê"), "TCKT", MOUNTAIN)
    post(person(), "TCKT", MOUNTAIN)
    post(person(ethnicity="Hrê"), "TCKT", LOWLAND)
    assert counted("minority") == (1, 2)


def test_who_joins_the_party_later_is_not_a_member_yet(province):
    for joined in (DAY, date(2026, 1, 1)):
        post(person(party_joined=joined, party_joined_precision="day"), "TCKT")
    post(person(), "TCKT")
    assert counted("party") == (1, 3)
