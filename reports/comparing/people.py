"""The people behind a step: who they are, and how each side tells of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from personnel.kinds import KINDS
from personnel.models import Person
from personnel.reading.standing import within
from personnel.scope import Viewer
from reports.links import page_url
from targets.figures import Outcome
from targets.judging import outcome_of
from targets.rules import Criterion
from targets.sources import Source

from .sides import Sides


@dataclass(frozen=True)
class Told:
    """A person as one side has them: where and as what, the levels asked for, and the outcome."""

    unit: str
    title: str
    levels: list[tuple[str, str]]
    outcome: Outcome


@dataclass(frozen=True)
class Compared:
    """A person on both sides; None where they are not counted. `url` is "" of who is gone."""

    person: int
    name: str
    url: str
    before: Told | None
    after: Told | None


def in_name_order(sides: Sides, people: Collection[int]) -> list[tuple[int, str]]:
    """Return people with their names, as lists sort them; two queries."""
    found: dict[int, tuple[bytes, str]] = {}
    for side in (sides.before, sides.after):
        rows = _rows(side.source, side.source.rows(()), people)
        columns = (side.source.person_column, "sort_key", "full_name")
        found |= {pk: (bytes(key), name) for pk, key, name in rows.values_list(*columns)}
    ordered = sorted(found.items(), key=lambda each: (each[1][0], each[0]))
    return [(person, name) for person, (_, name) in ordered]


def compared(
    sides: Sides, criterion: str, page: Sequence[tuple[int, str]], user: Viewer
) -> Iterator[Compared]:
    """Yield people of a page as both sides tell of them, with links to those in view."""
    ids = [person for person, _ in page]
    seen = set(Person.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    before, after = (_told(each.source, criterion, ids) for each in (sides.before, sides.after))
    for person, name in page:
        url = page_url(sides.lens, "person", person) if person in seen else ""
        yield Compared(person, name, url, before.get(person), after.get(person))


def _told(source: Source, code: str, people: Collection[int]) -> Mapping[int, Told]:
    criterion = source.lens.known[code]
    rows = _rows(source, source.listed(), people)
    rows = rows.annotate(outcome=outcome_of(criterion, source.lens.day))
    names = {unit.pk: unit.name for unit in source.units}
    return {row.person: _of_row(row, criterion, names) for row in rows}


def _of_row(row: Any, criterion: Criterion, names: Mapping[int, str]) -> Told:
    held = ((ask.kind, getattr(row, ask.kind)) for ask in criterion.asks)
    levels = [
        (KINDS[kind].short, "" if level is None else KINDS[kind].level_label(level))
        for kind, level in held
    ]
    place = names.get(row.unit_id, row.unit_code)
    return Told(place, row.title_name, levels, Outcome(row.outcome))


def _rows(source: Source, rows: QuerySet[Any], people: Collection[int]) -> QuerySet[Any]:
    """Narrow rows to people; a frozen source has those of its whole districts."""
    asked = {f"{source.person_column}__in": people}
    return rows.filter(within(source.root), **asked)
