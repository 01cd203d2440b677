"""What is recorded of one person, by queries that are written once and asked again of each."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import QuerySet

from personnel.basics.asked_again import asked_again
from personnel.models import Credential, Evaluation, HandOver, Merge, Person, Post, Scan
from personnel.scope import Editor, Reach, Viewer

from .terms_of_heads import Led, led_in_order, posts_of_leading


def person_seen(user: Viewer, person: int) -> Person | None:
    """Return a person whom the user may see, with what their page names; one query."""
    reach = None if user.sees_province else user.scope
    return next(iter(_seen(person, reach=reach)), None)


@asked_again(Person)
def _seen(person: int, *, reach: Reach | None) -> QuerySet[Person]:
    people = Person.objects.all() if reach is None else Person.objects.within(reach)
    return people.select_related("ethnicity", "local_of").filter(pk=person)


def person_edited(user: Editor, person: int) -> Person | None:
    """Return a person whose record is in the user's hands; one query, none without any right."""
    if not (user.edits_province or user.edited):
        return None
    reach = None if user.edits_province else user.edited
    return next(iter(_edited(person, reach=reach)), None)


@asked_again(Person)
def _edited(person: int, *, reach: Reach | None) -> QuerySet[Person]:
    people = Person.objects.all() if reach is None else Person.objects.in_the_hands_of(reach)
    return people.filter(pk=person)


def posts_of(person: Person) -> list[Post]:
    """Return all posts, the latest first, with their title, unit and keepers; one query."""
    return _hung_on(person, _posts(person.pk))


@asked_again(Post)
def _posts(person: int) -> QuerySet[Post]:
    posts = Post.objects.filter(person=person).with_keepers().select_related("title")
    return posts.order_by("-start", "-pk")


def credentials_of(person: Person) -> list[Credential]:
    """Return all credentials; one query."""
    return _hung_on(person, _credentials(person.pk))


@asked_again(Credential)
def _credentials(person: int) -> QuerySet[Credential]:
    return Credential.objects.filter(person=person)


def handovers_of(person: Person) -> list[HandOver]:
    """Return the hand-overs that wait for an answer, with title, unit and keepers; one query."""
    return _hung_on(person, _handovers(person.pk))


@asked_again(HandOver)
def _handovers(person: int) -> QuerySet[HandOver]:
    pending = HandOver.objects.filter(person=person).pending()
    return pending.with_keepers().select_related("title")


def evaluations_of(person: Person) -> list[Evaluation]:
    """Return the yearly evaluations, the latest first; one query."""
    return _hung_on(person, _evaluations(person.pk))


@asked_again(Evaluation)
def _evaluations(person: int) -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(person=person)


def scans_counted_of(person: Person) -> Counter[str]:
    """Return how many scans in force there are of each fact, by its `proven_key`; one query."""
    return Counter(scan.key for scan in _scans(person.pk))


@asked_again(Scan)
def _scans(person: int) -> QuerySet[Scan]:
    return Scan.objects.filter(person=person).in_force().only("credential_id", "post_id")


def merges_into(person: Person) -> list[Merge]:
    """Return which records were joined to this one and still are, with by whom; one query."""
    found: list[Merge] = _merges(person.pk)
    return found


@asked_again(Merge)
def _merges(person: int) -> QuerySet[Merge]:
    return Merge.objects.in_force().filter(kept=person).select_related("by")


def led_by_one(person: Person, day: date) -> list[Led]:
    """Return how long somebody led each locality by the map of the day; one query."""
    return led_in_order(_led(person.pk, day=day), day)


@asked_again(Post)
def _led(person: int, *, day: date) -> QuerySet[Any, Any]:
    return posts_of_leading([person], day).select_related("title")


def _hung_on(person: Person, rows: list[Any]) -> list[Any]:
    """Return rows that know whose they are, as Django's own from a person do."""
    for row in rows:
        row.person = person
    return rows
