"""Finding people by what somebody types into a search box."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from .models import PersonQuerySet, Post, Unit
from .vietnamese import fold


def matching(text: str, people: PersonQuerySet, units: Iterable[Unit], day: date) -> PersonQuerySet:
    """Return those of `people` found by name, by commune, by a whole CCCD or its end digits.

    A commune (or a district) is one of `units` whose name has the words of `text`; it finds
    whoever holds a post there on `day`. More end digits than a list shows are not searched:
    they could be guessed one by one.
    """
    digits = text.replace(" ", "")
    if digits.isascii() and digits.isdigit():
        return people.numbered(digits)
    wanted = fold(text)
    here = [unit.pk for unit in units if f" {wanted} " in f" {fold(unit.name)} "]
    named = people.named_like(text)
    if not here:
        return named
    posts = Post.objects.held_on(day).filter(Q(unit__in=here) | Q(unit__parent__in=here))
    return people.filter(Q(pk__in=named.values("pk")) | Q(pk__in=posts.values("person_id")))
