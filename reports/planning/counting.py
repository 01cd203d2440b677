"""How many are planned for each title against those who hold it; each number leads to its list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from personnel.models import Post, Title, Unit
from personnel.words.vietnamese import dotted
from reports.scope import sees_wholly

from .asked import Asked, Show
from .reading import Row

# III.3: for whom courses by planned title are held; told though nobody is planned for them.
NAMED_TITLES = ("BT", "PBT", "CTHDND", "PCTHDND", "CTUBND", "PCTUBND")
# What is counted beside those planned, each by its list, and how its column is called.
SHOWN = {Show.DONE: "Đã bồi dưỡng", Show.ALONG: "Tương đương", Show.ASKED: "Cần quyết định"}


@dataclass(frozen=True)
class Number:
    """A number, and the address of what it counts; "" of none."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Counted:
    """A title: how many are planned for it and hold it, in how many communes nobody is planned.

    `empty` is None where the user sees a part of some commune: then nobody can say.
    """

    title: Title
    planned: Number
    held: int
    cells: list[Number]
    empty: Number | None

    @property
    def ratio(self) -> str:
        """How many are planned for each who holds it: "1,5"; "" where nobody does."""
        if not self.held:
            return ""
        tenths = round(self.planned.count * 10 / self.held)
        return f"{dotted(tenths // 10)},{tenths % 10}"


def counted(asked: Asked, rows: Sequence[Row]) -> list[Counted]:
    """Return the numbers of each title; one query.

    Rows in effect, of the term asked for; so who is planned for two titles counts in both.
    """
    term = [row for row in rows if _is_counted(asked, row)]
    codes = {row.plan.title.code for row in term}.union(NAMED_TITLES).intersection(asked.titles)
    titles = sorted((asked.titles[code] for code in codes), key=lambda title: title.order)
    held = _held(asked, titles)
    return [_of(asked, title, term, held[title.pk]) for title in titles]


def empty_of(asked: Asked, rows: Sequence[Row], title: Title) -> list[Unit]:
    """Return the communes that have a title and nobody planned for it."""
    there = {row.unit.pk for row in rows if row.plan.title == title and _is_counted(asked, row)}
    on = asked.lens.units_on
    return [
        unit
        for unit in asked.communes
        if unit.pk not in there and unit.is_in_force(on) and title.fits(unit.kind)
    ]


def outside(asked: Asked, rows: Sequence[Row]) -> Number:
    """Return how many who serve here are planned for a commune elsewhere."""
    count = sum(row.is_listed(Show.OUTSIDE) for row in rows)
    url = asked.url(title="", term="", show=Show.OUTSIDE.value) if count else ""
    return Number(Show.OUTSIDE.label, count, url)


def _is_counted(asked: Asked, row: Row) -> bool:
    return row.is_listed(None) and asked.term in ("", row.plan.term)


def _of(asked: Asked, title: Title, rows: Sequence[Row], held: int) -> Counted:
    own = [row for row in rows if row.plan.title == title]
    cells = [
        _number(asked, label, sum(row.is_listed(show) for row in own), title, show)
        for show, label in SHOWN.items()
    ]
    whole = sees_wholly(asked.user, asked.communes)
    empty = len(empty_of(asked, rows, title)) if whole else 0
    return Counted(
        title,
        _number(asked, "Trong quy hoạch", len(own), title),
        held,
        cells,
        _number(asked, Show.NONE.label, empty, title, Show.NONE) if whole else None,
    )


def _number(asked: Asked, label: str, count: int, title: Title, show: Show | None = None) -> Number:
    url = asked.url(title=title.code, show=show.value if show else "") if count else ""
    return Number(label, count, url)


def _held(asked: Asked, titles: Sequence[Title]) -> dict[int, int]:
    """Return how many hold each title in the communes asked about, by its id."""
    lens, communes = asked.lens, [unit.pk for unit in asked.communes]
    held = Post.objects.held_on(lens.day).filter(title__in=titles).visible_to(asked.user)
    placed = held.placed_on(lens.units_on).filter(Q(place__in=communes))
    people: dict[int, set[int]] = defaultdict(set)
    for title, person in placed.order_by().values_list(F("title_id"), F("person_id")):
        people[title].add(person)
    return defaultdict(int, {title: len(some) for title, some in people.items()})
