"""Saying of many people whether they are of the locality that they lead: confirmed, not guessed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from personnel.basics.digests import digest_of_facts
from personnel.keeping.recording import Refused, recording, require_editable
from personnel.models import Person, Post
from personnel.reading.placed import Placed
from personnel.scope import Editor

REASON = "Xác nhận người địa phương"


@dataclass(frozen=True)
class Said:
    """That somebody is local, or is not, of a commune by its id; `seen` is what the page showed."""

    local: bool
    unit: int
    seen: str


def shown(person: Person) -> str:
    """Return what tells whether what a page showed of somebody still stands."""
    return digest_of_facts(person.is_local, person.local_of_id, person.home_place)


def say_local(said: Mapping[int, Said], *, by: Editor, at: datetime) -> int:
    """Write of people, by their numbers, whether they are local; returns how many changed.

    All of it or nothing: raises Refused where a record is gone or not in the user's hands, is
    another than it was shown, or leads that commune no more on the day.
    """
    with recording(by=by, at=at, reason=REASON) as scribe:
        people = scribe.hold_all(list(Person.objects.filter(pk__in=said).order_by("pk")))
        if len(people) < len(said):
            raise Refused("Chưa ghi gì: có hồ sơ không còn, vừa bị xóa hoặc gộp ở nơi khác.")
        require_editable(by, *people)
        leading = _led(people, at)
        changed = 0
        for person in people:
            told = said[person.pk]
            if shown(person) != told.seen or told.unit not in leading.get(person.pk, ()):
                raise Refused(
                    f"Chưa ghi gì: hồ sơ {person} vừa được người khác sửa. Xem lại rồi xác nhận."
                )
            before = person.is_local, person.local_of_id
            scribe.change(person, is_local=told.local, local_of_id=told.unit)
            changed += before != (told.local, told.unit)
    return changed


def _led(people: Collection[Person], at: datetime) -> dict[int, set[int]]:
    """Return the communes that each leads on the day, by their ids."""
    day = timezone.localdate(at)
    held = Post.objects.held_on(day).filter(title__head=True, person__in=people)
    posts = list(held.with_keepers())
    placed, found = Placed(posts, day), dict[int, set[int]]()
    for post in posts:
        found.setdefault(post.person_id, set()).add(placed.unit_of(post).pk)
    return found
