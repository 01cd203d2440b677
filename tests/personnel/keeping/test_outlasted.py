"""Nobody begins a post that outlasts its unit or its title, at the same time neither."""

import threading
from contextlib import contextmanager
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connections, transaction
from django.utils import timezone

from personnel.keeping.locking import hold_list
from personnel.keeping.outlasted import outlasted
from personnel.keeping.recording import Refused, recording
from personnel.models import Post, Title, Unit
from tests.factories import MOUNTAIN, person

EVE = date(2025, 6, 30)


def a_post(who, **facts):
    usual = {"unit": Unit.objects.get(code=MOUNTAIN), "title": Title.objects.get(code="BT")}
    return Post(**usual | {"person": who} | facts)


@contextmanager
def begun(by, post):
    """Begin a post in a transaction that goes on."""
    with recording(by=by, at=timezone.now(), reason="Bổ nhiệm") as scribe:
        if post._state.adding:
            scribe.add(post)
        else:
            scribe.hold(post.person)
            scribe.change(Post.objects.get(pk=post.pk), end=post.end)
        yield


def begin(by, post):
    with begun(by, post):
        pass


def test_no_post_is_begun_in_a_unit_that_has_ended(small_province, province_admin):
    Unit.objects.filter(code=MOUNTAIN).update(valid_to=EVE)
    who = person()
    for facts in ({}, {"end": date(2025, 7, 1)}):
        with pytest.raises(Refused, match="Xã Ba Điền chỉ có hiệu lực đến hết ngày 30/06/2025"):
            begin(province_admin, a_post(who, **facts))
    assert not Post.objects.exists() and not Post.history.exists()
    begin(province_admin, a_post(who, end=EVE))
    assert Post.objects.count() == 1


def test_no_post_is_begun_under_a_title_that_is_no_more(small_province, province_admin):
    Title.objects.filter(code="BT").update(valid_to=EVE)
    late = {"start": date(2025, 7, 1), "start_precision": "day"}
    with pytest.raises(Refused, match="Bí thư Đảng ủy chỉ áp dụng đến hết ngày 30/06/2025"):
        begin(province_admin, a_post(person(), **late))
    begin(province_admin, a_post(person(name="Võ Thị Xưa"), **late | {"start": EVE}))
    assert Post.objects.count() == 1


def test_a_post_that_ended_does_not_go_on_where_none_can(small_province, province_admin):
    ended = a_post(person(), end=date(2025, 6, 1))
    ended.save()
    open_one = a_post(person(name="Võ Thị Mở"))
    open_one.save()
    Unit.objects.filter(code=MOUNTAIN).update(valid_to=EVE)
    ended.end = None
    with pytest.raises(Refused, match="Xã Ba Điền chỉ có hiệu lực đến hết ngày 30/06/2025"):
        begin(province_admin, ended)
    for post, day in ((ended, EVE), (open_one, None), (open_one, date(2025, 12, 31))):
        post.end = day
        begin(province_admin, post)
    assert Post.objects.get(pk=open_one.pk).end == date(2025, 12, 31)


def test_many_posts_begun_at_once_are_looked_at_too(small_province, province_admin):
    Unit.objects.filter(code=MOUNTAIN).update(valid_to=EVE)
    posts = [a_post(person(name=f"Võ Thị {name}")) for name in ("An", "Bình")]
    with (
        pytest.raises(Refused),
        recording(by=province_admin, at=timezone.now(), reason="") as scribe,
    ):
        scribe.create(Post, posts)
    assert not Post.objects.exists()


def end_the_unit(outcomes):
    """End the unit as the admin does: lock, read, check, write."""
    try:
        with transaction.atomic():
            pk = Unit.objects.get(code=MOUNTAIN).pk
            hold_list(Unit, pk)
            unit = Unit.objects.get(pk=pk)
            unit.valid_to = EVE
            unit.full_clean()
            unit.save()
        outcomes.append("ended")
    except ValidationError:
        outcomes.append("refused")
    except OperationalError:
        outcomes.append("busy")  # SQLite in memory does not wait for its one writer
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("looked", [False, True], ids=["not looked yet", "looked"])
def test_a_unit_is_not_ended_while_a_post_is_begun_in_it(small_province, province_admin, looked):
    """Whoever comes first wins, and nobody is told saved of what is not so."""
    outcomes: list[str] = []
    other, post = threading.Thread(target=end_the_unit, args=(outcomes,)), a_post(person())
    try:
        with begun(province_admin, post):
            if looked:
                assert outlasted([post]) == ""
            other.start()
            other.join(timeout=1)
        written = True
    except Refused:
        written = False
    other.join()
    ended = Unit.objects.get(code=MOUNTAIN).valid_to is not None
    assert written == Post.objects.exists() and ended == (outcomes == ["ended"])
    assert written != ended
    assert written or not looked, "it was there first"


@pytest.mark.django_db(transaction=True)
def test_a_post_is_not_begun_while_its_unit_is_being_ended(small_province, province_admin):
    outcomes: list[str] = []
    post = a_post(person())

    def begin_it():
        try:
            begin(province_admin, post)
            outcomes.append("begun")
        except Refused:
            outcomes.append("refused")
        finally:
            connections.close_all()

    other = threading.Thread(target=begin_it)
    with transaction.atomic():
        unit = Unit.objects.get(code=MOUNTAIN)
        hold_list(Unit, unit.pk)
        unit.valid_to = EVE
        unit.full_clean()
        unit.save()
        other.start()
        other.join(timeout=1)
        assert outcomes in ([], ["refused"]), "it waits, or is refused"
    other.join()
    assert outcomes == ["refused"] and not Post.objects.exists()
