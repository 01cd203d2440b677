"""The people of a commune by title group, each with the outcome of every criterion."""

from dataclasses import dataclass
from typing import Any

from personnel.models import Person, PersonQuerySet, Title, Unit
from personnel.standing import standing
from targets.figures import Outcome
from targets.judging import outcome_of
from targets.rules import Criterion

from .lens import Lens
from .sections import ordered


@dataclass(frozen=True)
class Row:
    """One person, their title, and their outcomes in the order of the columns."""

    person: Person
    title: Title
    outcomes: list[Outcome]

    @property
    def unmet(self) -> int:
        """How many criteria the person does not meet, or lacks information for."""
        return sum(outcome in (Outcome.SHORT, Outcome.UNKNOWN) for outcome in self.outcomes)


@dataclass(frozen=True)
class Roster:
    """One title group: the criteria that speak of any of its people, and the people."""

    label: str
    columns: list[Criterion]
    rows: list[Row]


def rosters(lens: Lens, unit: Unit, people: PersonQuerySet) -> list[Roster]:
    """Return the people of a commune by title group, in title order, then name order.

    Two queries: the people, narrowed to those who ever served there, and the titles.
    """
    here = people.ever_in(unit)
    judged = [criterion for criterion in ordered(lens.criteria) if criterion.about_people]
    outcomes = {f"outcome_{at}": outcome_of(c, lens.day) for at, c in enumerate(judged)}
    titles = Title.objects.in_bulk()
    found: dict[str, list[Row]] = {}
    rows = standing(lens.day, here).filter(unit_id=unit.pk).annotate(**outcomes)
    for person in rows.order_by("sort_key", "birth_date", "pk"):
        row = Row(person, titles[person.title_id], [_outcome(person, name) for name in outcomes])
        found.setdefault(person.title_group, []).append(row)
    return [_roster(group, judged, found[group]) for group in Title.Group.values if group in found]


def _outcome(person: Any, name: str) -> Outcome:
    return Outcome(getattr(person, name))


def _roster(group: str, judged: list[Criterion], rows: list[Row]) -> Roster:
    """Leave out the criteria that speak of nobody here."""
    kept = [
        at for at in range(len(judged)) if any(row.outcomes[at] != Outcome.EXEMPT for row in rows)
    ]
    rows = [Row(row.person, row.title, [row.outcomes[at] for at in kept]) for row in rows]
    rows.sort(key=lambda row: row.title.order)
    return Roster(Title.Group(group).label, [judged[at] for at in kept], rows)
