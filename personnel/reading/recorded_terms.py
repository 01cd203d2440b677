"""Terms as they are recorded, and which of them somebody led a locality in (III.4: "02 nhiệm kỳ").

A commune's own days come before those of its district, and these before the whole province's. A
term of which no end is known lasts to the eve of the next of its kind. Party titles are held by
terms of the Party committee, the others by terms of the People's Council; the two are told apart,
never added: how long somebody leads is added in months (`terms_of_heads`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from personnel.models import Post, Term, Title, Unit

from .served import Run, runs_of

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Lasting:
    """A term of a unit: its name, its first day, and its last one as far as it is known.

    `recorded` tells whether the last was said of it, not taken from the next term.
    """

    name: str
    first: date
    last: date | None = None
    recorded: bool = False

    @property
    def ends(self) -> date:
        """The last day, to compare with."""
        return self.last or date.max


@dataclass(frozen=True)
class Served:
    """A term in which somebody led; `whole` where they did from its first day to its last."""

    kind: str
    name: str
    whole: bool
    first: date
    last: date | None

    @property
    def told(self) -> str:
        """It in words: "2020-2025", "2015-2020 (một phần, từ 01/03/2018)"."""
        if self.whole:
            return self.name
        until = f" đến {self.last:%d/%m/%Y}" if self.last else ""
        return f"{self.name} (một phần, từ {self.first:%d/%m/%Y}{until})"


class RecordedTerms:
    """All terms there are, read once."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = list(terms)

    @classmethod
    def read(cls) -> Self:
        """Read them; one query."""
        return cls(Term.objects.all())

    def __bool__(self) -> bool:
        return bool(self._terms)

    def of(self, kind: str, unit: Unit) -> list[Lasting]:
        """Return the terms of a kind by which a unit goes, in order; it is read with its above."""
        found: dict[str, Lasting] = {}
        for where in (None, unit.above.pk if unit.above else None, unit.pk):
            for term in self._terms:
                if term.kind == kind and term.unit_id == where:
                    found[term.name] = Lasting(
                        term.name, term.starts, term.ends, term.ends is not None
                    )
        return _ended(sorted(found.values(), key=lambda term: term.first))

    def end_on(self, day: date, unit: Unit) -> date | None:
        """Return the last day recorded of the Party committees' term in which a day lies."""
        terms = self.of(Term.Kind.CONGRESS, unit)
        return next((t.last for t in terms if t.recorded and t.first <= day <= t.ends), None)

    def served(self, posts: Iterable[Post], unit: Unit, day: date) -> list[Served]:
        """Return the terms in which posts led a unit until a day; of a kind in order.

        Posts without a first day tell of none.
        """
        found = []
        for kind in Term.Kind:
            held = [p.span for p in posts if p.start and kind_of(p.title) == kind]
            runs = [(first, min(last, day)) for first, last in runs_of(held) if first <= day]
            found += [s for term in self.of(kind, unit) if (s := _served(kind, term, runs, day))]
        return found


def kind_of(title: Title) -> Term.Kind:
    """Return by which terms a title of a head is held: a Party title's by the congresses."""
    return Term.Kind.CONGRESS if title.implies_committee else Term.Kind.COUNCIL


def told_in_terms(served: Sequence[Served]) -> str:
    """Return the terms in words: "đã 02 nhiệm kỳ đại hội: 2015-2020, 2020-2025"; "" of none.

    Only whole terms are counted; others are told as parts.
    """
    said = []
    for kind, what in ((Term.Kind.CONGRESS, "đại hội"), (Term.Kind.COUNCIL, "HĐND")):
        every = [each for each in served if each.kind == kind]
        whole = sum(each.whole for each in every)
        names = ", ".join(each.told for each in every)
        count = f"đã {whole:02} " if whole else ""
        said += [f"{count}nhiệm kỳ {what}: {names}"] if every else []
    return "; ".join(said)


def _ended(terms: list[Lasting]) -> list[Lasting]:
    after = [term.first - DAY for term in terms[1:]]
    ended = [replace(t, last=t.last or eve) for t, eve in zip(terms, after, strict=False)]
    return [*ended, *terms[len(ended) :]]


def _served(kind: str, term: Lasting, runs: Sequence[Run], day: date) -> Served | None:
    """Return what of a term lies in runs that end by `day`; None where nothing does."""
    within = [(max(a, term.first), min(b, term.ends)) for a, b in runs]
    within = [(first, last) for first, last in within if first <= last]
    if not within:
        return None
    first, last = within[0][0], within[-1][1]
    whole = len(within) == 1 and (first, last) == (term.first, term.ends)
    return Served(kind, term.name, whole, first, None if last == day else last)
