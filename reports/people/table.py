"""A page of people as it is read: posts and levels named, headings that sort."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from personnel.kinds import KINDS
from personnel.models import Title, Unit
from targets.figures import Outcome
from targets.lens import Lens
from targets.rules import Criterion

from ..links import page_url
from ..unmet import Together, missed

SHOWN_KINDS = tuple(kind.code for kind in KINDS.values() if kind.in_lists)
# What a list can be sorted by, by the heading that does it.
SORTING = {"Họ và tên": "name", "Ngày sinh": "birth", "Đơn vị": "unit", "Chức danh": "title"}


@dataclass(frozen=True)
class Row:
    """One person of a list in words, whether recorded now or kept with a submission.

    Flat, as a page has fifty of them and a template looks every name up. `person` is what was
    read; `url` is of the person's own page, "" for none; `outcome` is of the criterion asked
    about, `today` what today's rules say instead; `missed` the targets missed by each outcome that
    the list tells apart.
    """

    person: Any
    url: str
    name: str
    birth_shown: str
    sex: str
    unit: str
    title: str
    levels: list[tuple[str, str]]
    outcome: Outcome | None
    cccd: str
    editable: bool = False
    today: Outcome | None = None
    missed: Sequence[tuple[str, list[Criterion]]] = ()

    @classmethod
    def of(cls, person: Any, kinds: Iterable[str], **known: Any) -> "Row":
        """Return the row of a person read with the levels of these kinds as attributes."""
        return cls(
            person,
            name=person.full_name,
            birth_shown=person.birth_shown,
            sex=person.get_sex_display(),
            levels=[(KINDS[kind].short, _level(person, kind)) for kind in kinds],
            cccd=person.masked_cccd,
            **known,
        )

    @property
    def birth(self) -> date | str:
        """A real date when the day is known, otherwise what was entered."""
        exact = self.person.birth_precision == "day"
        return self.person.birth_date if exact else self.birth_shown


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
    together: Together | None = None,
) -> list[Row]:
    """Return people with their standing as rows; no query is made."""
    kinds, criteria = shown_kinds(criterion), lens.criteria if together else []
    return [
        Row.of(
            person,
            kinds,
            url=page_url(lens, "person", person.pk),
            unit=_name(units, getattr(person, "unit_id", 0)),
            title=_name(titles, getattr(person, "title_id", 0)),
            outcome=Outcome(person.outcome) if criterion else None,
            editable=person.editable,
            missed=told_apart(person, criteria, together),
        )
        for person in people
    ]


def _name(known: Mapping[int, Unit] | Mapping[int, Title], pk: int) -> str:
    return known[pk].name if pk in known else ""


def _level(person: Any, kind: str) -> str:
    level = getattr(person, kind, None)
    return "" if level is None else KINDS[kind].level_label(level)


def told_apart(
    person: Any, criteria: Sequence[Criterion], together: Together | None
) -> list[tuple[str, list[Criterion]]]:
    """Return the targets that a person misses, by outcome; nothing unless asked of all together."""
    outcomes = together.outcomes if together else ()
    return [(str(outcome.label), missed(person, criteria, outcome)) for outcome in outcomes]


def headings(
    criterion: Criterion | None, sort: str | None = None, together: Together | None = None
) -> list[Heading]:
    """Return the headings in the order of the columns; none sorts where `sort` is None."""
    levels = [KINDS[kind].short for kind in shown_kinds(criterion)]
    outcome = ["Kết quả"] if criterion else []
    outcome += [str(outcome.label) for outcome in together.outcomes] if together else []
    before = ("Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị", "Chức danh")
    labels = (*before, *levels, *outcome, "Số CCCD")
    sorting = {} if sort is None else SORTING
    return [_heading(label, sorting.get(label, ""), sort or "") for label in labels]


def _heading(label: str, code: str, sort: str) -> Heading:
    """Return a heading whose link sorts by it, the other way round when it does already."""
    if not code or sort.lstrip("-") != code:
        return Heading(label, code)
    backwards = sort.startswith("-")
    return Heading(
        label, code if backwards else f"-{code}", "descending" if backwards else "ascending"
    )
