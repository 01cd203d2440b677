"""Who leads the communes (III.4): how near to two terms, local or not, acting; and who is missing.

A code is a title's and what is counted of it ("BT.full"). Of a commune are `HELD` and what follows
it: nobody stands behind them, their detail is the title. The others are of each holder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from personnel.models import Title, Unit
from personnel.reading.terms_of_heads import State
from targets.figures import percentage

from .asked import Asked
from .leading import Leader, Where, leaders
from .told import Line, Told

HELD, VACANT, SHARED, LOCAL, NOT_LOCAL, UNSAID = OF_COMMUNES = (
    "held", "vacant", "shared", "local", "not-local", "unsaid",
)  # fmt: skip
ACTING = "acting"
_LOCAL = {True: LOCAL, False: NOT_LOCAL, None: UNSAID}


def lines(asked: Asked) -> Iterator[Line]:
    """Yield what is told of every commune and each title of a head; four queries."""
    by_title: dict[tuple[int, str], list[Leader]] = defaultdict(list)
    for row in leaders(_where(asked)):
        by_title[row.unit.pk, row.title.code].append(row)
    for rows in by_title.values():
        yield from _of_commune(rows)
        for row in rows:
            yield from _of_holder(asked, row)


def _where(asked: Asked) -> Where:
    units = Unit.objects.communes().filter(pk__in=asked.units).order_by("code")
    titles = Title.objects.filter(head=True).in_force(asked.day)
    return Where(asked.lens, asked.viewer, list(units), list(titles))


def _of_commune(rows: list[Leader]) -> Iterator[Line]:
    first = rows[0]
    what = [VACANT] if first.post is None else [HELD, _LOCAL[first.local]]
    what += [SHARED] if len(rows) > 1 else []
    for code in what:
        yield Line(f"{first.title.code}.{code}", first.unit.pk, detail=str(first.title))


def _of_holder(asked: Asked, row: Leader) -> Iterator[Line]:
    if row.post is None or row.terms is None:
        return
    person = row.post.person_id
    there = asked.there.get(person)
    what = [row.terms.state.value, *([ACTING] if row.post.acting else [])]
    for code in what:
        yield Line(f"{row.title.code}.{code}", row.unit.pk, there.group if there else "", person)


@dataclass(frozen=True)
class Heads:
    """What is told of heads, added up: of all, or of some units by their ids."""

    told: Told

    @property
    def titles(self) -> list[tuple[str, str]]:
        """Each title that is told of: its code and its name."""
        found = {
            code.partition(".")[0]: line.detail
            for code in self.told.codes
            if code.partition(".")[2] in (HELD, VACANT)
            for line in self.told.behind(code)
        }
        return sorted(found.items())

    def count(self, title: str, what: str, units: Collection[int] | None = None) -> int:
        """Return in how many communes, or of how many holders, something is so of a title."""
        return self.told.count(f"{title}.{what}", units=units)

    def communes(self, title: str, what: str) -> set[int]:
        """Return the ids of the communes of which something is so."""
        return {line.unit for line in self.told.behind(f"{title}.{what}")}

    def share(self, title: str, units: Collection[int] | None = None) -> Decimal | None:
        """Return the communes whose holder is not local, of those that have one, in percent."""
        held = self.count(title, HELD, units)
        return percentage(self.count(title, NOT_LOCAL, units), held)

    def people(self, *states: State) -> int:
        """Return how many people are in one of some states, whichever titles they hold.

        Whoever leads two communes and is so in both is one.
        """
        return len(set(self._behind(states)))

    def _behind(self, states: Iterable[State]) -> Iterator[int]:
        for title, _ in self.titles:
            for state in states:
                yield from (line.person for line in self.told.behind(f"{title}.{state.value}"))
