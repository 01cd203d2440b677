"""Terms as they are recorded, and which of them somebody led a locality in (III.4: "02 nhiệm kỳ").

A commune's own days come before those of its district, and these before the whole province's. A
term of which no end is known lasts to the eve of the next of its kind. Party titles are held by
terms of the Party committee, the others by terms of the People's Council; the two are told apart,
never added: how long somebody leads is added in months (`terms_of_heads`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from personnel.models import Post, Term, Title, Unit
from personnel.words.dates import Precision, show
from personnel.words.partial_dates import PartialDate

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
    """A term in which somebody led; `whole` where they did from its first day to its last.

    `since` says from when, as precisely as it is known.
    """

    kind: str
    name: str
    whole: bool
    since: str
    last: date | None

    @property
    def told(self) -> str:
        """It in words: "2020-2025", "2015-2020 (một phần, từ 01/03/2018)"."""
        if self.whole:
            return self.name
        until = f" đến {self.last:%d/%m/%Y}" if self.last else ""
        return f"{self.name} (một phần, từ {self.since}{until})"


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

        Posts without a first day tell of none. A term is whole where it was led on every day for
        certain: a post whose first day is known by its month may have begun on the last of it.
        """
        found = []
        for kind in Term.Kind:
            led = _Led([p for p in posts if p.start and kind_of(p.title) == kind], day)
            found += [served for term in self.of(kind, unit) if (served := led.within(kind, term))]
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


class _Led:
    """The days until one that posts held by one kind of terms were led."""

    def __init__(self, posts: Sequence[Post], day: date) -> None:
        self._day = day
        self._known = {post.start: post.start_precision for post in posts}
        self._runs = runs_of(_until(day, (post.span for post in posts)))
        certain = ((_latest(post), post.span[1]) for post in posts)
        self._certain = runs_of(_until(day, certain))

    def within(self, kind: str, term: Lasting) -> Served | None:
        """Return what of a term lies in them; None where nothing does."""
        within = [run for run in self._runs if run[0] <= term.ends and run[1] >= term.first]
        if not within:
            return None
        first, last = max(within[0][0], term.first), min(within[-1][1], term.ends)
        whole = any(a <= term.first and b >= term.ends for a, b in self._certain)
        since = show(first, self._known.get(first) or Precision.DAY)
        return Served(kind, term.name, whole, since, None if last == self._day else last)


def _until(day: date, spells: Iterable[Run]) -> Iterator[Run]:
    for first, last in spells:
        if first <= min(last, day):
            yield first, min(last, day)


def _latest(post: Post) -> date:
    """Return the last day on which a post may have begun, by what is known of it."""
    known = PartialDate.stored(post.start, post.start_precision)
    return known.last if known else date.max
