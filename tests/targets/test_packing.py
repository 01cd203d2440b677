"""Many outcomes in one number are the outcomes that each criterion says."""

import pytest

from personnel.models import Person
from personnel.reading.standing import standing
from targets.criteria import REGISTER
from targets.figures import Outcome
from targets.judging import outcome_of
from targets.packing import BASE, DIGITS, MOST, packed, unpacked, unpacked_at
from tests.factories import credential, person, post
from tests.reports.periods.handing import DAY

ABOUT_PEOPLE = [criterion for criterion in REGISTER if criterion.about_people]


def test_the_number_says_what_each_criterion_says(province):
    for title, level in (("BT", 4), ("BT", 1), ("TCKT", None), ("VPDU", 2), ("UVBCH", 3)):
        who = post(person(), title).person
        if level is not None:
            credential(who, "theory", level)
            credential(who, "professional", level)
    one_by_one = {f"o{at}": outcome_of(c, DAY) for at, c in enumerate(ABOUT_PEOPLE)}
    rows = standing(DAY, Person.objects.all()).annotate(**one_by_one)
    rows = list(rows.annotate(number=packed(ABOUT_PEOPLE, DAY)))
    assert len(rows) == 5
    for row in rows:
        said = [getattr(row, name) for name in one_by_one]
        assert unpacked(row.number, ABOUT_PEOPLE) == said
        assert [unpacked_at(row.number, at) for at in range(len(said))] == said
    assert {outcome for row in rows for outcome in unpacked(row.number, ABOUT_PEOPLE)} == {*Outcome}


def test_every_criterion_has_room():
    assert len(ABOUT_PEOPLE) <= MOST and BASE**MOST < 2**63 and {*DIGITS} == {*Outcome}


def test_none_or_too_many_are_refused():
    for criteria in ([], ABOUT_PEOPLE[:1] * (MOST + 1)):
        with pytest.raises(ValueError):
            packed(criteria, DAY)
