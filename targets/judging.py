"""Judging: the same conditions counted by unit, filtered to a list, or told of one person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import add, or_

from django.db.models import Case, CharField, Count, Q, QuerySet, Sum, Value, When

from personnel.models import DossierCount, Person, PersonQuerySet, UnitQuerySet
from personnel.standing import standing

from .figures import Figure, Outcome
from .rules import Criterion

# The key of the sum over all rows read, beside the ids of communes and districts.
EVERYONE = None
NO_FIGURE = Figure()
PARTS = ("covered", "met", "too low")


def outcome_of(criterion: Criterion, day: date) -> Case:
    """Return the expression for one person's outcome, over the columns of a standing."""
    return Case(
        When(criterion.met(day), then=Value(Outcome.MET)),
        When(criterion.too_low(day), then=Value(Outcome.SHORT)),
        When(criterion.cover.on(day), then=Value(Outcome.UNKNOWN)),
        default=Value(Outcome.EXEMPT),
        output_field=CharField(),
    )


def with_outcome(
    rows: QuerySet[Person], criterion: Criterion, day: date, *outcomes: str
) -> QuerySet[Person]:
    """Narrow a standing on `day` to the people whose outcome is one of `outcomes`."""
    return rows.alias(outcome=outcome_of(criterion, day)).filter(outcome__in=outcomes)


def unmet_somewhere(criteria: Iterable[Criterion], day: date) -> Q:
    """Return the condition "does not meet, or nothing recorded, in at least one criterion"."""
    return reduce(or_, (c.unmet(day) for c in criteria if c.about_people))


class UnitCounts:
    """How many people meet each named condition, by unit."""

    def __init__(self, columns: Mapping[str, int], rows: Mapping[int | None, Sequence[int]]):
        self._columns, self._rows = columns, rows

    def __call__(self, name: str, unit_id: int | None = EVERYONE) -> int:
        """Return a count for a commune, a district, or EVERYONE read; 0 where nobody serves."""
        row = self._rows.get(unit_id)
        return row[self._columns[name]] if row else 0


def count_by_unit(day: date, people: PersonQuerySet, conditions: Mapping[str, Q]) -> UnitCounts:
    """Count, for each named condition, those of `people` in post on `day`, by principal unit.

    One query. District counts are the sums of their communes', EVERYONE's of all rows. A
    condition that several names share is counted once.
    """
    position: dict[Q, int] = {}
    columns = {name: position.setdefault(q, len(position)) for name, q in conditions.items()}
    counts = {f"n{at}": Count("pk", filter=condition) for condition, at in position.items()}
    rows = standing(day, people).order_by().values_list("unit_id", "district_id")
    totals: dict[int | None, Sequence[int]] = {}
    for unit, district, *found in rows.annotate(**counts):
        totals[unit] = found
        for above in (district, EVERYONE):
            totals[above] = list(map(add, totals[above], found)) if above in totals else found
    return UnitCounts(columns, totals)


class RollUp:
    """The figures of several criteria on one day, for every unit."""

    def __init__(self, counts: UnitCounts, dossiers: Mapping[int | None, Figure]) -> None:
        self._counts, self._dossiers = counts, dossiers

    def figure(self, criterion: Criterion, unit_id: int | None = EVERYONE) -> Figure:
        """Return the figure of a commune, a district, or of everyone read."""
        if not criterion.about_people:
            return self._dossiers.get(unit_id, NO_FIGURE)
        covered, met, short = (self._counts(f"{criterion.code} {part}", unit_id) for part in PARTS)
        return Figure(met, short, covered - met - short)


def roll_up(
    day: date, criteria: Iterable[Criterion], people: PersonQuerySet, units: UnitQuerySet
) -> RollUp:
    """Return the figures of `criteria` on `day`, over `people` and the dossiers of `units`.

    Two queries at most, whatever the number of units: one about people, one about dossiers.
    """
    of_people = [criterion for criterion in criteria if criterion.about_people]
    conditions: dict[str, Q] = {}
    for criterion in of_people:
        conditions |= figure_conditions(criterion, day)
    return RollUp(count_by_unit(day, people, conditions), dossier_figures(day.year, units))


def figure_conditions(criterion: Criterion, day: date) -> dict[str, Q]:
    """Return the conditions whose counts make up a figure: covered, met, too low, by name."""
    parts = (criterion.cover.on(day), criterion.met(day), criterion.too_low(day))
    return {f"{criterion.code} {name}": part for name, part in zip(PARTS, parts, strict=True)}


def dossier_figures(year: int, units: UnitQuerySet) -> dict[int | None, Figure]:
    """Return the dossiers of `year` handled online (met) or not (short), by unit id."""
    counts = (
        DossierCount.objects.filter(year=year, unit__in=units.communes().values("pk"))
        .order_by()
        .values("unit_id", "unit__parent_id")
        .annotate(done=Sum("online"), all=Sum("total"))
    )
    figures: dict[int | None, Figure] = defaultdict(Figure)
    for row in counts:
        figure = Figure(met=row["done"], short=row["all"] - row["done"])
        for unit in (row["unit_id"], row["unit__parent_id"], EVERYONE):
            figures[unit] += figure
    return figures
