"""Finding people by what somebody types into a search box."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from personnel.models import Person, PersonQuerySet, Post
from personnel.models.hierarchy import below
from personnel.words.vietnamese import fold


def matching(
    text: str, people: PersonQuerySet, places: Iterable[tuple[int, str]], day: date
) -> PersonQuerySet:
    """Return those of `people` found by name, by commune, by a whole CCCD or its end digits.

    A commune (or a district) is one of `places`, ids and names, whose name has the words of
    `text`; it finds whoever holds a post there on `day`. More end digits than a list shows are
    not searched: they could be guessed one by one.
    """
    digits = text.replace(" ", "")
    if digits.isascii() and digits.isdigit():
        return people.numbered(digits)
    wanted = fold(text)
    here = [pk for pk, name in places if f" {wanted} " in f" {fold(name)} "]
    if not here:
        return people.named_like(text)
    named = Person.objects.named_like(text).values("pk")
    posts = Post.objects.held_on(day).filter(Q(unit__in=here) | below(here, "unit__"))
    return people.filter(pk__in=named.union(posts.values("person_id")))
