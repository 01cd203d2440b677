"""Doubts that somebody looked into: kept with who and when, and not asked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from personnel.basics.asked_again import found_again
from personnel.keeping.bulk import in_parts
from personnel.keeping.recording import Refused, recording, require_editable
from personnel.models import Confirmation, Person
from personnel.scope import Editor, Viewer

from .case import Around, Case, Facts, record_of, recorded, recorded_of
from .register import BY_CODE, DOUBTS, Told, doubts_of, found_in

# Those that are about two people: who looked into one looked into the other.
_OF_TWO = ("twin", "shared-head")


@dataclass(frozen=True)
class Settled:
    """A doubt that somebody confirmed to be no mistake."""

    told: Told
    by: Confirmation


@dataclass(frozen=True)
class Looked:
    """The doubts about a record: those still open, and those settled."""

    open: Sequence[Told]
    settled: Sequence[Settled]


def looked_at(facts: Facts, user: Viewer | None, day: date, unchecked: str = "") -> Looked:
    """Return the doubts about one record, by whether somebody confirmed them.

    `unchecked` as in `Case`.
    """
    return sorted_out(facts.person, doubts_of(facts, user, day, unchecked=unchecked))


def sorted_out(person: Person, told: Iterable[Told]) -> Looked:
    """Return doubts about a record by whether somebody confirmed them; one query."""
    told = list(told)
    rows = Confirmation.objects.in_force().filter(person=person.pk) if person.pk and told else ()
    kept = {f"{row.doubt}:{row.facts}": row for row in _with_users(rows)}
    return Looked(
        [one for one in told if one.key not in kept],
        [Settled(one, kept[one.key]) for one in told if one.key in kept],
    )


def _with_users(rows: Any) -> Any:
    return rows.select_related("by") if rows else rows


def keys_of(ids: Collection[int]) -> dict[int, set[str]]:
    """Return the keys of the doubts that are confirmed of these people."""
    found: dict[int, set[str]] = defaultdict(set)
    for some in in_parts(ids):
        rows = Confirmation.objects.in_force().filter(person__in=some)
        for person, doubt, facts in rows.values_list("person_id", "doubt", "facts"):
            found[person].add(f"{doubt}:{facts}")
    return found


def confirm(facts: Facts, keys: Collection[str], *, by: Any, at: datetime, day: date) -> list[Told]:
    """Keep that `by` looked into the doubts with these keys; returns those that are there.

    `facts` are as they are written by now. What is about two people is kept of both. A doubt
    that is gone, or rests on other facts by now, is not kept. Written twice, it is kept once.
    """
    told = [one for one in doubts_of(facts, by, day) if one.key in keys]
    rows = [_row(facts.person.pk, one, by, at) for one in told]
    rows += [row for one in told for row in _of_the_other(facts.person, one, by, at, day)]
    Confirmation.objects.bulk_create(rows, ignore_conflicts=True)
    return told


def _row(person: int, one: Told, by: Any, at: datetime) -> Confirmation:
    return Confirmation(
        person_id=person, doubt=one.doubt.code, facts=one.found.fingerprint, by=by, at=at
    )


def _of_the_other(
    person: Person, one: Told, by: Any, at: datetime, day: date
) -> list[Confirmation]:
    if one.doubt.code not in _OF_TWO or one.found.other is None:
        return []
    found = recorded(Q(pk=one.found.other))
    told = [
        seen
        for facts in found
        for seen in found_in(Case(facts, Around.of([facts], None), day), [one.doubt])
        if seen.found.other == person.pk
    ]
    return [_row(one.found.other, seen, by, at) for seen in told]


def look_into(person: Person, key: str, *, by: Editor, at: datetime, day: date) -> None:
    """Keep that `by` looked into one doubt about a recorded person, who is held meanwhile.

    Raises Refused when the record is not in the user's hands, or the doubt is not there any more.
    """
    with _holding(person, by, at) as fresh:
        if not confirm(record_of(fresh), [key], by=by, at=at, day=day):
            raise Refused(
                "Chưa xác nhận: thông tin của hồ sơ vừa thay đổi, nội dung này không còn. Xem lại."
            )


def take_back(person: Person, key: str, *, by: Editor, at: datetime, day: date) -> None:
    """Ask again what somebody confirmed; of two people, of both. Raises Refused as `look_into`."""
    doubt, _, facts = key.partition(":")
    with _holding(person, by, at) as fresh:
        rows = Confirmation.objects.in_force().filter(person=fresh.pk, doubt=doubt, facts=facts)
        if not rows.update(withdrawn_by=by, withdrawn_at=at):
            raise Refused("Chưa bỏ xác nhận: nội dung này không còn được xác nhận.")
        told = [one for one in doubts_of(record_of(fresh), by, day) if one.key == key]
        for row in (r for one in told for r in _of_the_other(fresh, one, by, at, day)):
            same = Confirmation.objects.in_force().filter(person=row.person_id, doubt=row.doubt)
            same.filter(facts=row.facts).update(withdrawn_by=by, withdrawn_at=at)


@contextmanager
def _holding(person: Person, by: Editor, at: datetime) -> Iterator[Person]:
    with recording(by=by, at=at, reason="") as scribe:
        fresh = scribe.hold(person)
        require_editable(by, fresh)
        yield fresh


def settled_on(day: date) -> dict[str, set[int]]:
    """Return by code whose doubts of that code are all confirmed; a handful of queries.

    They are looked for in the records as they are: a confirmation of facts that changed since
    settles nothing.
    """

    def write() -> QuerySet[Person]:
        confirmed = Confirmation.objects.in_force().order_by().values("person")
        return Person.objects.filter(pk__in=confirmed).order_by("pk")

    every = recorded_of(found_again(("people with doubts confirmed",), write, Person))
    keys = keys_of([facts.person.pk for facts in every])
    around = Around.of(every, None)
    settled: dict[str, set[int]] = {doubt.code: set() for doubt in DOUBTS}
    for facts in every:
        kept = keys[facts.person.pk]
        codes = {key.partition(":")[0] for key in kept} & BY_CODE.keys()
        case = Case(facts, around, day)
        for code in codes:
            told = list(found_in(case, [BY_CODE[code]]))
            if told and all(one.key in kept for one in told):
                settled[code].add(facts.person.pk)
    return settled
