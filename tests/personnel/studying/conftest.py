"""A class of the province, one of the school, and people of Ba Tơ to put into them."""

from datetime import date

import pytest

from accounts.models import Grant, User
from personnel.models import TrainingClass
from tests.factories import LOWLAND, person, post


def class_of(name="Trung cấp lý luận chính trị K1", save=True, **facts):
    usual = {
        "course_code": "LLCT-TC", "kind": "theory", "level": 2, "starts": date(2027, 1, 5),
        "ends": date(2027, 12, 20), "seats": 3, "organiser": "Trường Chính trị tỉnh",
    }  # fmt: skip
    made = TrainingClass(name=name, **usual | facts)
    if save:
        made.save()
    return made


@pytest.fixture
def school(province):
    """A user of the Political School."""
    user = User.objects.create_user("truongct", full_name="Lê Thị Trường")
    Grant.objects.create(user=user, role=Grant.Role.SCHOOL)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def three(province):
    """Three people of Ba Tơ in name order."""
    return [post(person(name=f"Đinh Văn {name}"), "VPDU").person for name in ("An", "Ba", "Cang")]


@pytest.fixture
def stranger_of_town(province):
    """Somebody who serves in another district."""
    return post(person(name="Lê Văn Xa"), "BT", LOWLAND).person
