"""Who might be put forward for a title in a commune: in order, and what each lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q

from personnel.models import Person, PersonQuerySet, Post, Title, Unit
from personnel.reading.standing import give_standing, standing
from personnel.reading.supposed import Supposed
from targets.explaining import Line, explain_all
from targets.figures import Outcome
from targets.judging import kinds_asked
from targets.packing import packed, unpacked

from .asked import Asked
from .checked import Checked, Counts
from .facts import Known
from .findings import Finding, findings

_COLUMNS = ("pk", "sex", "birth_date", "birth_precision")


class Row(NamedTuple):
    """What of somebody decides where they stand in the order."""

    pk: int
    sex: str
    birth_date: Any
    birth_precision: str
    number: int


@dataclass(frozen=True)
class Ranked:
    """Somebody in the order: which targets they would meet, and what the checks find."""

    row: Row
    counts: Counts
    findings: list[Finding]

    @property
    def order(self) -> tuple[Any, ...]:
        """What comes first: fewest targets not met, of those fewest not known, then the checks.

        Then whoever is younger. Who is alike in all of it stays in the order of names.
        """
        ranks = tuple(found.state.rank for found in self.findings)
        return self.counts.unmet, self.counts.unknown, *ranks, -self.row.birth_date.toordinal()


@dataclass(frozen=True)
class Shown:
    """Somebody as the page shows them: what they are now, and what they lack for the title."""

    person: Any
    checked: Checked
    unit: Unit | None
    title: Title | None
    url: str

    @property
    def lacking(self) -> list[Line]:
        """The targets that are not met, or of which nothing is recorded."""
        unmet = (Outcome.SHORT, Outcome.UNKNOWN)
        lines = self.checked.lines
        return [line for line in lines if line.criterion.judged and line.outcome in unmet]


def ranked(asked: Asked, supposed: Supposed, within: Unit, groups: Collection[str]) -> list[Ranked]:
    """Return in order everybody in post within a unit whom the user may see; four queries.

    Of `groups` alone, where some are asked for. Not whoever holds the title there already; nor, by
    a day to come, whom the age of the title would have sent home.
    """
    lens = asked.lens
    criteria = [criterion for criterion in lens.criteria if criterion.about_people]
    judged = [at for at, criterion in enumerate(criteria) if criterion.judged]
    people = _people(asked, supposed, within, groups)
    rows = standing(lens.day, people, kinds_asked(criteria), ahead=lens.ahead, supposed=supposed)
    rows = rows.annotate(number=packed(criteria, lens.day)).in_name_order()
    known = Known.of(supposed, lens.day, asked.user, people.order_by().values("pk"))
    found = []
    for row in map(Row._make, rows.values_list(*_COLUMNS, "number")):
        outcomes = unpacked(row.number, criteria)
        counts = Counts.of(outcomes[at] for at in judged)
        found.append(Ranked(row, counts, findings(known.case(row))))
    return sorted(found, key=lambda one: one.order)


def shown(asked: Asked, supposed: Supposed, page: Sequence[Ranked]) -> Iterator[Shown]:
    """Yield those of a page as it shows them; six queries whoever they are."""
    lens, ids = asked.lens, [one.row.pk for one in page]
    people = Person.objects.visible_to(asked.user)
    told = explain_all(people, ids, lens.day, lens.criteria, lens.ahead, supposed)
    records = people.in_bulk(ids)
    give_standing([*records.values()], lens.day, ())
    units = {unit.pk: unit for unit in asked.units}
    titles = {title.pk: title for title in asked.titles}
    # A record that was deleted in between is left out.
    for one in (each for each in page if each.row.pk in told):
        person: Any = records[one.row.pk]
        now = units.get(getattr(person, "unit_id", 0)), titles.get(getattr(person, "title_id", 0))
        checked = Checked(told[person.pk], [each for each in one.findings if not each.asks])
        yield Shown(person, checked, *now, url=asked.url(person=person.pk))


def _people(
    asked: Asked, supposed: Supposed, within: Unit, groups: Collection[str]
) -> PersonQuerySet:
    """Return who is in post within a unit on the day, and does not hold the title there."""
    day = asked.lens.day
    counted = Post.objects.counted_on(day, within, groups)
    holding = Post.objects.held_on(day).filter(title=supposed.title).placed_on(day)
    holding = holding.filter(Q(place=supposed.unit.pk))
    people = Person.objects.visible_to(asked.user).filter(pk__in=counted.values("person_id"))
    return people.exclude(pk__in=holding.values("person_id"))
