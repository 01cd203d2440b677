"""Whom a class, or one value for many, may be about."""

from datetime import date

import pytest

from personnel.models import Unit
from tests.factories import MOUNTAIN, TOWNSHIP, person, post


@pytest.fixture
def cast(province):
    """Five people of Ba Tơ, two of one name, and one of Đức Phổ."""
    elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
    places = {
        "Phạm Thị Hạnh": (MOUNTAIN, "051185001234"),
        "Phạm Thị Hành": (MOUNTAIN, ""),
        "Đinh Văn Lía": (TOWNSHIP, "051080005678"),
        "Lê Văn Phổ": (elsewhere.code, "051080009999"),
    }
    people = {
        name: post(person(name=name, cccd=cccd), "VPDU", unit).person
        for name, (unit, cccd) in places.items()
    }
    for number, unit in enumerate((MOUNTAIN, TOWNSHIP)):
        who = person(name="Trần Văn Sổ", birth=date(1970 + number, 1, 1))
        people[f"Trần Văn Sổ {number}"] = post(who, "TCKT", unit).person
    return people
