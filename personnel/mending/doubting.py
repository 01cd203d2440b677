"""The doubts that lines raise: those there were before are nobody's question here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q

from personnel.doubts.case import Around, Case, Facts, recorded
from personnel.doubts.confirming import keys_of
from personnel.doubts.register import Told, found_in
from personnel.models import Person, Post
from personnel.scope import Viewer


def doubts_raised(records: Collection[Any], user: Viewer, day: date) -> list[list[Told]]:
    """Return for each record, as it would be written, what it makes worth a second look.

    Each is looked at by itself, beside what is recorded. A handful of queries.
    """
    ids = {_person_of(record).pk for record in records}
    before = {facts.person.pk: facts for facts in recorded(Q(pk__in=ids))}
    after = [_with(before[_person_of(record).pk], record) for record in records]
    around = Around.of([*before.values(), *after], user)
    confirmed = keys_of(ids)
    stood = {pk: _keys(Case(facts, around, day)) for pk, facts in before.items()}
    known = {pk: keys | confirmed.get(pk, set()) for pk, keys in stood.items()}
    return [
        [
            told
            for told in found_in(Case(facts, around, day))
            if told.key not in known[facts.person.pk]
        ]
        for facts in after
    ]


def _keys(case: Case) -> set[str]:
    return {told.key for told in found_in(case)}


def _person_of(record: Any) -> Person:
    found: Person = record if isinstance(record, Person) else record.person
    return found


def _with(facts: Facts, record: Any) -> Facts:
    """Return facts with a record in place of what is recorded of it, or beside it where new."""
    if isinstance(record, Person):
        return Facts(record, facts.posts, facts.credentials)
    if isinstance(record, Post):
        posts = [record if post.pk == record.pk else post for post in facts.posts]
        return Facts(facts.person, posts, facts.credentials)
    others: Any = facts.credentials
    return Facts(facts.person, facts.posts, [*(c for c in others if c.pk != record.pk), record])
