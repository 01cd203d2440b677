"""A search finds people to be added to a class among one's own."""

from datetime import date

import pytest

from personnel.classes.finding import found
from personnel.models import Unit
from tests.factories import MOUNTAIN, TOWNSHIP, person, post

TODAY = date(2025, 6, 2)


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


def names(people):
    return [who.full_name for who in people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pham", ["Phạm Thị Hành", "Phạm Thị Hạnh"]),
        ("5678", ["Đinh Văn Lía"]),
        ("thi tran ba to", ["Đinh Văn Lía", "Trần Văn Sổ"]),
        ("le van pho", []),
        ("9999", []),
        ("  ", []),
        ("%", []),
    ],
)
def test_a_search_finds_among_ones_own(cast, editor_a, text, expected):
    assert names(found(editor_a, text, TODAY, [])) == expected


def test_a_search_leaves_out_who_is_in_already(cast, editor_a):
    there = [cast["Phạm Thị Hành"]]
    assert names(found(editor_a, "pham", TODAY, there)) == ["Phạm Thị Hạnh"]
