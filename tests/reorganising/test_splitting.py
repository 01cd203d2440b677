"""Another choice of who went where, after a unit was split."""

import pytest
from django.utils import timezone

from personnel.keeping.recording import Refused
from personnel.models import Person, Post, Title, Unit, UnitPlace
from reorganising.applying import apply
from reorganising.splitting import send
from tests.factories import person, post
from tests.reorganising.decrees import DAY, commune, decree, split, tables

LATER = DAY.replace(year=2025)


@pytest.fixture
def people(small_province, ba_to):
    post(person(name="Lê Thị Vinh"), "CTUBND", unit="21490")
    return list(Person.objects.order_by("pk"))


@pytest.fixture
def units(people):
    """The unit that was split, and what followed it."""
    apply(split(), by=None, at=timezone.now())
    old = Unit.objects.get(code="21487", valid_to__isnull=False)
    return old, *Unit.objects.filter(valid_from=DAY).order_by("code")


def place(who, day=DAY):
    places = Post.objects.filter(person=who).placed_on(day)
    ids = places.annotate(there=places.query.annotations["place"]).values_list("there", flat=True)
    return {Unit.objects.get(pk=pk).code for pk in ids}


def test_some_are_sent_elsewhere_and_back(people, units, province_admin):
    old, default, other = units
    before = tables()
    assert send(people[:2], old, other, province_admin) == 2
    assert [place(who) for who in people[:3]] == [{"21490"}, {"21490"}, {"21487"}]
    kept = Post.history.filter(person=people[0]).order_by("history_date").last()
    assert kept.history_user == province_admin and kept.branch_id == other.pk
    assert send(people[:2], old, other, province_admin) == 0
    assert send(people[:2], old, default, province_admin) == 2
    assert tables() == before


def test_no_branch_is_the_default_successor(people, units):
    old, default, other = units
    send(people[:1], old, other, None)
    send(people[:1], old, default, None)
    assert not Post.objects.filter(branch=default).exists()
    assert not UnitPlace.objects.filter(unit=old, branch=default.pk).exists()


def test_all_of_their_posts_there_go_with_them_and_no_other(people, units):
    old, _, other = units
    who = people[0]
    former = {"title": Title.objects.get(code="TCKT"), "end": DAY.replace(year=2014)}
    who.posts.create(unit=old, **former)
    elsewhere = post(who, "TCKT", unit="21034", start=None, end=DAY.replace(year=2013))
    send([who], old, other, None)
    assert set(Post.objects.filter(person=who, branch=other).values_list("unit", flat=True)) == {
        old.pk
    }
    assert Post.objects.filter(person=who, branch=other).count() == 2
    assert Post.objects.get(pk=elsewhere.pk).branch is None


def test_where_a_unit_did_not_go_nobody_is_sent(people, units):
    old, *_ = units
    with pytest.raises(Refused, match="không phải là đơn vị thay thế"):
        send(people[:1], old, Unit.objects.get(code="21034"), None)


def test_who_was_not_there_is_named(people, units):
    old, _, other = units
    before = tables()
    with pytest.raises(Refused, match=r"không có chức danh nào tại Xã Ba Điền: Lê Thị Vinh\."):
        send([people[0], people[-1]], old, other, None)
    assert tables() == before


@pytest.fixture
def twice(people, units):
    """What followed is split again; returns both of that."""
    begins = [commune("21488", "Xã Một"), commune("21489", "Xã Hai")]
    ways = ["21490>21488", "21490>21489?"]
    apply(decree(["21490"], begins, ways, "14", LATER), by=None, at=timezone.now())
    return list(Unit.objects.filter(valid_from=LATER).order_by("code"))


def test_of_a_unit_split_twice_each_choice_is_kept(people, units, twice):
    old, default, other = units
    one, two = twice
    who = people[0]
    send([who], old, other, None)
    assert place(who, LATER) == {"21488"}
    send([who], other, two, None)
    assert place(who) == {"21490"} and place(who, LATER) == {"21489"}
    with pytest.raises(Refused, match="lựa chọn của lần sau trước"):
        send([who], old, default, None)
    send([who], other, one, None)
    assert Post.objects.get(person=who).branch == other
    send([who], old, default, None)
    assert place(who, LATER) == {"21487"}


def test_what_no_branch_can_say_is_refused(people, units):
    """Both ways lead into one unit, which is split again: its branch does not say which way."""
    old, default, other = units
    begins = [commune("21488", "Xã Chung"), commune("21489", "Xã Hai")]
    ways = ["21487>21488", "21490>21488", "21490>21489?"]
    apply(decree(["21487", "21490"], begins, ways, "14", LATER), by=None, at=timezone.now())
    again = [commune("21486", "Xã Ba"), commune("21485", "Xã Bốn")]
    last = LATER.replace(year=2026)
    ways = ["21488>21486", "21488>21485?"]
    apply(decree(["21488"], again, ways, "15", last), by=None, at=timezone.now())
    joined, four = Unit.objects.get(code="21488"), Unit.objects.get(code="21485")
    who = people[0]
    send([who], joined, four, None)
    with pytest.raises(Refused, match="lựa chọn của lần sau trước"):
        send([who], old, other, None)
    assert place(who) == {"21487"} and place(who, last) == {"21485"}
