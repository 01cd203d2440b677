"""Records joined by two at once, or edited meanwhile, on connections of their own."""

from datetime import date

import pytest
from django.utils import timezone

from personnel.joining.joining import join
from personnel.joining.plan import Plan
from personnel.keeping.recording import Refused, recording
from personnel.models import Merge, Person, Post
from tests.factories import person, post
from tests.racing import at_once, overtaken

pytestmark = pytest.mark.usefixtures("reachable")


@pytest.fixture
def two(reachable):
    return [post(person(name="Đinh Văn Hai"), title).person for title in ("TCKT", "TPHT")]


def joining(kept, joined, user):
    """Return a deed that joins two records as they are now; it tells whether it was refused."""
    seen = Plan(kept, joined).seen

    def deed():
        try:
            join(kept, joined, {}, seen=seen, by=user, at=timezone.now())
        except Refused:
            return False
        return True

    return deed


@pytest.mark.parametrize("crosswise", [False, True])
def test_two_at_once_join_once_and_lose_nothing(two, editor_a, province_admin, crosswise):
    one, other = two
    second = (other, one) if crosswise else (one, other)
    deeds = joining(one, other, editor_a), joining(*second, province_admin)
    assert sorted(at_once(*deeds)) == [False, True]
    assert Person.objects.count() == 1 and Merge.objects.count() == 1
    assert Post.objects.filter(person=Person.objects.get()).count() == 2


def test_an_edit_that_comes_first_is_not_joined_over(two, editor_a, province_admin):
    kept, joined = two
    deed = joining(kept, joined, editor_a)

    def edit():
        with recording(by=province_admin, at=timezone.now(), reason="x") as scribe:
            scribe.change(scribe.hold(joined), party_joined=date(2010, 1, 1),
                          party_joined_precision="day")  # fmt: skip

    with overtaken(edit):
        assert deed() is False
    assert Person.objects.get(pk=joined.pk).party_joined == date(2010, 1, 1)


def test_an_edit_that_comes_later_is_told(two, editor_a, province_admin):
    kept, joined = two
    deed = joining(kept, joined, editor_a)

    def edit():
        with recording(by=province_admin, at=timezone.now(), reason="x") as scribe:
            scribe.change(scribe.hold(joined), note="mất")

    with overtaken(deed), pytest.raises(Refused, match="không còn"):
        edit()
    assert Person.objects.get().pk == kept.pk
