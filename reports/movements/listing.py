"""Who stands behind a number: each movement or appointment with the person and the post."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from personnel.models import Origin, Post, Unit
from personnel.reading.movements import Way
from personnel.words.dates import as_known
from reports.links import page_url
from reports.yearly.moved import GONE, LEFT, Column, New
from reports.yearly.moving import Event, Newcomer

from .asked import USUALLY, Asked

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """A row of a list before anything is read of it: the post, the one before, what it is."""

    post: int
    unit: int
    code: str
    before: int = 0
    other: int = 0
    level: str = ""
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Listed:
    """A row of the list; `come_from` and `gone_to` are as far as anybody wrote it down."""

    asked: Asked
    told: Told
    post: Post
    unit: Unit
    other: Unit | None
    before: Post | None

    @property
    def name(self) -> str:
        """Who it is."""
        return self.post.person.full_name

    @property
    def url(self) -> str:
        """The address of their page."""
        return page_url(self.asked.lens, "person", self.post.person_id)

    @property
    def left(self) -> bool:
        """Whether the row is of a post that ended."""
        return self.told.code in LEFT

    @property
    def what(self) -> str:
        """What it is, as its column is called; "" of those newly appointed."""
        return "" if self.told.code == New.NEW else str(Column(self.told.code).label)

    @property
    def since(self) -> date | str:
        """The first day of the post as it is known; of one that ended the day after its last."""
        if self.left and self.post.end:
            return self.post.end + DAY
        return as_known(self.post.start, self.post.start_precision) or ""

    @property
    def day_shown(self) -> str:
        """The same in words."""
        if self.left and self.post.end:
            return f"{self.post.end + DAY:%d/%m/%Y}"
        return self.post.start_shown

    @property
    def how(self) -> str:
        """The basis, in words; "" of who left."""
        if self.left:
            return ""
        return self.post.get_basis_display() if self.post.basis else "Chưa ghi hình thức"

    @property
    def came_from(self) -> str:
        """Where they came from, with the title held there."""
        if self.left:
            return ""
        if self.told.level:
            return str(Origin(self.told.level).label)
        if self.before:
            where = str(self.before.unit)
            return f"{self.before.title}, {where}"
        return self.post.get_came_from_display() if self.post.came_from else ""

    @property
    def gone_to(self) -> str:
        """Where they went: of who left what was written down of it."""
        if self.told.code == Way.UP:
            return str(Origin(self.told.level).label)
        return ""

    @property
    def marks(self) -> str:
        """What of I.2 somebody newly appointed is."""
        shown = (New.WOMEN, New.YOUNG, New.MINORITY, New.UNKNOWN)
        return ", ".join(str(code.label) for code in shown if code in self.told.marks)


def behind(asked: Asked, events: Iterable[Event], newcomers: Iterable[Newcomer]) -> list[Told]:
    """Return what the list that is asked for has, in the order of the days."""
    if asked.is_new:
        return [
            Told(new.appointment.row.pk, new.unit, New.NEW.value, marks=new.codes)
            for new in sorted(newcomers, key=lambda new: (new.appointment.day, new.person))
            if new.year == asked.year and asked.show in new.codes and asked.group in ("", new.group)
        ]
    columns = (asked.show,) if asked.show else USUALLY
    found = (event for event in events if _is_meant(asked, event, columns))
    in_order = sorted(found, key=lambda event: (event.movement.day, event.moved.person))
    return [_told(event) for event in in_order]


def _is_meant(asked: Asked, event: Event, columns: Collection[str]) -> bool:
    moved = event.moved
    return (
        event.year == asked.year
        and any(moved.is_in(column, asked.inside) for column in columns)
        and asked.how in ("", moved.how)
        and asked.title in ("", moved.title)
    )


def _told(event: Event) -> Told:
    before = event.movement.before
    moved = event.moved
    unit, other = (moved.other, moved.unit) if moved.code == GONE else (moved.unit, moved.other)
    return Told(
        event.movement.row.pk, unit, moved.code, before.pk if before else 0, other, moved.level
    )


def listed(asked: Asked, rows: Sequence[Told]) -> list[Listed]:
    """Return the rows with who and where; two queries."""
    ids = {pk for row in rows for pk in (row.post, row.before) if pk}
    posts: Mapping[int, Post] = (
        Post.objects.visible_to(asked.user).select_related("person", "title", "unit").in_bulk(ids)
    )
    places = {pk for row in rows for pk in (row.unit, row.other) if pk}
    units = Unit.objects.with_above().in_bulk(places)
    return [
        Listed(asked, row, posts[row.post], units[row.unit], units.get(row.other),
               posts.get(row.before))
        for row in rows
        if row.post in posts
    ]  # fmt: skip
