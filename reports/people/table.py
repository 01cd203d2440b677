"""A page of people as it is read: rows with what their columns tell, headings that sort."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from personnel.models import Person, Title, Unit
from personnel.reading.retirement import leaving
from targets.figures import Outcome
from targets.rules import Criterion

from ..links import page_url
from ..unmet import Together, missed
from ..workforce import GROUP_LABELS
from .columns.column import Column, Reads, Row
from .columns.reading import Beside, Reading
from .columns.register import NAME


@dataclass(frozen=True)
class Heading:
    """A column's heading; `sort` is what its link asks for, "" when it does not sort."""

    label: str
    sort: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Places:
    """The units and titles that rows name, by id; a unit that the user does not see is not told."""

    units: Mapping[int, Unit]
    titles: Mapping[int, Title]

    def named(self, person: Any) -> dict[str, Any]:
        """Return where somebody is and as what, in words; "" for who holds no post."""
        unit = self.units.get(getattr(person, "unit_id", 0))
        title = self.titles.get(getattr(person, "title_id", 0))
        above = self.units.get(unit.above_id or 0) if unit else None
        return {
            "unit": unit.name if unit else "",
            "district": above.name if above and above.is_district else "",
            "title": title.name if title else "",
            "group": GROUP_LABELS[getattr(person, "title_group", title.grouped)] if title else "",
        }


def rows(
    reading: Reading,
    people: Iterable[Any],
    beside: Beside,
    places: Places,
    criterion: Criterion | None,
    together: Together | None = None,
) -> list[Row]:
    """Return people who were read for some columns as rows; no query is made."""
    return [
        Row(
            person,
            reading.columns,
            page_url(reading.lens, "person", person.pk),
            **places.named(person),
            **_judged(reading, person, criterion, together),
            **_beside(reading, person, beside),
            editable=person.editable,
        )
        for person in people
    ]


def _judged(
    reading: Reading, person: Any, criterion: Criterion | None, together: Together | None
) -> dict[str, Any]:
    outcomes = reading.judged(person)
    return {
        "judged": outcomes,
        "outcome": outcomes.get(criterion.code) if criterion else None,
        "missed": told_apart(person, reading.lens.criteria if together else [], together),
        "found": reading.found(person),
    }


def _beside(reading: Reading, person: Person, beside: Beside) -> dict[str, Any]:
    posts, dead = beside.posts.get(person.pk, []), person.pk in beside.dead
    aged = Reads.DEATHS in reading.reads and not dead
    return {
        "posts": posts,
        "papers": beside.papers.get(person.pk, {}),
        "expected": beside.expected.get(person.pk, {}),
        "studies": beside.studies.get(person.pk, []),
        "evaluation": beside.evaluations.get(person.pk),
        "failed": beside.failed.get(person.pk),
        "age": person.age_on(reading.lens.day) if aged else None,
        "retires": leaving(person, posts[0] if posts else None),
    }


def told_apart(
    person: Any, criteria: Sequence[Criterion], together: Together | None
) -> dict[str, tuple[str, ...]]:
    """Return the targets that a person misses, by outcome; nothing unless asked of all together."""
    outcomes: tuple[Outcome, ...] = together.outcomes if together else ()
    return {
        str(outcome.label): tuple(c.label for c in missed(person, criteria, outcome))
        for outcome in outcomes
    }


def headings(
    columns: Iterable[Column], sort: str | None = None, *, in_post: bool = True
) -> list[Heading]:
    """Return the headings in the order of the columns; none sorts where `sort` is None.

    By what a standing says only those are sorted who are `in_post`.
    """
    return [_heading(column, sort, in_post) for column in (NAME, *columns)]


def _heading(column: Column, sort: str | None, in_post: bool) -> Heading:
    """Return a heading whose link sorts by it, the other way round when it does already."""
    if sort is None or column.sort is None or (column.sort.of_standing and not in_post):
        return Heading(column.label)
    if sort.lstrip("-") != column.code:
        return Heading(column.label, column.code)
    backwards = sort.startswith("-")
    return Heading(
        column.label,
        column.code if backwards else f"-{column.code}",
        "descending" if backwards else "ascending",
    )
