"""Whether somebody is of the locality where they serve (III.4), as it was said and of which.

It is said about one commune (`Person.local_of`) and is not known of another one, so whoever moves
is not known to be local or not until somebody says so. Who is of a commune is of what it was
merged into; who is not may well be of another part of that, so "not" is said of the very unit.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, F, FilteredRelation, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from personnel.basics.asked_again import asked_again
from personnel.basics.spells import SPELL
from personnel.models import Person, Post, Unit, UnitPlace

from .placed import Placed

_OF = "person__local_of__places"


def saying_local(posts: QuerySet[Any], day: date) -> QuerySet[Any]:
    """The same posts, each with `local_there`: whether its holder is local by the map of `day`.

    None where nothing was said of the unit that stands there.
    """
    there = SPELL.on(day, f"{_OF}__") & Q(**{f"{_OF}__branch": 0})
    split = UnitPlace.objects.filter(branch__gt=0).order_by().values("unit")
    placed: Any = posts
    known = (
        placed.placed_on(day, "stands_there")
        .alias(of_spell=FilteredRelation(_OF, condition=there))
        .alias(said_of=Coalesce("of_spell__place_id", "person__local_of_id"))
    )
    own = Q(person__local_of=F("stands_there"))
    local = Q(person__is_local=True)
    carried = Q(said_of=F("stands_there")) & ~Q(person__local_of__in=split)
    cases = (
        When(local & (own | carried), then=Value(True)),
        When(own & Q(person__is_local=False), then=Value(False)),
    )
    found: QuerySet[Any] = known.annotate(
        local_there=Case(*cases, default=None, output_field=BooleanField(null=True))
    )
    return found


def said_local(day: date) -> Q:
    """Return the condition on people: said to be local, or not, of where they serve on `day`."""
    said = saying_local(Post.objects.held_on(day), day).filter(local_there__isnull=False)
    return Q(pk__in=said.order_by().values("person"))


def said_of(unit: Unit, day: date) -> dict[int, bool]:
    """Return of whom it was said that they are of a unit of the day, or are not, by their ids.

    Wherever they serve; as `saying_local` has it. One query.
    """
    split = UnitPlace.objects.filter(branch__gt=0).order_by().values("unit")
    led = UnitPlace.objects.filter(SPELL.on(day), branch=0, place=unit).exclude(unit__in=split)
    of_a_part = Q(is_local=True, local_of__in=led.order_by().values("unit"))
    people = Person.objects.filter(Q(local_of=unit, is_local__isnull=False) | of_a_part)
    return {pk: bool(local) for pk, local in people.values_list("pk", "is_local")}


def local_then(day: date) -> Case:
    """Return whether somebody is local where they serve, to sort by; null where not known."""
    return Case(When(said_local(day), then=F("is_local")), default=None)


def local_now(person: int, day: date) -> bool | None:
    """Return whether somebody is local where they serve, heads first; None: not known."""
    return next((told for told in _said_of_posts(person, day=day) if told is not None), None)


@asked_again(Post)
def _said_of_posts(person: int, *, day: date) -> QuerySet[Post, bool | None]:
    held = saying_local(Post.objects.held_on(day).filter(person=person), day)
    return held.order_by("-title__head").values_list("local_there", flat=True)


def unit_said_of(posts: Collection[Post], day: date, placed: Placed | None = None) -> int | None:
    """Return the commune, by its id, of which is spoken when somebody is said to be local.

    That of the titles of a head held on the day, where it is one; without any, that of the post
    by which they are counted; of whoever holds none, where they served if that is one. None where
    it cannot be told. `posts` are read with their unit and title; `placed` where many are asked.
    """
    standing = placed or Placed(posts, day)
    held = [post for post in posts if post.lasts_on(day)]
    heads = [post for post in held if post.title.head]
    if held and not heads:
        return standing.unit_of(min(held, key=lambda post: post.precedence)).pk
    units = {standing.unit_of(post).pk for post in heads or posts}
    return units.pop() if len(units) == 1 else None
