"""Who leads each commune on a day: rows of heads, and of titles that nobody holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from personnel.models import Post, Title, Unit
from personnel.reading.terms_of_heads import Terms
from reports.links import page_url
from reports.scope import sees_wholly
from targets.lens import Lens

from .asked import Asked, Show

DAY = timedelta(days=1)
# The posts of heads of a commune, by the id of the person.
Held = dict[int, list[Post]]


@dataclass(frozen=True)
class Row:
    """A commune and a title with one of its holders, or with none: then vacant `since`.

    `holders` says how many hold it, `since` from when more than one do, as far as it is known.
    """

    lens: Lens
    unit: Unit
    title: Title
    post: Post | None = None
    terms: Terms | None = None
    holders: int = 0
    since: date | None = None

    @property
    def name(self) -> str:
        """Who it is; "" where the title is vacant."""
        return self.post.person.full_name if self.post else ""

    @property
    def url(self) -> str:
        """The address of the holder's page."""
        return page_url(self.lens, "person", self.post.person_id) if self.post else ""

    @property
    def candidates(self) -> str:
        """Where it is asked who might be put forward, where nobody holds it; "" by another map.

        Whoever is put forward is judged by what the commune is on the day.
        """
        if self.post or self.lens.map_day:
            return ""
        asked = {"unit": self.lens.address(self.unit), "title": self.title.code}
        return page_url(self.lens, "candidates", **asked)

    @property
    def notes(self) -> list[str]:
        """What else is to be told: since when nobody leads, or several do, or somebody acts."""
        found = []
        since = f"từ {self.since:%d/%m/%Y}" if self.since else "không rõ từ ngày nào"
        if self.post is None:
            told = since if self.since else "chưa ghi nhận ai từng giữ"
            return [f"Trống, {told}"]
        if self.holders > 1:
            found.append(f"{self.holders} người cùng giữ, {since}")
        if self.post.acting:
            start = self.post.start_shown
            began = f"từ {start}" if start else "không rõ từ ngày nào"
            found.append(f"{self.post.get_acting_display()}, {began}")
        if self.terms and self.terms.acting and not self.post.acting:
            found.append("Thời gian gồm cả khi quyền, phụ trách")
        return found

    def is_listed(self, show: Show, until: date) -> bool:
        """Whether it is among what is asked for."""
        if self.post is None or self.terms is None:
            return show == Show.VACANT
        told = {
            Show.HELD: True,
            Show.BY_THEN: self.terms.full_by(until),
            Show.SHARED: self.holders > 1,
            Show.ACTING: bool(self.post.acting),
        }
        return told.get(show, self.terms.state.value == show.value)


def rows_of(asked: Asked) -> list[Row]:
    """Return every head, and every title without one, of what is asked for; one query.

    A commune of which the user sees a part says nothing of what is vacant.
    """
    posts = _posts(asked)
    return [
        row
        for unit in asked.communes
        for title in asked.titles
        for row in _of(asked, unit, title, posts[unit.pk])
    ]


def listed(asked: Asked, rows: Iterable[Row]) -> list[Row]:
    """Return of the rows those that are asked for; by when ten years are full where that is."""
    found = [row for row in rows if asked.title in {None, row.title}]
    if asked.show is None:
        return found
    found = [row for row in found if row.is_listed(asked.show, asked.until)]
    ahead = asked.show in {Show.NEAR, Show.FULL, Show.BY_THEN}
    return sorted(found, key=_full_on) if ahead else found


def _full_on(row: Row) -> date:
    return row.terms and row.terms.full_on or date.max


def _posts(asked: Asked) -> dict[int, Held]:
    """Return the posts of heads that were, are or are to be, by commune and by person."""
    lens, communes = asked.lens, [unit.pk for unit in asked.communes]
    held = Post.objects.filter(title__head=True).visible_to(asked.user)
    placed = held.in_the_province_on(lens.day).placed_on(lens.units_on)
    there: QuerySet[Any, Any] = placed.filter(Q(place__in=communes)).annotate(stands=F("place"))
    found: dict[int, Held] = {unit: defaultdict(list) for unit in communes}
    for post in there.select_related("person", "title").order_by("start", "pk"):
        found[post.stands][post.person_id].append(post)
    return found


def _of(asked: Asked, unit: Unit, title: Title, there: Held) -> Iterator[Row]:
    lens = asked.lens
    of_title = [post for held in there.values() for post in held if post.title_id == title.pk]
    held = {post.person_id: post for post in of_title if post.lasts_on(lens.day)}
    if held:
        since = _several_since(unit, list(held.values()), lens.day)
        for person, post in held.items():
            terms = Terms(there[person], lens.day)
            yield Row(lens, unit, title, post, terms, len(held), since)
    elif _ought_to_have(asked, unit, title):
        yield Row(lens, unit, title, since=_vacant_since(unit, of_title, lens.day))


def _ought_to_have(asked: Asked, unit: Unit, title: Title) -> bool:
    in_force = unit.is_in_force(asked.lens.units_on) and title.fits(unit.kind)
    return in_force and sees_wholly(asked.user, [unit])


def _several_since(unit: Unit, held: Sequence[Post], day: date) -> date | None:
    """Return from when more than one hold a title, in the unit as it is; None: not known."""
    if len(held) < 2:
        return None
    second = sorted(post.span[0] for post in held)[1]
    return _known(max(second, unit.valid_from or date.min), day)


def _vacant_since(unit: Unit, before: Sequence[Post], day: date) -> date | None:
    """Return from when nobody holds a title there; None where nobody is known to have."""
    ended = [post.end for post in before if post.end and post.end < day]
    return _known(max(max(ended) + DAY, unit.valid_from or date.min), day) if ended else None


def _known(since: date, day: date) -> date | None:
    return since if date.min < since <= day else None
