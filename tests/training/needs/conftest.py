"""Made-up people of three districts with this and that, on a day before the courses of 2027."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts.models import Grant, User
from personnel.models import Enrolment, Unit
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post

TODAY = date(2026, 11, 28)
TITLES = ("BT", "CTHPN", "TCKT", "VPTK", "VPDU", "PCHT", "UVBCH")
HELD = ({}, {"professional": 2}, {"professional": 3, "theory": 0}, {"professional": 0, "theory": 1})


@pytest.fixture(autouse=True)
def on_the_day():
    """Let every page be looked at on TODAY."""
    noon = datetime(2026, 11, 28, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    with time_machine.travel(noon, tick=False):
        yield


@pytest.fixture
def staff(small_province):
    """Twenty-eight people of three communes, one of whom studies and one for too long."""
    people = []
    for at in range(28):
        born = date(1988, 5, 1) if at % 5 else date(1966, 3, 1)
        who = person(f"Người Số {at:02}", birth=born)
        post(who, TITLES[at % 7], (MOUNTAIN, TOWNSHIP, LOWLAND)[at % 3])
        for kind, level in HELD[at % 4].items():
            credential(who, kind, level)
        people.append(who)
    studies(people[1], expected=date(2027, 12, 31), course_code="LLCT-TC")
    studies(people[6], expected=date(2031, 12, 31))
    return people


def studies(who, state="studying", kind="theory", level=2, unit=MOUNTAIN, **facts):
    where = Unit.objects.get(code=unit)
    return Enrolment.objects.create(
        person=who, kind=kind, level=level, state=state, since=TODAY, unit=where, **facts
    )


@pytest.fixture
def school(province):
    """A user of the Political School."""
    user = User.objects.create_user("truong", full_name="Lê Thị Trường")
    Grant.objects.create(user=user, role=Grant.Role.SCHOOL)
    return User.objects.get(pk=user.pk)
