"""The levels of everyone, read for each person or of all together: the same, and the highest."""

from datetime import date
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from personnel.kinds import KINDS
from personnel.models import Person, Unit
from personnel.reading.lateral import can_join_laterally
from personnel.reading.standing import standing
from targets.criteria import REGISTER
from tests.factories import leave_few_units
from tests.rolled import roll_up
from tests.targets.test_parity import CAREERS, DAYS, record

PEOPLE = [criterion for criterion in REGISTER if criterion.about_people]


def in_each_form(ask):
    """Return what `ask` answers in every way in which this database can be asked for levels."""
    answers = []
    for laterally in {can_join_laterally(), False}:
        with patch("personnel.reading.standing.can_join_laterally", return_value=laterally):
            answers.append(ask())
    return answers


def highest(person, day):
    """Return the highest level of each kind that somebody holds on a day, one by one."""
    held = [found for found in person.credentials.all() if found.lasts_on(day)]
    return tuple(max((c.level for c in held if c.kind == kind), default=None) for kind in KINDS)


class Forms(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_reference", verbosity=0)
        leave_few_units()

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(careers=CAREERS, day=DAYS)
    def test_either_form_reads_the_highest_level_that_counts(self, careers, day):
        record(careers)
        everyone = Person.objects.all()
        for found in in_each_form(lambda: standing(day, everyone).in_bulk()):
            told = {pk: tuple(getattr(row, kind) for kind in KINDS) for pk, row in found.items()}
            assert told == {who.pk: highest(who, day) for who in everyone if who.pk in found}

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(careers=CAREERS, day=DAYS)
    def test_either_form_gives_the_same_figures(self, careers, day):
        record(careers)
        units = Unit.objects.all()
        asked = [(criterion, unit.pk) for criterion in PEOPLE for unit in units]

        def figures():
            rolled = roll_up(day, PEOPLE, Person.objects.all(), units)
            return [rolled.figure(*one) for one in asked]

        first, *others = in_each_form(figures)
        assert all(other == first for other in others)

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(careers=CAREERS, day=DAYS)
    def test_either_form_may_be_counted_where_no_level_is_asked(self, careers, day):
        record(careers)

        def asked():
            rows = standing(day, Person.objects.all())
            return rows.count(), rows.filter(it=None).exists()

        for count, lacking in in_each_form(asked):
            told = list(standing(day, Person.objects.all()))
            assert (count, lacking) == (len(told), any(row.it is None for row in told))


def test_only_what_can_join_so_is_asked_to(province):
    """SQLite knows no LATERAL; PostgreSQL would add up everybody's levels without."""
    sql = str(standing(date(2025, 12, 31), Person.objects.all()).query)
    assert (" LATERAL (" in sql) == (connection.vendor == "postgresql")
