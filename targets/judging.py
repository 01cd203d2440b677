"""Judging: the same expression counted by unit, filtered to a list, or told of one person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import add, or_
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    F,
    Field,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.sql.compiler import SQLCompiler

from personnel.models import DossierCount, Unit, UnitQuerySet
from personnel.models.hierarchy import ABOVE
from personnel.reading.standing import flag
from personnel.scope import Viewer

from .conditions import NotTrue
from .figures import Figure, Outcome
from .rules import Criterion

# The key of the sum over all rows read, beside the ids of communes and districts.
EVERYONE = None
NO_FIGURE = Figure()
Totals = dict[int | None, Sequence[int]]
# Where figures are asked for: a unit's id, several units together, or EVERYONE.
Place = int | frozenset[int] | None

# One sum carries the counts of a figure: met as ones, short and unknown as multiples of BASE and
# its square, those of a group that is not confirmed as multiples of its cube. A commune has some
# forty people; both databases add such whole numbers.
BASE = 2**15
WEIGHTS = {Outcome.MET: 1, Outcome.SHORT: BASE, Outcome.UNKNOWN: BASE**2, Outcome.EXEMPT: 0}
UNSURE = F("group_unconfirmed") * Value(BASE**3, BigIntegerField())


def figure_key(unit: Unit) -> Place:
    """Return where a roll-up keeps the figures of `unit`: the province is everyone read."""
    if unit.parts:
        return unit.parts
    return EVERYONE if unit.is_province else unit.pk


class Judgement(Func):
    """What a criterion says of one person: a value for each outcome, over a standing's columns.

    The one place where an outcome is decided. Who is covered comes first, so that a comparison
    with nothing recorded (null) never makes anyone exempt. `besides` is added to the value of
    whoever is covered.
    """

    def __init__(
        self, criterion: Criterion, day: date, values: Mapping[Outcome, Any], output_field: Field,
        besides: Combinable | None = None,
    ) -> None:  # fmt: skip
        conditions = (criterion.covers(day), criterion.reached, criterion.too_low)
        added = () if besides is None else (besides,)
        super().__init__(*conditions, *added, output_field=output_field)
        self.values = values

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: Any,
        function: str | None = None,
        template: str | None = None,
        arg_joiner: str | None = None,
        **extra_context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        """Return the nested case; values and conditions stay parameters."""
        covered, reached, too_low, *besides = map(compiler.compile, self.get_source_expressions())
        more = "".join(f" + {added}" for added, _ in besides)
        sql = (
            f"CASE WHEN {covered[0]} THEN CASE WHEN {reached[0]} THEN %s"
            f" WHEN {too_low[0]} THEN %s ELSE %s END{more} ELSE %s END"
        )
        met, short, unknown, exempt = (self.values[outcome] for outcome in Outcome)
        asked = (*covered[1], *reached[1], met, *too_low[1], short, unknown)
        return sql, (*asked, *(param for _, params in besides for param in params), exempt)


def outcome_of(criterion: Criterion, day: date) -> Judgement:
    """Return the expression for one person's outcome."""
    names = {outcome: outcome.value for outcome in Outcome}
    return Judgement(criterion, day, names, CharField())


def with_outcome(
    rows: QuerySet[Any], criterion: Criterion, day: date, *outcomes: str
) -> QuerySet[Any]:
    """Narrow a standing on `day` to the people whose outcome is one of `outcomes`."""
    return rows.alias(outcome=outcome_of(criterion, day)).filter(outcome__in=outcomes)


def targets_for_people(criteria: Iterable[Criterion]) -> list[Criterion]:
    """Return the criteria by which a person meets the resolution or not.

    Those that the text names no number for are only monitored: nobody falls short of one.
    """
    return [criterion for criterion in criteria if criterion.about_people and criterion.judged]


def short_somewhere(criteria: Iterable[Criterion], day: date) -> Q:
    """Return the condition "too low in at least one target"."""
    return _any(criterion.falls_short(day) for criterion in targets_for_people(criteria))


def only_lacking(criteria: Iterable[Criterion], day: date) -> Q:
    """Return the condition "too low in no target, but nothing recorded for at least one"."""
    criteria = targets_for_people(criteria)
    lacking = _any(criterion.lacks(day) for criterion in criteria)
    return lacking & Q(NotTrue(short_somewhere(criteria, day)))


def unmet_somewhere(criteria: Iterable[Criterion], day: date) -> Q:
    """Return the condition "too low, or nothing recorded, in at least one target"."""
    return _any(criterion.unmet(day) for criterion in targets_for_people(criteria))


def meets_all(criteria: Iterable[Criterion], day: date) -> Q:
    """Return the condition "misses no target": everything asked of the person is met."""
    return Q(NotTrue(unmet_somewhere(criteria, day)))


def _any(conditions: Iterable[Q]) -> Q:
    """Return "one of `conditions` holds"; of none, nobody."""
    return reduce(or_, conditions, Q()) or Q(pk__isnull=True)


class UnitCounts:
    """How many people meet each named condition, by unit."""

    def __init__(self, columns: Mapping[str, int], rows: Mapping[int | None, Sequence[int]]):
        self._columns, self._rows = columns, rows

    def holds(self, name: str) -> bool:
        """Whether the condition of this name was counted."""
        return name in self._columns

    def __call__(self, name: str, place: Place = EVERYONE) -> int:
        """Return a count for a unit, several, or EVERYONE read; 0 where nobody serves."""
        if isinstance(place, frozenset):
            return sum(self(name, unit) for unit in place)
        row = self._rows.get(place)
        return row[self._columns[name]] if row else 0


def count_rows(rows: QuerySet[Any], conditions: Mapping[str, Q]) -> UnitCounts:
    """Count, for each named condition, the rows of a standing, live or frozen, by principal unit.

    One query. District counts are the sums of their communes', EVERYONE's of all rows. A
    condition that several names share is counted once.
    """
    columns, counts = _counts(conditions)
    rows = rows.order_by().values_list("unit_id", "district_id")
    return UnitCounts(columns, with_sums(rows.annotate(**counts)))


def count_query(rows: QuerySet[Any], conditions: Iterable[Q]) -> QuerySet[Any, Any]:
    """Return the query that `count_rows` asks of each of these conditions."""
    counts = {f"n{at}": Count("pk", filter=where) for at, where in enumerate(conditions)}
    return rows.order_by().values_list("unit_id", "district_id").annotate(**counts)


def as_counts(totals: Totals, names: Iterable[str]) -> UnitCounts:
    """Return the counts that `with_sums` makes of it, by the names of its conditions in order."""
    return UnitCounts({name: at for at, name in enumerate(names)}, totals)


def _counts(conditions: Mapping[str, Q]) -> tuple[dict[str, int], dict[str, Count]]:
    """Return which count each name stands for, and the counts."""
    columns = _named(conditions)
    return columns, {f"n{at}": Count("pk", filter=conditions[n]) for n, at in columns.items()}


def _named(conditions: Mapping[str, Q]) -> dict[str, int]:
    """Return which count each name stands for: those of one condition share theirs."""
    position: dict[Q, int] = {}
    return {name: position.setdefault(q, len(position)) for name, q in conditions.items()}


def with_sums(communes: Iterable[Sequence[Any]]) -> Totals:
    """Add the districts and EVERYONE to rows of a commune, its district and numbers.

    A commune of several rows has their sum.
    """
    totals: Totals = {}
    for unit, district, *found in communes:
        for place in (unit, district, EVERYONE):
            totals[place] = list(map(add, totals[place], found)) if place in totals else found
    return totals


class RollUp:
    """The figures of several criteria on one day, for every unit."""

    def __init__(
        self,
        columns: Mapping[str, int],
        counts: Mapping[int | None, Sequence[int]],
        dossiers: Mapping[int | None, Figure],
    ) -> None:
        self._columns, self._counts, self._dossiers = columns, counts, dossiers

    def holds(self, criterion: Criterion) -> bool:
        """Whether the criterion is one of those about people that were counted."""
        return criterion.code in self._columns

    def figure(self, criterion: Criterion, place: Place = EVERYONE) -> Figure:
        """Return the figure of a unit, of several, or of everyone read."""
        if isinstance(place, frozenset):
            return sum((self.figure(criterion, unit) for unit in place), NO_FIGURE)
        if not criterion.about_people:
            return self._dossiers.get(place, NO_FIGURE)
        if place not in self._counts:
            return NO_FIGURE
        at = self._columns[criterion.code]
        return Figure(*self._counts[place][at : at + 4])


class Restated(RollUp):
    """Figures in which some people are told otherwise: taken out as one thing, put in as another.

    All three hold the criteria asked for.
    """

    def __init__(self, figures: RollUp, taken: RollUp, put: RollUp) -> None:
        self._figures, self._taken, self._put = figures, taken, put

    def holds(self, criterion: Criterion) -> bool:
        """Whether the criterion can be told otherwise."""
        return all(each.holds(criterion) for each in (self._figures, self._taken, self._put))

    def figure(self, criterion: Criterion, place: Place = EVERYONE) -> Figure:
        """Return the figure of a unit, of several, or of everyone read."""
        figures, taken, put = (
            each.figure(criterion, place) for each in (self._figures, self._taken, self._put)
        )
        return figures - taken + put


def roll_up_rows(
    rows: QuerySet[Any],
    day: date,
    criteria: Iterable[Criterion],
    dossiers: Mapping[int | None, Figure],
) -> RollUp:
    """Return the figures of `criteria` over the rows of a standing on `day`, live or frozen.

    The rows have the columns of `kinds_asked` and `group_unconfirmed`; the dossiers' figures are
    as `dossier_totals` gives them. One query, if any criterion is about people.
    """
    return roll_up_and_count(rows, day, criteria, dossiers, {})[0]


def roll_up_and_count(
    rows: QuerySet[Any],
    day: date,
    criteria: Iterable[Criterion],
    dossiers: Mapping[int | None, Figure],
    conditions: Mapping[str, Q],
) -> tuple[RollUp, UnitCounts]:
    """Return what `roll_up_rows` and `count_rows` do, in one query and one reading of the rows."""
    criteria = list(criteria)
    asked = any(criterion.about_people for criterion in criteria) or conditions
    found = list(counted(rows, day, criteria, conditions)) if asked else []
    return as_counted(added_up(found, criteria), criteria, dossiers, conditions)


def counted(
    rows: QuerySet[Any], day: date, criteria: Iterable[Criterion], conditions: Mapping[str, Q]
) -> QuerySet[Any, Any]:
    """Return the query of a roll-up: for `added_up` to read."""
    of_people = [criterion for criterion in criteria if criterion.about_people]
    (_, sums), (_, counts) = _sums(of_people, day), _counts(conditions)
    return rows.order_by().values_list("unit_id", "district_id").annotate(**sums, **counts)


class AddedUp(NamedTuple):
    """What a roll-up comes to by unit, to be read alone: of each criterion four counts; counts."""

    figures: Totals
    counts: Totals


def added_up(found: Sequence[Sequence[Any]], criteria: Iterable[Criterion]) -> AddedUp:
    """Return what the rows come to that the query of `counted` found, asked of these criteria."""
    sums = sum(criterion.about_people for criterion in criteria)
    return AddedUp(_judged(found, sums), _counted(found, sums))


def as_counted(
    added: AddedUp,
    criteria: Iterable[Criterion],
    dossiers: Mapping[int | None, Figure],
    conditions: Mapping[str, Q],
) -> tuple[RollUp, UnitCounts]:
    """Return the figures and counts of what a roll-up comes to, asked the same."""
    columns = _columns([criterion for criterion in criteria if criterion.about_people])
    figures = RollUp(columns, added.figures, dossiers)
    return figures, UnitCounts(_named(conditions), added.counts)


def roll_up_apart(
    rows: QuerySet[Any],
    day: date,
    criteria: Iterable[Criterion],
    conditions: Mapping[str, Q],
    apart: Q,
) -> dict[bool, tuple[RollUp, UnitCounts]]:
    """Return what `roll_up_and_count` does by whether the condition `apart` holds; one query.

    Of people alone: dossiers have no figure in it.
    """
    criteria = list(criteria)
    found = counted_apart(rows, day, criteria, conditions, apart)
    return as_counted_apart(added_up_apart(found, criteria), criteria, conditions)


def counted_apart(
    rows: QuerySet[Any],
    day: date,
    criteria: Iterable[Criterion],
    conditions: Mapping[str, Q],
    apart: Q,
) -> QuerySet[Any, Any]:
    """Return the query of a roll-up told apart: for `added_up_apart` to read."""
    of_people = [criterion for criterion in criteria if criterion.about_people]
    (_, sums), (_, counts) = _sums(of_people, day), _counts(conditions)
    rows = rows.order_by().annotate(told_apart=flag(apart))
    rows = rows.values_list("told_apart", "unit_id", "district_id")
    return rows.annotate(**sums, **counts)


def added_up_apart(
    found: Iterable[Sequence[Any]], criteria: Collection[Criterion]
) -> dict[bool, AddedUp]:
    """Return what the rows come to that the query of `counted_apart` found, asked the same."""
    told = defaultdict[bool, list[Sequence[Any]]](list)
    for apart, *row in found:
        told[bool(apart)].append(row)
    return {apart: added_up(told[apart], criteria) for apart in (False, True)}


def as_counted_apart(
    added: Mapping[bool, AddedUp], criteria: Collection[Criterion], conditions: Mapping[str, Q]
) -> dict[bool, tuple[RollUp, UnitCounts]]:
    """Return the figures and counts of what a roll-up told apart comes to, asked the same."""
    return {apart: as_counted(each, criteria, {}, conditions) for apart, each in added.items()}


def _judged(rows: Iterable[Sequence[Any]], sums: int) -> Totals:
    """Return the figures of rows of a commune, its district, packed sums and counts."""
    end = 2 + sums
    return with_sums([*row[:2], *_unpacked(row[2:end])] for row in rows)


def _counted(rows: Iterable[Sequence[Any]], sums: int) -> Totals:
    """Return the counts of the same."""
    return with_sums([*row[:2], *row[2 + sums :]] for row in rows)


def _sums(criteria: Sequence[Criterion], day: date) -> tuple[dict[str, int], dict[str, Sum]]:
    """Return where the counts of each criterion begin, and the sums that carry them."""
    sums = {f"c{at}": Sum(_weighed(criterion, day)) for at, criterion in enumerate(criteria)}
    return _columns(criteria), sums


def _columns(criteria: Sequence[Criterion]) -> dict[str, int]:
    """Return where the counts of each criterion begin."""
    return {criterion.code: 4 * at for at, criterion in enumerate(criteria)}


def _weighed(criterion: Criterion, day: date) -> Judgement:
    """Return what the outcome of a person adds to a figure, and that of a group not confirmed."""
    besides = UNSURE if criterion.title_groups else None
    return Judgement(criterion, day, WEIGHTS, IntegerField(), besides)


def kinds_asked(criteria: Iterable[Criterion]) -> list[str]:
    """Return the kinds of credential that the criteria look at."""
    return sorted({ask.kind for criterion in criteria for ask in criterion.asks})


def _unpacked(sums: Iterable[int]) -> list[int]:
    """Return met, short, unknown and unconfirmed for each sum, one after another."""
    counts: list[int] = []
    for packed in sums:
        rest, met = divmod(int(packed), BASE)
        rest, short = divmod(rest, BASE)
        unsure, unknown = divmod(rest, BASE)
        counts += (met, short, unknown, unsure)
    return counts


def dossier_figures(
    year: int, units: UnitQuerySet, map_day: date, viewer: Viewer | None = None
) -> dict[int | None, Figure]:
    """Return the dossiers that the query of `dossier_counters` finds, by unit id. One query."""
    return dossier_totals(dossier_counters(year, units, map_day, viewer))


def dossier_counters(
    year: int, units: UnitQuerySet, map_day: date, viewer: Viewer | None = None
) -> QuerySet[Any, Any]:
    """Return the query of the dossiers of `year` for `dossier_totals` to read.

    Those that count in `units` by the map of a day, each in the unit that stands there for the
    one that counted them; only what the `viewer` may see, without one all.
    """
    communes = units.communes().order_by().values("pk")
    counted = DossierCount.objects.filter(year=year).placed_on(map_day)
    if viewer and not viewer.sees_province:
        counted = counted.filter(unit__in=viewer.scope.units | viewer.scope.defaults)
    above = Unit.objects.filter(pk=OuterRef("place")).order_by().values(ABOVE)
    rows = counted.order_by().annotate(there=F("place"), below=Subquery(above))
    return rows.filter(there__in=communes).values_list("there", "below", "online", "total")


def dossier_totals(counters: Iterable[Sequence[Any]]) -> dict[int | None, Figure]:
    """Return the dossiers handled online (met) or not (short), by unit id.

    From rows of a commune, its district, online and total.
    """
    return {
        unit: Figure(met=online, short=total - online)
        for unit, (online, total) in with_sums(counters).items()
    }
