"""Where a side is sealed: corrections, units told of otherwise, districts that were missing."""

from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict

from personnel.models import Credential, Person, Post, Unit
from reports.comparing.bridge import bridge_of
from reports.comparing.sides import periods_in_view, sides_asked
from reports.models import Period
from targets.criteria import BY_CODE
from targets.rules import Ask
from tests import cast
from tests.factories import (
    LOWLAND,
    MOUNTAIN,
    credential,
    five_of_ba_to,
    leave_few_units,
    person,
    post,
)
from tests.reports.comparing.conftest import THEORY
from tests.reports.periods.handing import a_period
from tests.reports.periods.test_rules_sealed import rule
from tests.reports.workbooks.conftest import and_others
from tests.reports.workbooks.test_sealed import close

__all__ = ["rule"]

PROFESSIONAL, YOUNG = "2025.key.professional", "2025.urban_young.foreign_language"


@pytest.fixture(scope="module")
def standing(in_the_module):
    """Ba Tơ and the city of Quảng Ngãi, sealed for the end of 2024."""
    with in_the_module():
        leave_few_units()
        five_of_ba_to()
        and_others()
        period = a_period("Báo cáo năm 2024", day=date(2024, 12, 31))
        return close(period, cast.province_admin()).pk


@pytest.fixture
def sealed(standing, province):
    return Period.objects.get(pk=standing)


@pytest.fixture
def why(sealed, province_admin):
    """Return a function that tells the steps of a criterion from the seal to another side."""

    def steps(code=THEORY, after="2024-12-31", unit="", user=province_admin):
        asked = QueryDict(f"before=ky-{sealed.pk}&after={after}&unit={unit}&horizon=2025")
        sides = sides_asked(asked, user, periods_in_view(user))
        criteria = sides.lens.criteria
        bridge = bridge_of(sides.before.source, sides.after.source, criteria)[code]
        assert bridge.adds_up
        return {part.step.value: (part.count, part.met, part.covered) for part in bridge.steps}

    return steps


def test_nothing_has_changed(why):
    assert why() == why(PROFESSIONAL) == {}


def test_what_was_awarded_before_the_seal_and_recorded_after_it_is_a_correction(why):
    credential(Person.objects.get(full_name="Đinh Văn Lía"), "theory", 2, awarded=date(2020, 1, 1))
    assert why() == why(after="2025-12-31") == {"corrected": (1, 1, 0)}


def test_what_was_awarded_after_the_day_is_training(why):
    credential(Person.objects.get(full_name="Đinh Văn Lía"), "theory", 2, awarded=date(2025, 3, 1))
    assert why() == {}
    assert why(after="2025-12-31") == {"trained": (1, 1, 0)}


def test_a_record_that_was_deleted_or_added_late(why):
    Person.objects.get(full_name="Phạm Thị Hạnh").delete()
    post(person("Bùi Văn Muộn"), "BT", MOUNTAIN)
    assert why(after="2025-12-31") == {"corrected": (2, -1, 0)}


def test_who_left_after_a_correction_left(why):
    who = Person.objects.get(full_name="Phạm Thị Hạnh")
    Credential.objects.filter(person=who).delete()
    Post.objects.filter(person=who).update(end=date(2025, 3, 1), end_reason="retired")
    assert why(after="2025-12-31") == {"retired": (1, -1, -1)}


def test_a_unit_that_is_told_of_otherwise(why):
    credential(Person.objects.get(full_name="Đinh Văn Lía"), "professional", 3)
    assert why(PROFESSIONAL) == {"corrected": (1, 1, 0)}
    Unit.objects.filter(code=MOUNTAIN).update(terrain="lowland")
    # His degree was not known then, and is too low now: nothing of it changed his outcome.
    assert why(PROFESSIONAL) == {}


def test_a_district_that_was_missing_then(why):
    place = Unit.objects.filter(parent__code="534").order_by("code")[0]
    credential(post(person(), "BT", place.code).person, "theory", 2)
    assert why() == {"reported": (1, 1, 1)}
    assert why(unit="535") == {}


def test_two_seals(why, sealed, province_admin):
    """Who turns forty between them is told of the age, by rules that were written down."""
    young = post(person(birth=date(1985, 6, 1)), "TCKT", "21484").person
    credential(Person.objects.get(full_name="Đinh Văn Lía"), "theory", 2, awarded=date(2025, 3, 1))
    later = close(a_period("Báo cáo năm 2025"), province_admin)
    assert why(after=f"ky-{later.pk}") == {"trained": (1, 1, 0)}
    # Recorded late and forty by then: not in either.
    assert why(YOUNG, after=f"ky-{later.pk}") == {} and young.pk


def test_a_commune_has_what_was_sealed_of_it_alone(why, sealed):
    credential(Person.objects.get(full_name="Đinh Văn Lía"), "theory", 2, awarded=date(2020, 1, 1))
    assert why(unit=MOUNTAIN) == why(unit="535") == {"corrected": (1, 1, 0)}
    assert why(unit=LOWLAND) == {}


def test_a_district_compares_what_was_sealed_of_it(why, sealed, editor_a):
    credential(Person.objects.get(full_name="Đinh Văn Lía"), "theory", 2, awarded=date(2020, 1, 1))
    elsewhere = Person.objects.filter(posts__unit__code=LOWLAND, posts__title__code="BT")
    Credential.objects.filter(person__in=elsewhere).delete()
    assert why(user=editor_a) == {"corrected": (1, 1, 0)}
    assert why() == {"corrected": (2, 0, 0)}


def test_rules_that_changed_are_told_apart_from_people(why, rule):
    """The secretary's trung cấp is too low by the rules of now; who was trained meets them."""
    who = Person.objects.get(full_name="Đinh Văn Lía")
    credential(who, "theory", 3, awarded=date(2025, 3, 1))
    rule(**{THEORY: replace(BY_CODE[THEORY], asks=(Ask("theory", 3),))})
    assert why(unit="535", after="2025-12-31") == {"rules": (1, -1, 0), "trained": (1, 1, 0)}
