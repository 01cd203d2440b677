"""How long somebody leads a locality: no more than two terms, both titles added (III.4).

Who leads is said by the title (`Title.head`): Bí thư of the Party committee and Chủ tịch of the
People's Committee. A locality is the unit that stands on the day for where somebody served. What
is told here forbids nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import F, Q, QuerySet, TextChoices
from django.utils.functional import cached_property

from personnel.basics.statements import Row
from personnel.models import Post
from personnel.words.dates import Precision

from .kept_rows import rows_kept
from .served import Length, Run, length_on, reached, runs_of

# III.4: "không giữ chức vụ quá 02 nhiệm kỳ"; a term is five years (Charter of the Party, article
# 22; Law on the organisation of local government, article 10). Told from two years before.
NEAR, FULL = 96, 120
_SHORTEST_MONTH = 28


class State(TextChoices):
    """How near somebody is to two terms in one locality."""

    FULL = "full", "đã đủ hoặc quá 02 nhiệm kỳ"
    NEAR = "near", "sắp đủ 02 nhiệm kỳ"
    UNKNOWN = "unknown", "chưa rõ"
    USUAL = "usual", "bình thường"


@dataclass(frozen=True)
class Terms:
    """The posts by which somebody led one locality, as they are told on a day.

    Posts that begin later are among them: they bring the days nearer on which terms are full.
    """

    posts: Sequence[Post]
    day: date

    @cached_property
    def runs(self) -> list[Run]:
        """The days of all posts whose first day is known, by what is known of it."""
        return runs_of(post.span for post in self.posts if post.start)

    @cached_property
    def length(self) -> Length:
        """How long, up to the day and with it; without posts of which no first day is known."""
        return length_on(self.runs, self.day)

    @property
    def begun(self) -> list[Post]:
        """The posts that began by the day."""
        return [post for post in self.posts if not post.begins_after(self.day)]

    @property
    def leads(self) -> bool:
        """Whether one of them is held on the day."""
        return any(post.lasts_on(self.day) for post in self.posts)

    @property
    def at_least(self) -> bool:
        """Whether it is longer: no first day is known of a post."""
        return any(post.start is None for post in self.posts)

    @property
    def about(self) -> bool:
        """Whether it may be shorter: a first day is known by its month or year."""
        return any(post.start_precision not in {"", Precision.DAY} for post in self.begun)

    @property
    def acting(self) -> bool:
        """Whether some of it was not by holding the title in full."""
        return any(post.acting for post in self.begun)

    @property
    def state(self) -> State:
        """How near to two terms; unknown where days are missing that may make it so."""
        if self.length.months >= FULL:
            return State.FULL
        if self.length.months >= NEAR:
            return State.NEAR
        return State.UNKNOWN if self.at_least else State.USUAL

    @property
    def is_told(self) -> bool:
        """Whether eight years are full, so that it is told."""
        return self.length.months >= NEAR

    @property
    def near_on(self) -> date | None:
        """The day on which eight years are full; None where it is not known, or never comes."""
        return self._on(NEAR)

    @property
    def full_on(self) -> date | None:
        """The day on which ten years are full; None where it is not known, or never comes."""
        return self._on(FULL)

    @property
    def told(self) -> str:
        """How long, as far as it is known: "khoảng 7 năm 3 tháng", "ít nhất 2 năm"."""
        if self.at_least and not self.runs:
            return "không rõ từ ngày nào"
        doubt = "ít nhất " if self.at_least else "khoảng " if self.about else ""
        return f"{doubt}{self.length.told}"

    def full_by(self, day: date) -> bool:
        """Whether ten years are full on a day, as far as posts are known."""
        return bool(self.full_on and self.full_on <= day)

    def _on(self, months: int) -> date | None:
        day = reached(self.runs, months)
        return None if day and day > self.day and self.at_least else day


@dataclass(frozen=True)
class Led:
    """How long somebody led the locality that a unit is; both by their ids."""

    person: int
    place: int
    terms: Terms


def terms_of(
    people: Collection[int] | QuerySet[Any, Any], day: date, map_day: date | None = None
) -> list[Led]:
    """Return how long people, by their ids, led each locality by the map of `map_day`; one query.

    They are to be heads, or one person: never as many as there are records.
    """
    posts = posts_of_leading(people, map_day or day).select_related("title")
    return led_in_order(posts, day)


def posts_of_leading(
    people: Collection[int] | QuerySet[Any, Any], map_day: date
) -> QuerySet[Any, Any]:
    """The posts by which people led, in order, each with the unit that it `stands` in by a map."""
    heads = Post.objects.filter(title__head=True, person__in=people)
    placed: QuerySet[Any, Any] = heads.placed_on(map_day).annotate(stands=F("place"))
    return placed.order_by("start", "pk")


def led_in_order(posts: Iterable[Any], day: date) -> list[Led]:
    """Return how long each of their holders led each locality, as it is told on a day."""
    found: dict[tuple[int, int], list[Post]] = defaultdict(list)
    for post in posts:
        found[post.person_id, post.stands].append(post)
    return [Led(*key, Terms(held, day)) for key, held in found.items()]


def near_two_terms(day: date) -> Q:
    """Return the condition "leads a locality on `day`, for eight years or longer"; one query."""
    return Q(pk__in=leading_long(day))


def leading_long(day: date) -> frozenset[int]:
    """Return whom this condition means, by their ids, as they are kept or found now."""

    def write() -> QuerySet[Post, Any]:
        heads = Post.objects.filter(title__head=True)
        # No month is shorter: whoever led nothing so long ago is not read.
        early = heads.filter(start__lte=day - timedelta(days=NEAR * _SHORTEST_MONTH - 1))
        now = heads.held_on(day).filter(person__in=early.order_by().values("person"))
        led = posts_of_leading(now.order_by().values("person"), day)
        # Their days alone: nothing else of these posts is told.
        return led.values_list("person_id", "stands", "start", "end")

    return rows_kept(("leading long", day), write, Post, partial(_leading_long, day))


def _leading_long(day: date, rows: Iterable[Row]) -> frozenset[int]:
    found: dict[tuple[int, int], list[Post]] = defaultdict(list)
    for person, place, start, end in rows:
        found[person, place].append(Post(start=start, end=end))
    led = ((person, Terms(held, day)) for (person, _), held in found.items())
    return frozenset(person for person, terms in led if terms.leads and terms.is_told)
