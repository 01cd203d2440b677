"""A decree that joins another province: its past is written with it, and taken back with it."""

from dataclasses import replace

from django.utils import timezone

from personnel.models import Decree, Post, Title, Unit
from reorganising.applying import apply
from reorganising.undoing import in_the_way, undo
from tests import other_half
from tests.factories import person
from tests.reorganising.decrees import tables

UNCONFIRMED = {
    "terrain": "lowland", "terrain_confirmed": False, "minority_area": False,
    "minority_area_confirmed": False,
}  # fmt: skip


def joining():
    """Return the decree with every fact of its communes told."""
    whole = other_half.decreed()
    past, begins = (
        tuple({**UNCONFIRMED, **each} if each["level"] == "commune" else each for each in told)
        for told in (whole.past, whole.begins)
    )
    return replace(whole, past=past, begins=begins)


def test_undone_nothing_of_it_is_left(small_province, ba_to):
    before = tables()
    whole = joining()
    done = apply(whole, by=None, at=timezone.now())
    assert all(done.invariants.values())
    assert Unit.objects.filter(outside=True).count() == len(whole.past)
    assert in_the_way(Decree.objects.get()) == []
    undo(Decree.objects.get(), by=None, at=timezone.now())
    assert tables() == before


def test_people_recorded_there_since_stand_in_the_way(small_province, ba_to):
    apply(joining(), by=None, at=timezone.now())
    there = Unit.objects.get(code="23281", outside=True)
    title = Title.objects.get(code="BT")
    Post.objects.create(person=person(name="Y Thị Hoa"), title=title, unit=there)
    told = in_the_way(Decree.objects.get())
    assert told == [f"1 chức danh đã giữ ghi cho đơn vị thêm theo văn bản: {there}."]
