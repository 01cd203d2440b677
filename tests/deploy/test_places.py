"""A place of work as a lock of PostgreSQL: one at a time, everywhere, as long as somebody lives."""

import os
import time

import pytest
from django.db import OperationalError, connection

from sheets.models import Upload
from sheets.uploads import locked_sessions
from sheets.uploads.beats import Beat, name_of
from sheets.uploads.locked_sessions import said, take, taken_over
from sheets.uploads.slots import Progress
from tests.racing import apart

pytestmark = pytest.mark.django_db


def runs():
    return sorted(beat.run for beat in said())


def until_nobody_works():
    deadline = time.monotonic() + 60
    while said():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.005)


def test_there_are_so_many_places_for_everybody(settings):
    settings.UPLOADS_AT_ONCE = 2
    first, second, third = (take(Beat(f"{number}.1")) for number in (1, 2, 3))
    assert first and second and third is None
    assert runs() == ["1.1", "2.1"] == apart(runs), "as every other connection sees it"
    first.leave()
    assert runs() == ["2.1"], "left at once"
    again = take(Beat("4.1"))
    assert again and runs() == ["2.1", "4.1"]
    again.leave()
    second.leave()
    assert runs() == []


def test_what_is_said_is_there_before_the_work_is_committed(settings):
    upload = Upload(pk=7)
    place = take(Beat(name_of(upload)))
    assert place
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    Progress(upload, place)(3, 4)
    (beat,) = apart(said)
    assert (beat.process, beat.percent) == (os.getpid(), 75)
    place.leave()


def test_a_place_that_is_handed_on_is_held_by_whoever_has_its_connection():
    place = take(Beat("1.1"))
    assert place
    number = place.argument.split(":")[0]
    inherited = os.dup(*place.handles)
    place.handed_on()
    place.leave()
    assert runs() == ["1.1"]
    other = taken_over(f"{number}:{inherited}")
    assert runs() == ["1.1"]
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(inherited)
    other.leave()
    until_nobody_works()


def test_a_place_whose_last_process_ends_is_free():
    place = take(Beat("1.1"))
    assert place
    inherited = os.dup(*place.handles)
    place.handed_on()
    place.leave()
    os.close(inherited)
    until_nobody_works()


def test_a_place_that_is_lost_ends_the_work():
    upload = Upload(pk=7)
    place = take(Beat(name_of(upload)))
    assert place
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks "
            "WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
        )
    until_nobody_works()
    with pytest.raises(OperationalError):
        Progress(upload, place).step("writing")
    place.leave()


def test_a_word_that_is_not_taken_ends_nothing():
    upload = Upload(pk=7)
    place = take(Beat(name_of(upload)))
    assert place
    place.say(Beat("x" * 1000))
    assert runs() == [name_of(upload)]
    place.leave()


def test_without_a_connection_left_a_file_waits_its_turn(monkeypatch):
    def none_left():
        raise OperationalError("too many clients already")

    monkeypatch.setattr(locked_sessions, "_session", none_left)
    assert take(Beat("1.1")) is None
