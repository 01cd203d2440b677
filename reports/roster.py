"""The people of a commune by title group, each with the outcome of every criterion."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from personnel.kinds import KINDS
from personnel.models import Person, Title
from targets.figures import Outcome
from targets.judging import outcome_of
from targets.rules import Criterion
from targets.sources import Source

from .sections import ordered
from .workforce import GROUP_LABELS


@dataclass(frozen=True)
class Row:
    """One person, their title, and their outcomes by criterion in the order of the columns."""

    person: Person
    title: Title
    judged: list[tuple[Criterion, Outcome]]

    @property
    def outcomes(self) -> list[Outcome]:
        """The outcomes alone."""
        return [outcome for _, outcome in self.judged]

    @property
    def short(self) -> int:
        """How many targets the person does not meet; what is only monitored is none."""
        return self._targets(Outcome.SHORT)

    @property
    def unknown(self) -> int:
        """For how many targets nothing is recorded."""
        return self._targets(Outcome.UNKNOWN)

    def _targets(self, outcome: Outcome) -> int:
        return sum(found == outcome for criterion, found in self.judged if criterion.judged)


@dataclass(frozen=True)
class Roster:
    """One title group: the criteria that speak of any of its people, and the people."""

    label: str
    columns: list[Criterion]
    rows: list[Row]


def rosters(source: Source) -> list[Roster]:
    """Return the people of a commune by title group, in title order, then name order.

    Two queries: the people and the titles.
    """
    lens = source.lens
    judged = [criterion for criterion in ordered(lens.criteria) if criterion.about_people]
    named = {f"outcome_{at}": criterion for at, criterion in enumerate(judged)}
    outcomes = {name: outcome_of(criterion, lens.day) for name, criterion in named.items()}
    titles = Title.objects.in_bulk()
    found: dict[str, list[Row]] = {}
    rows = source.rows(tuple(KINDS)).annotate(**outcomes)
    for person in rows.order_by("sort_key", "birth_date", "pk"):
        row = Row(person, titles[person.title_id], _judged(person, named))
        found.setdefault(person.title_group, []).append(row)
    return [_roster(group, judged, found[group]) for group in Title.Group.values if group in found]


def _judged(person: Any, named: Mapping[str, Criterion]) -> list[tuple[Criterion, Outcome]]:
    return [(criterion, Outcome(getattr(person, name))) for name, criterion in named.items()]


def _roster(group: str, judged: list[Criterion], rows: list[Row]) -> Roster:
    """Leave out the criteria that speak of nobody here."""
    kept = [
        at for at in range(len(judged)) if any(row.outcomes[at] != Outcome.EXEMPT for row in rows)
    ]
    rows = [replace(row, judged=[row.judged[at] for at in kept]) for row in rows]
    rows.sort(key=lambda row: row.title.order)
    return Roster(GROUP_LABELS[group], [judged[at] for at in kept], rows)
