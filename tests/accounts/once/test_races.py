"""A button pressed twice, on connections of their own: the second waits for the first."""

from datetime import date
from threading import Event

import pytest
from django.db import connection, transaction
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import Sending
from accounts.once import middleware
from accounts.once.keeping import take
from accounts.once.keys import FIELD
from personnel.models import Credential, Person, Post
from sheets.models import Upload
from tests.accounts.once.conftest import told
from tests.accounts.once.test_every_form import FORMS
from tests.factories import person, post
from tests.racing import PATIENCE, apart, at_once

pytestmark = pytest.mark.usefixtures("reachable")
WRITES = {"appoint": Post, "add": Person, "class": Credential, "upload": Upload}
NEW = "Nang-tren-dong-lua-26"


@pytest.fixture
def cast(reachable, editor_a, editor_b, province_admin):
    who = person(name="Phạm Thị Hạnh", sex="female", cccd="051180001234")
    post(who, "BT", start=date(2023, 6, 1))
    return {"who": who, "a": editor_a, "b": editor_b, "admin": province_admin}


def pressed_twice(form):
    """Send a form from two connections at once; return both answers, the first one first."""
    twin = form.twin()
    answers = at_once(form.send, lambda: form.send(twin))
    return sorted(answers, key=lambda answer: len(told(answer)))


@pytest.mark.parametrize("name", WRITES)
def test_both_are_told_what_was_written_once(name, form_of, cast):
    form = FORMS[name](form_of, **cast)
    before = WRITES[name].objects.count()
    first, second = pressed_twice(form)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert WRITES[name].objects.count() == before + 1
    *said, note = told(second)
    assert said == told(first)
    assert "gửi hai lần" in note[1]
    assert Sending.objects.count() == 1


@pytest.fixture
def second_is_there(monkeypatch):
    """Hold the first form, once it has its key, until the second asks for the same."""
    there, keys = Event(), []

    def key_of(request):
        keys.append(request.POST[FIELD])
        if len(keys) > 1:
            there.set()
        return keys[0]

    def taken(*asked):
        sending = take(*asked)
        assert there.wait(PATIENCE)
        return sending

    monkeypatch.setattr(middleware, "key_of", key_of)
    monkeypatch.setattr(middleware, "take", taken)


def test_the_second_waits_for_the_first(form_of, cast, second_is_there):
    first, second = pressed_twice(FORMS["appoint"](form_of, **cast))
    assert first["Location"] == second["Location"]
    assert Post.objects.count() == 2 and len(told(second)) == len(told(first)) + 1


def test_the_second_writes_where_the_first_broke_down(form_of, cast, second_is_there, monkeypatch):
    settle, broken = middleware.settle, []

    def breaks_once(*asked):
        if not broken:
            broken.append(True)
            raise RuntimeError("đứt giữa chừng")
        settle(*asked)

    monkeypatch.setattr(middleware, "settle", breaks_once)
    form = FORMS["appoint"](form_of, **cast)
    form.client.raise_request_exception = False
    twin = form.twin()
    twin.raise_request_exception = False
    answers = at_once(form.send, lambda: form.send(twin))
    assert sorted(answer.status_code for answer in answers) == [302, 500]
    assert Post.objects.count() == 2


def test_the_second_writes_where_the_process_of_the_first_died(form_of, cast):
    form = FORMS["appoint"](form_of, **cast)

    def die():
        request = RequestFactory().post(form.address, form.typed | {FIELD: form.key})
        transaction.set_autocommit(False)
        take(request, cast["a"], timezone.now())
        connection.close()

    apart(die)
    assert form.send().status_code == 302
    assert Post.objects.count() == 2


def test_whoever_changes_the_password_stays_signed_in(form_of, cast, second_is_there):
    new = {"new_password1": NEW, "new_password2": NEW}
    form = form_of(cast["a"], "/doi-mat-khau/", old_password="mat-khau-thu", **new)
    first, second = pressed_twice(form)
    assert first.status_code == second.status_code == 302
    cast["a"].refresh_from_db()
    assert cast["a"].check_password(NEW)
    assert first.cookies["sessionid"].value == second.cookies["sessionid"].value
    assert form.client.get("/").status_code == 200
