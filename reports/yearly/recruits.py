"""Whoever was taken on as a non-specialised worker, with what was held then and is held now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, TextChoices

from personnel.kinds import KINDS
from personnel.models import Credential, Person, Post, PostQuerySet, Title
from personnel.reading.recruited import FLOOR, KIND, first_posts
from personnel.scope import Viewer
from personnel.words.partial_dates import PartialDate
from targets.lens import Lens

from .asked import Asked
from .told import Line


class State(TextChoices):
    """How somebody stood to the least that is asked for when they were taken on."""

    MET = "met", "Từ trung cấp trở lên"
    BELOW = "below", "Thấp hơn trung cấp"
    UNKNOWN = "unknown", "Chưa rõ"


@dataclass(frozen=True)
class Recruit:
    """Somebody taken on: the post they began by, the id of its unit as it stands, the levels."""

    post: Post
    unit: int
    then: int | None
    now: int | None

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.post.person

    @property
    def year(self) -> int:
        """In which year they began."""
        return self.post.span[0].year

    @property
    def state(self) -> State:
        """How they stood when they began."""
        return _state(self.then)

    @property
    def is_below_still(self) -> bool:
        """Whether they were below then and are now."""
        return self.state == State.BELOW and _state(self.now) == State.BELOW

    @property
    def then_told(self) -> str:
        """The level held when they began, in words."""
        return _told(self.then)

    @property
    def now_told(self) -> str:
        """The level held on the day of the lens."""
        return _told(self.now)


def recruits_by(
    lens: Lens, viewer: Viewer | None, among: Collection[int], year: int | None = None
) -> list[Recruit]:
    """Return who was taken on until a lens's day in units of its map, by ids; two queries.

    Of the people whom the `viewer` may see; None sees everybody. Those of one `year` alone, or of
    all. In the order they began.
    """
    begun = _posts(lens, viewer).filter(place__in=among)
    of_year = begun.filter(start__year=year) if year else begun
    posts = list(of_year.select_related("person", "title"))
    held = _held({post.person_id for post in posts})
    return [_recruit(post, held[post.person_id], lens.day) for post in posts]


def lines(asked: Asked) -> Iterator[Line]:
    """Yield who was taken on in the year that is asked for, by how they stood then."""
    group = Title.Group.NONSPECIALISED.value
    for recruit in recruits_by(asked.lens, asked.viewer, asked.units, asked.day.year):
        yield Line(recruit.state.value, recruit.unit, group, recruit.post.person_id)


def _posts(lens: Lens, viewer: Viewer | None) -> Any:
    begun = first_posts(lens.day).filter(start__lte=lens.day)
    seen: PostQuerySet = begun.visible_to(viewer) if viewer else begun
    placed = seen.in_the_province_on(lens.day).placed_on(lens.units_on)
    return placed.annotate(stands=F("place")).order_by("start", "pk")


def _latest(post: Post) -> date:
    """Return the last day on which they may have begun, by what is known of it."""
    known = PartialDate.stored(post.start, post.start_precision)
    return known.last if known else date.max


def _held(people: Iterable[int]) -> dict[int, list[Credential]]:
    """Return the qualifications of people by their ids; one query."""
    found: dict[int, list[Credential]] = defaultdict(list)
    for credential in Credential.objects.filter(kind=KIND, person__in=list(people)):
        found[credential.person_id].append(credential)
    return found


def _recruit(post: Any, held: Iterable[Credential], day: date) -> Recruit:
    """Return somebody taken on by a post; levels are None where none is recorded.

    An award counts from the end of its year elsewhere: whoever began in that year may have had it.
    """
    begun = _latest(post)
    then = max((each.level for each in held if _may_count(each, begun)), default=None)
    now = max((each.level for each in held if each.lasts_on(day)), default=None)
    return Recruit(post, post.stands, then, now)


def _may_count(held: Credential, day: date) -> bool:
    known = PartialDate.stored(held.awarded, held.awarded_precision)
    return (known is None or known.first <= day) and not held.withdrawn_by(day)


def _state(level: int | None) -> State:
    if level is None:
        return State.UNKNOWN
    return State.MET if level >= FLOOR else State.BELOW


def _told(level: int | None) -> str:
    return "chưa có thông tin" if level is None else KINDS[KIND].level_label(level)
