"""Lines of years and whom they are about: what is recorded, what was shown, what is typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import QueryDict

from personnel.models import Evaluation, Person, Unit, UnitEvaluation

from .forms import LineForm, PaperForm
from .values import Beside, Value

# Of a person: their number; of a collective: the number of its commune, and which one.
Key = tuple[int, str]
_PREFIX = re.compile(r"n(\d{4})-(\d{1,18})([a-z]*)-grade", re.ASCII)


@dataclass(eq=False)
class Line:
    """One year of a person, or of a collective of a commune.

    `before` are the years beside it, the earliest first. Without `editable` it is only read.
    """

    year: int
    name: str
    about: str
    now: Value
    form: LineForm
    person: Person | None = None
    unit: Unit | None = None
    collective: str = ""
    editable: bool = False
    before: Sequence[Beside] = ()
    paper: PaperForm | None = None

    @property
    def key(self) -> Key:
        """Whom it is about."""
        if self.person:
            return self.person.pk, ""
        return (self.unit.pk if self.unit else 0), self.collective

    @property
    def typed(self) -> Value:
        """What stands in its cells, which are valid; without a paper, that typed for all."""
        typed = self.form.typed
        if not (self.paper and typed.grade and typed.has_no_paper):
            return typed
        common = self.paper.cleaned_data
        return replace(
            typed,
            document_number=common["document_number"],
            document_date=common["document_date"],
        )

    @property
    def changed(self) -> bool:
        """Whether something else is to be written than it showed."""
        return self.typed != self.form.showed


@dataclass
class Section:
    """Lines beneath one heading."""

    label: str
    lines: list[Line] = field(default_factory=list)


class Lines:
    """All lines of a page; `data` is what a user typed."""

    def __init__(
        self, year: int, today: date, data: QueryDict | None = None, *, with_paper: bool = False
    ) -> None:
        self.year, self.today, self.data = year, today, data
        self.paper = PaperForm(data, year=year, today=today) if with_paper else None
        # Those pasted into as a block, and apart from them what is none of it.
        self.sections: list[Section] = []
        self.collectives: list[Section] = []

    @property
    def lines(self) -> list[Line]:
        """Every line, in order."""
        every = (*self.sections, *self.collectives)
        return [line for section in every for line in section.lines]

    @property
    def own(self) -> list[Line]:
        """The lines that the user may type into."""
        return [line for line in self.lines if line.editable]

    @property
    def editable(self) -> bool:
        """Whether there is any such line."""
        return bool(self.own)

    def form(self, key: Key, year: int, now: Value, about: str) -> LineForm:
        """Return the form of a line."""
        prefix = f"n{year}-{key[0]}{key[1]}"
        return LineForm(self.data, prefix=prefix, now=now, about=about, year=year, today=self.today)

    def is_valid(self) -> bool:
        """Whether every cell can be written; errors stand on their cells."""
        valid = [line.form.is_valid() for line in self.own]
        return (self.paper is None or self.paper.is_valid()) and all(valid)

    @property
    def wrong(self) -> int:
        """How many cells have an error."""
        forms = [line.form for line in self.own]
        return sum(len(form.errors) for form in (*forms, *filter(None, [self.paper])))

    @property
    def lost(self) -> int:
        """For how many something was typed that have no line of the user's, any more."""
        own = {(line.year, *line.key) for line in self.own}
        return len([key for key in self._sent() if key not in own])

    def _sent(self) -> Iterable[tuple[int, int, str]]:
        data = self.data.dict() if self.data else {}
        for name, typed in data.items():
            if found := _PREFIX.fullmatch(name):
                seen = Value.read(str(data.get(name.removesuffix("grade") + "seen", "")))
                if seen is None or str(typed).strip() != seen.label:
                    yield int(found[1]), int(found[2]), found[3]

    def data_anew(self, now: Mapping[tuple[int, int, str], Value]) -> QueryDict:
        """Return what was typed, over what is recorded by now where nothing was.

        `now` is by the year and the key of each line.
        """
        data = self.data.copy() if self.data else QueryDict(mutable=True)
        for line in self.own:
            value = now.get((line.year, *line.key), Value())
            if not line.form.errors and not line.changed:
                for cell in line.form.cells:
                    shown = cell.field.prepare_value(value.columns[cell.name])
                    data[cell.html_name] = shown or ""
            data[line.form["seen"].html_name] = value.sent
        return data


def recorded(lines: Iterable[Line]) -> dict[tuple[int, int, str], Evaluation | UnitEvaluation]:
    """Return what is recorded of lines, by year and key; two queries at most."""
    people, units = set[int](), set[int]()
    years = set[int]()
    for line in lines:
        years.add(line.year)
        (people if line.person else units).add(line.key[0])
    return {**of_people(people, years), **of_units(units, years)}


def of_people(
    people: Iterable[int], years: Iterable[int]
) -> dict[tuple[int, int, str], Evaluation]:
    """Return the evaluations of people in some years; one query."""
    found = Evaluation.objects.filter(person__in=list(people), year__in=list(years))
    return {(row.year, row.person_id, ""): row for row in found.order_by()}


def of_units(
    units: Iterable[int], years: Iterable[int]
) -> dict[tuple[int, int, str], UnitEvaluation]:
    """Return the evaluations of the collectives of units in some years; one query."""
    found = UnitEvaluation.objects.filter(unit__in=list(units), year__in=list(years))
    return {(row.year, row.unit_id, row.collective): row for row in found.order_by()}
