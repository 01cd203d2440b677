"""What a deed writes: of a held record, column by column, at a moment after the last one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from personnel.keeping.holding import TICK, hold, moment_after
from personnel.keeping.recording import Refused, recording
from personnel.models import Credential, Person, Post
from tests.factories import credential, person, post

NOON = datetime(2099, 3, 12, 5, tzinfo=UTC)


@pytest.fixture
def hanh(province):
    return post(person("Phạm Thị Hạnh", note="cũ"), "BT").person


@pytest.fixture
def deed(editor_a):
    """A deed by Ba Tơ's editor, at noon unless said otherwise."""
    return lambda at=NOON: recording(by=editor_a, at=at, reason="Thử")


def test_only_the_columns_named_are_written(hanh, deed):
    with deed() as scribe:
        stale = scribe.hold(hanh)
        Person.objects.filter(pk=hanh.pk).update(note="mới")
        scribe.change(stale, full_name="Phạm Thị Lành")
    hanh.refresh_from_db()
    assert (hanh.full_name, hanh.search_name, hanh.note) == (
        "Phạm Thị Lành",
        "pham thi lanh",
        "mới",
    )


def test_a_value_that_is_there_already_is_no_change(hanh, deed):
    with deed() as scribe:
        scribe.change(scribe.hold(hanh), note="cũ")
    assert not scribe.wrote and Person.history.count() == 1


def test_what_is_held_is_read_anew(hanh, deed):
    stale = Person.objects.get()
    Person.objects.update(note="mới")
    with deed() as scribe:
        assert scribe.hold(stale).note == "mới"
        assert [one.note for one in scribe.hold_all([stale])] == ["mới"]


def test_several_are_held_in_the_order_asked_for(hanh, deed):
    other = person("Đinh Văn Bền")
    with deed() as scribe:
        assert scribe.hold_all([other, hanh]) == [other, hanh]
        assert hold(Person, [other.pk, hanh.pk]) == [hanh, other]


def test_who_is_gone_is_named_and_nothing_is_written(hanh, deed):
    gone = person("Đinh Văn Bền")
    Person.objects.filter(pk=gone.pk).delete()
    with pytest.raises(Refused, match="hồ sơ Đinh Văn Bền không còn"), deed() as scribe:
        scribe.change(scribe.hold(hanh), note="mới")
        scribe.hold_all([hanh, gone])
    assert Person.objects.get().note == "cũ"


@pytest.mark.parametrize("write", ["change", "note", "delete"])
def test_nothing_is_written_that_is_not_held(hanh, deed, write):
    held, other = hanh.posts.get(), post(person("Đinh Văn Bền"), "BT")
    with deed() as scribe:
        scribe.hold(hanh)
        with pytest.raises(RuntimeError, match="without being held"):
            getattr(scribe, write)(other)
        getattr(scribe, write)(held)


def test_who_is_new_is_held_by_whoever_wrote_them(hanh, deed):
    with deed() as scribe:
        new = Person(full_name="Đinh Văn Bền", sex="male", birth_date=date(1990, 1, 1))
        scribe.add(new)
        scribe.change(new, note="mới")
    assert [row.note for row in new.history.order_by("history_id")] == ["", "mới"]


def test_something_done_to_a_record_is_kept_beside_it(hanh, deed, editor_a):
    with deed() as scribe:
        scribe.note(scribe.hold(hanh))
    last = hanh.history.first()
    assert scribe.wrote and (last.note, last.history_user) == ("cũ", editor_a)


@pytest.mark.parametrize("model", [Person, Post, Credential])
def test_a_deed_comes_after_the_last_on_the_person_or_what_hangs_on_them(hanh, deed, model):
    credential(hanh, "theory", 1)
    model.history.update(history_date=NOON)
    early = NOON - timedelta(days=1)
    with deed(early) as scribe:
        scribe.change(scribe.hold(hanh), note="mới")
    assert hanh.history.latest().history_date == scribe.at == NOON + TICK


def test_the_moment_of_a_later_deed_is_its_own(hanh):
    Person.history.update(history_date=NOON)
    later = NOON + timedelta(seconds=1)
    assert moment_after(later, Person, [hanh.pk]) == later
    assert moment_after(NOON, Person, []) == NOON
