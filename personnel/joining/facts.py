"""The facts of two records side by side: which value stays, and what has to be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from personnel.models import Person
from personnel.reading.facts import FACTS, Fact
from personnel.words.partial_dates import PartialDate
from personnel.words.text import match_key

KEPT, JOINED, BOTH = "kept", "joined", "both"
NOTE = "fact-note"


@dataclass(frozen=True)
class Compared:
    """A fact of both records; `settled` tells which stays, "" where somebody has to choose."""

    fact: Fact
    kept: Person
    joined: Person

    @property
    def name(self) -> str:
        """The name of the question."""
        return self.fact.name

    @property
    def of_kept(self) -> str:
        """The value of the record that stays, as people read it."""
        return self.fact.shown(self.kept)

    @property
    def of_joined(self) -> str:
        """The value of the record that goes."""
        return self.fact.shown(self.joined)

    @property
    def settled(self) -> str:
        """Which value stays without asking: the same, the only one, the more precise one."""
        one, other = self.fact.of(self.kept), self.fact.of(self.joined)
        if one == other or other[0] in (None, ""):
            return KEPT
        if one[0] in (None, ""):
            return JOINED
        return _more_precise(one, other) if self.fact.is_date else self._same_words(one, other)

    def _same_words(self, one: tuple[Any, ...], other: tuple[Any, ...]) -> str:
        texts = isinstance(one[0], str) and self.fact.columns[0] in ("religion", "home_place")
        return KEPT if texts and match_key(one[0]) == match_key(other[0]) else ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be chosen, with its label; of two notes both may stay."""
        found = [(KEPT, self.of_kept), (JOINED, self.of_joined)]
        return [*found, (BOTH, "Giữ cả hai")] if self.name == NOTE else found

    @property
    def numbers_differ(self) -> bool:
        """Whether both have an identity number, and not the same: hardly one person."""
        return self.fact.columns == ("cccd",) and not self.settled

    def values(self, chosen: str) -> dict[str, Any]:
        """Return what the columns of the record that stays become."""
        if chosen == BOTH:
            return {"note": f"{self.kept.note}\n{self.joined.note}"}
        source = self.joined if chosen == JOINED else self.kept
        return dict(zip(self.fact.columns, self.fact.of(source), strict=True))


def _more_precise(one: tuple[Any, ...], other: tuple[Any, ...]) -> str:
    first, second = PartialDate.stored(*one), PartialDate.stored(*other)
    if first is None or second is None or not first.agrees_with(second):
        return ""
    return KEPT if len(first.parts) >= len(second.parts) else JOINED


def compared(kept: Person, joined: Person) -> list[Compared]:
    """Return every fact that either record knows."""
    every = [Compared(fact, kept, joined) for fact in FACTS]
    return [one for one in every if one.of_kept or one.of_joined]


def decided(facts: list[Compared], answers: Mapping[str, str]) -> dict[str, Any]:
    """Return the columns of the record that stays, by what is settled and what was chosen."""
    values: dict[str, Any] = {}
    for one in facts:
        values |= one.values(one.settled or answers[one.name])
    return values
