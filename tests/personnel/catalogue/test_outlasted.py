"""Nobody begins a post that outlasts its unit or its title, at the same time neither."""

import threading
from contextlib import contextmanager
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connections, transaction
from django.utils import timezone

from personnel.catalogue.locking import hold
from personnel.models import Post, Title, Unit
from personnel.recording import Refused, recording
from tests.factories import MOUNTAIN, person

EVE = date(2025, 6, 30)


def a_post(who, **facts):
    usual = {"unit": Unit.objects.get(code=MOUNTAIN), "title": Title.objects.get(code="BT")}
    return Post(**usual | {"person": who} | facts)


@contextmanager
def begun(by, post):
    """Begin a post in a transaction that goes on."""
    with recording(by=by, at=timezone.now(), reason="Bổ nhiệm") as scribe:
        scribe.save(post)
        yield


def begin(by, post):
    with begun(by, post):
        pass


@pytest.mark.parametrize("ending", [(Unit, MOUNTAIN), (Title, "BT")])
def test_no_post_is_begun_in_what_has_ended(small_province, province_admin, ending):
    model, code = ending
    model.objects.filter(code=code).update(valid_to=EVE)
    who = person()
    for facts in ({}, {"end": date(2025, 7, 1)}):
        with pytest.raises(Refused, match="chỉ có hiệu lực đến hết ngày 30/06/2025"):
            begin(province_admin, a_post(who, **facts))
    assert not Post.objects.exists() and not Post.history.exists()
    begin(province_admin, a_post(who, end=EVE))
    assert Post.objects.count() == 1


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
            hold(Unit, pk)
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
def test_a_unit_is_not_ended_while_a_post_is_being_begun_in_it(small_province, province_admin):
    outcomes: list[str] = []
    other = threading.Thread(target=end_the_unit, args=(outcomes,))
    with begun(province_admin, a_post(person())):
        other.start()
        other.join(timeout=1)
        assert outcomes in ([], ["busy"]), "it waits, or is refused"
    other.join()
    assert outcomes in (["refused"], ["busy"])
    assert Unit.objects.get(code=MOUNTAIN).valid_to is None and Post.objects.count() == 1


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
        hold(Unit, unit.pk)
        unit.valid_to = EVE
        unit.full_clean()
        unit.save()
        other.start()
        other.join(timeout=1)
        assert outcomes in ([], ["refused"]), "it waits, or is refused"
    other.join()
    assert outcomes == ["refused"] and not Post.objects.exists()
