"""Finding people by what somebody types into a search box."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from personnel.models import FormerName, Person, PersonQuerySet, Post, Title, Unit
from personnel.models.hierarchy import below
from personnel.words.typed import initials, is_whole, says
from personnel.words.vietnamese import clean, fold


def matching(
    text: str,
    people: PersonQuerySet,
    places: Iterable[tuple[int, str]],
    titles: Iterable[Title],
    day: date,
) -> PersonQuerySet:
    """Return those of `people` found by name, commune, title, or the end digits of the CCCD.

    A name is one that somebody has or had, or its initials. A commune (or a district, a group) is
    one of `places`, ids and names, whose name has the words of `text`; it finds whoever holds a
    post there on `day`, and a title whoever holds it.
    """
    if digits := digits_of(text):
        return people.ending_in(digits)
    held = _held(text, places, titles)
    former = list(FormerName.objects.like(text).values_list("record", flat=True))
    short = _abbreviated(text)
    if not (held or former or short):
        return people.named_like(text)
    found: list[QuerySet[Any, Any]] = [Person.objects.named_like(text).values("pk")]
    if held:
        posts = Post.objects.held_on(day).placed_on(day)
        found.append(posts.filter(held).values("person_id"))
    if former:
        found.append(Person.objects.filter(pk__in=former).values("pk"))
    if short:
        found.append(Person.objects.filter(short).values("pk"))
    first, *others = found
    return people.filter(pk__in=first.union(*others) if others else first)


def digits_of(text: str) -> str:
    """Return the digits where nothing else was typed; "" for words."""
    digits = "".join(text.split())
    return digits if digits.isascii() and digits.isdigit() else ""


def _abbreviated(text: str) -> Q:
    """Return the condition that `text` are the initials of a name; none where they cannot be.

    The letters without marks leave few names for the pattern to be asked of.
    """
    pattern = initials(text)
    if not pattern:
        return Q()
    first, *others = list(fold(text))
    condition = Q(search_name__startswith=first, full_name__regex=pattern)
    for letter in others:
        condition &= Q(search_name__contains=f" {letter}")
    return condition


def _held(text: str, places: Iterable[tuple[int, str]], titles: Iterable[Title]) -> Q:
    """Return the condition on a placed post that it is in a place, or of a title, `text` names."""
    here = [pk for pk, name in places if says(text, name)]
    so_called = [title.pk for title in _named(text, list(titles))]
    within = Unit.objects.filter(Q(pk__in=here) | below(here) | Q(memberships__group__in=here))
    condition = Q(place__in=within.order_by().values("pk")) if here else Q()
    return condition | Q(title__in=so_called) if so_called else condition


def _named(text: str, titles: list[Title]) -> list[Title]:
    """Return the titles that `text` names: whole, in short, or by two words and more of them.

    One word is part of a title and somebody's name as well: Thư, and Bí thư.
    """
    whole = [t for t in titles if any(is_whole(text, name) for name in (t.name, *t.aliases))]
    if whole or len(clean(text).split()) < 2:
        return whole
    within = [title for title in titles if says(text, title.name)]
    first = [title for title in within if says(text, title.name[: len(clean(text))])]
    return first or within
