"""Planning turned on, users with the right to it beside their own, and one planned title."""

from datetime import date

import pytest

from accounts.models import Grant, User
from personnel.models import PlannedTitle, Title, Unit
from tests import cast
from tests.factories import MOUNTAIN

DECIDED = date(2023, 6, 30)


def planned(who, title="BT", unit=MOUNTAIN, **facts):
    """Plan `who` for a title in a commune; written without history, as if before it."""
    usual = {"term_from": 2025, "term_to": 2030, "decision_day": DECIDED}
    return PlannedTitle.objects.create(
        person=who, title=Title.objects.get(code=title), unit=Unit.objects.get(code=unit),
        **usual | facts,
    )  # fmt: skip


def with_right(user):
    """Give a user the right to planning, and return them as a request reads them."""
    user.grants.create(role=Grant.Role.PLANNER)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def planning(settings, province):
    settings.PLANNING = True


@pytest.fixture
def planner_a(planning):
    """An editor of Huyện Ba Tơ with the right to planning."""
    return with_right(cast.editor_a())


@pytest.fixture
def planner_admin(planning):
    """Whoever administers the province, with the right to planning."""
    return with_right(cast.province_admin())
