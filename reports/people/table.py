"""One page of the list as it is read: posts and levels named, headings that sort."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from personnel.levels import KINDS
from personnel.models import Person, Title, Unit
from targets.figures import Outcome
from targets.rules import Criterion

from ..lens import Lens
from .selection import SHOWN_KINDS


@dataclass(frozen=True)
class Row:
    """One person of the list: who, where, what they hold, and the outcome asked about.

    `url` is of the person's own page.
    """

    url: str
    person: Person
    unit: Unit | None
    title: Title | None
    levels: list[tuple[str, str]]
    outcome: Outcome | None

    @property
    def birth(self) -> date | str:
        """A real date when the day is known, otherwise what was entered."""
        exact = self.person.birth_precision == "day"
        return self.person.birth_date if exact else self.person.birth_shown


@dataclass(frozen=True)
class Heading:
    """A column's heading; `sort` is what its link asks for, "" when it does not sort."""

    label: str
    sort: str = ""
    sorted: str = ""


def shown_kinds(criterion: Criterion | None) -> list[str]:
    """Return the kinds of credential that get a column."""
    asked = [ask.kind for ask in criterion.asks] if criterion else []
    return list(dict.fromkeys((*asked, *SHOWN_KINDS)))


def rows(
    lens: Lens,
    people: Iterable[Any],
    units: Mapping[int, Unit],
    titles: Mapping[int, Title],
    criterion: Criterion | None,
) -> list[Row]:
    """Return people with their standing as rows; no query is made."""
    kinds, page = shown_kinds(criterion), lens.query
    return [
        Row(
            f"{reverse('person', args=[person.pk])}?{page}",
            person,
            units.get(getattr(person, "unit_id", 0)),
            titles.get(getattr(person, "title_id", 0)),
            [(KINDS[kind].short, _level(person, kind)) for kind in kinds],
            Outcome(person.outcome) if hasattr(person, "outcome") else None,
        )
        for person in people
    ]


def _level(person: Person, kind: str) -> str:
    level = getattr(person, kind, None)
    return "" if level is None else KINDS[kind].level_label(level)


def headings(sort: str, criterion: Criterion | None) -> list[Heading]:
    """Return the headings in the order of the columns, given how the list is sorted."""
    levels = [Heading(KINDS[kind].short) for kind in shown_kinds(criterion)]
    outcome = [Heading("Kết quả")] if criterion else []
    return [
        _sorting("Họ và tên", "name", sort),
        _sorting("Ngày sinh", "birth", sort),
        Heading("Giới tính"),
        _sorting("Đơn vị", "unit", sort),
        _sorting("Chức danh", "title", sort),
        *levels,
        *outcome,
        Heading("Số CCCD"),
    ]


def _sorting(label: str, code: str, sort: str) -> Heading:
    """Return a heading whose link sorts by it, the other way round when it does already."""
    if sort.lstrip("-") != code:
        return Heading(label, code)
    backwards = sort.startswith("-")
    return Heading(
        label, code if backwards else f"-{code}", "descending" if backwards else "ascending"
    )
