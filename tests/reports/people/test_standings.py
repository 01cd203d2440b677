"""Standings put together once hold nothing: every list is asked anew, of its own day and people."""

from datetime import date

import pytest
from django.db.models import Q
from django.http import QueryDict

from personnel.models import Post
from personnel.reading.standing import standing
from reports.people.asked import Asked
from targets.conditions import Holds
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post

LENS = "horizon=2025&as_of=2025-12-31"

pytestmark = pytest.mark.usefixtures("small_province")


def found(user, query=""):
    """Return whom a list names, each with the targets missed by the outcome's name."""
    asked = Asked.read(QueryDict(f"{LENS}&{query}"), user)
    return {row.name: row.missed for row in asked.rows(list(asked.selection.ids))}


@pytest.fixture
def lacking():
    who = person(name="Lê Văn Thiếu")
    post(who, "TCKT", LOWLAND)
    return who


def test_what_was_written_meanwhile_is_told(lacking, province_viewer):
    first = found(province_viewer, "outcome=unmet")[lacking.full_name]
    assert "Lý luận chính trị: sơ cấp" in first["Chưa có thông tin"]
    credential(lacking, "theory", 0)
    second = found(province_viewer, "outcome=unmet")[lacking.full_name]
    assert "Lý luận chính trị: sơ cấp" in second["Chưa đạt"]
    for kind in ("theory", "professional", "state_management"):
        credential(lacking, kind, 5 if kind == "professional" else 2)
    assert lacking.full_name not in found(province_viewer, "outcome=unmet")
    assert lacking.full_name in found(province_viewer, "outcome=met")


def test_each_day_has_its_own(lacking, province_viewer):
    assert lacking.full_name in found(province_viewer, "outcome=unmet")
    before = Asked.read(QueryDict("horizon=2025&as_of=2000-01-01&outcome=unmet"), province_viewer)
    Post.objects.filter(person=lacking).update(start=date(2001, 1, 1))
    assert list(before.selection.ids) == []
    assert lacking.full_name in found(province_viewer, "outcome=unmet")


def test_a_board_is_told_of_its_own_alone(lacking, province_viewer, editor_a):
    assert lacking.full_name in found(province_viewer, "outcome=unmet")
    theirs = person(name="Trần Thị Núi")
    post(theirs, "TCKT", MOUNTAIN)
    everybody = found(province_viewer, "outcome=unmet")
    assert {lacking.full_name, theirs.full_name} <= everybody.keys()
    own = found(editor_a, "outcome=unmet")
    assert theirs.full_name in own and lacking.full_name not in own
    assert own == {name: everybody[name] for name in own}


def test_a_condition_asked_once_all_is_joined_says_the_same(lacking):
    credential(lacking, "theory", 1)
    low, other = Q(theory__lt=2), Q(state_management__lt=2)
    rows = standing(date(2025, 12, 31), type(lacking).objects.all())
    for condition in (low, other, ~low, ~other, low | other, low & other):
        plain = set(rows.filter(condition).values_list("pk", flat=True))
        assert set(rows.filter(Q(Holds(condition))).values_list("pk", flat=True)) == plain
    assert lacking.pk in set(rows.filter(Q(Holds(low))).values_list("pk", flat=True))
    assert lacking.pk not in set(rows.filter(Q(Holds(other))).values_list("pk", flat=True))
