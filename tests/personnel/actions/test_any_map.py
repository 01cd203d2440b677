"""Actions where units were merged: what stands for a unit today, and whose board acts."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from personnel.actions.appointing import communes_for, replaced
from personnel.actions.handovers import accept, may_decide, may_withdraw, to_decide, withdraw
from personnel.actions.new_posts import TransferForm
from personnel.actions.posts import Misfit, fingerprint, on_day, require_fit
from personnel.actions.requesting import ask_for, grant
from personnel.actions.transferring import kept_at, transfer
from personnel.keeping.recording import Refused, open_posts
from personnel.models import HandOver, Person, Post, Title, Unit, UnitChange
from personnel.reading.numbers import Taken, keeper_of
from tests import cast, maps
from tests.factories import person, post

TODAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def late_2026(small_without_districts):
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def old(small_without_districts):
    """A commune of Ba Tơ that went into the one whose board `editor_commune` acts for."""
    merged = UnitChange.objects.filter(new=cast.commune_of_a(), old__parent__code="535")
    return merged.first().old


@pytest.fixture
def new(old):
    return cast.commune_of_a()


@pytest.fixture
def elsewhere(small_without_districts):
    """A commune of what was Đức Phổ."""
    return Unit.objects.filter(memberships__group__code="DB534").order_by("code").first()


@pytest.fixture
def secretary(old):
    return serving(old, cccd="051180001234")


def serving(unit, code="BT", name="Phạm Thị Hạnh", **facts):
    held = post(person(name=name, **facts), code)
    Post.objects.filter(pk=held.pk).update(unit=unit)
    return held.person


def title(code):
    return Title.objects.get(code=code)


def editor_of(unit, username="xa-khac"):
    return cast._user(username, ("district_editor", unit))


def moved(who, unit, day=TODAY, *, by, code="PBT"):
    seen = fingerprint(open_posts(who))
    return transfer(who, unit, title(code), day, seen=seen, by=by, at=timezone.now())


def posts_of(who):
    return list(who.posts.with_keepers().select_related("title"))


def test_the_board_that_keeps_a_record_is_that_of_the_commune_today(secretary, new):
    assert keeper_of(secretary) == new
    taken = Taken.of("051180001234", editor_of(Unit.objects.get(code="DB534")))
    assert taken.told.endswith(f"do {new} quản lý.")


def test_one_is_appointed_in_what_the_commune_became_and_of_earlier_in_itself(
    secretary, old, new, editor_commune
):
    posts = posts_of(secretary)
    assert communes_for(posts, editor_commune, TODAY) == [new, old]
    assert replaced(posts, new, TODAY) == posts == replaced(posts, old, TODAY)
    eve = maps.WITHOUT_DISTRICTS - timedelta(days=1)
    assert communes_for(posts, editor_commune, eve) == [old]


def test_the_same_title_is_not_begun_beside_that_of_a_commune_before(secretary, new):
    with pytest.raises(Misfit, match="đang giữ chức danh"):
        require_fit(secretary, posts_of(secretary), new, title("BT"), on_day(TODAY))
    require_fit(secretary, posts_of(secretary), new, title("PBT"), on_day(TODAY))


def test_one_is_not_moved_to_the_commune_where_one_serves_by_now(secretary, new, editor_commune):
    with pytest.raises(Misfit, match="đang công tác tại"):
        moved(secretary, new, by=editor_commune)
    form = TransferForm(editor_commune, TODAY, secretary)
    offered = {pk for _, units in form.fields["unit"].choices[1:] for pk, _ in units}
    assert new.pk not in offered and offered


def test_choices_say_by_group_which_move_at_once(secretary, editor_group, elsewhere):
    form = TransferForm(editor_group, TODAY, secretary)
    labels = [label for label, _ in form.fields["unit"].choices[1:]]
    assert labels[0] == "Địa bàn huyện Ba Tơ (cũ) (chuyển ngay)"
    assert "Địa bàn thị xã Đức Phổ (cũ) (chờ tiếp nhận)" in labels


def test_boards_of_communes_hand_over_to_each_other(secretary, old, new, elsewhere, editor_commune):
    receiver = editor_of(elsewhere)
    offered = moved(secretary, elsewhere, by=editor_commune)
    assert (offered.giver, offered.unit.keeper) == (new, elsewhere)
    assert list(to_decide(receiver)) == [offered] and not to_decide(editor_commune)
    accept(offered, by=receiver, at=timezone.now())
    held = secretary.posts.get(end__isnull=True)
    assert (held.unit, held.start) == (elsewhere, TODAY)
    assert secretary.posts.get(unit=old).end == TODAY - timedelta(days=1)
    assert Person.objects.editable_by(receiver).contains(secretary)
    assert not Person.objects.editable_by(editor_commune).contains(secretary)
    assert Person.objects.visible_to(editor_commune).contains(secretary)


def test_a_board_is_asked_for_a_record_that_a_district_kept(
    secretary, new, elsewhere, editor_commune
):
    receiver = editor_of(elsewhere)
    now = timezone.now()
    asked = ask_for("051180001234", elsewhere, title("PBT"), TODAY, by=receiver, at=now)
    assert asked.giver == new and list(to_decide(editor_commune)) == [asked]
    offered = grant(asked, by=editor_commune, at=now)
    assert offered.state == "waiting" and len(offered.ends) == 1


@pytest.fixture
def left_waiting(secretary, old, elsewhere):
    """What Huyện Ba Tơ had offered when it ended."""
    district = Unit.objects.get(code="535", level="district")
    return HandOver.objects.create(
        person=secretary, giver=district, unit=elsewhere, title=title("PBT"), day=TODAY,
        ends=[secretary.posts.get().pk], asked_at=timezone.now(),
    )  # fmt: skip


def test_what_a_district_left_waiting_is_decided_by_who_has_the_record_now(
    left_waiting, secretary, elsewhere, editor_commune
):
    beside = Unit.objects.filter(memberships__group__code="DB535").exclude(
        pk=cast.commune_of_a().pk
    )
    stranger = editor_of(beside[0], "ben-canh")
    assert may_withdraw(editor_commune, left_waiting)
    assert not may_withdraw(stranger, left_waiting)
    assert list(HandOver.objects.visible_to(editor_commune)) == [left_waiting]
    assert not HandOver.objects.visible_to(stranger)
    receiver = editor_of(elsewhere)
    assert may_decide(receiver, left_waiting)
    assert kept_at(left_waiting.giver, open_posts(secretary)) == open_posts(secretary)
    withdraw(left_waiting, by=editor_commune, at=timezone.now())
    left_waiting.refresh_from_db()
    assert left_waiting.state == "withdrawn"


def test_a_commune_of_a_district_offers_and_withdraws_its_own(small_without_districts):
    """Where districts stand, a right for one commune acts for its district, of its own people."""
    with time_machine.travel(date(2025, 6, 1)):
        own, beside = Unit.objects.in_force(date(2025, 6, 1)).filter(parent__code="535")[:2]
        elsewhere = Unit.objects.in_force(date(2025, 6, 1)).filter(parent__code="534").first()
        user, other = editor_of(own), editor_of(beside, "ben-canh")
        who = serving(own)
        offered = moved(who, elsewhere, date(2025, 6, 1), by=user)
        assert offered.giver.code == "535" and list(HandOver.objects.visible_to(user)) == [offered]
        assert may_withdraw(user, offered) and not may_withdraw(other, offered)
        assert not HandOver.objects.visible_to(other)
        two = serving(own, name="Lê Thị Hai Nơi")
        Post.objects.create(person=two, unit=beside, title=title("TCKT"))
        with pytest.raises(Refused, match="ngoài phạm vi"):
            moved(two, elsewhere, date(2025, 6, 1), by=user)


def test_what_a_district_left_waiting_is_accepted_as_it_was_offered(
    left_waiting, secretary, elsewhere
):
    accept(left_waiting, by=editor_of(elsewhere), at=timezone.now())
    assert secretary.posts.get(end__isnull=True).unit == elsewhere


def test_of_a_commune_that_came_from_two_each_old_right_has_its_own(small_without_districts):
    """A right for one old commune opens its people, not those of the one merged with it."""
    change = UnitChange.objects.filter(new=cast.commune_of_a()).order_by("pk")
    one, other = (row.old for row in change[:2])
    mine, theirs = serving(one), serving(other, "TCKT", name="Lê Thị Kế Bên")
    user = editor_of(one, "xa-cu")
    assert list(Person.objects.editable_by(user)) == [mine]
    assert list(Person.objects.visible_to(user)) == [mine]
    # The commune itself is nobody's of the two: nobody is appointed there by the old right.
    assert communes_for(posts_of(mine), user, TODAY) == [one]
    with pytest.raises(Refused):
        moved(theirs, one, by=user)
