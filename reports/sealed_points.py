"""What sealed periods say of one criterion in one unit, by the day they are about."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, QuerySet, When

from personnel.models import Unit
from targets.figures import Figure, Outcome
from targets.judging import outcome_of
from targets.rules import Criterion

from .models import FrozenStanding, Period, Submission

_PERIOD = ("period", "period__day", "period__sealed_at", "period__missing")


@dataclass(frozen=True)
class Sealed:
    """The figure of a sealed period (its number); `missing` districts are not in it."""

    period: int
    figure: Figure
    missing: int


def sealed_periods(first: date, last: date) -> list[Period]:
    """Return the periods in effect of the days from `first` to `last`, in order; one query.

    Of one day, the one sealed last comes last.
    """
    found = Period.objects.in_effect().filter(day__range=(first, last))
    return list(found.order_by("day", "sealed_at", "pk").defer("last_year"))


def sealed_figures(
    criterion: Criterion, unit: Unit, periods: Collection[Period]
) -> dict[date, Sealed]:
    """Return the figure of each day that one of the periods was sealed for.

    From frozen rows alone. Of two periods of one day, at two horizons, the one sealed last.
    Several districts together have none, as a period may lack one of them. One query; none where
    nothing is sealed.
    """
    if unit.parts or not periods:
        return {}
    counted = Submission.objects.counted().filter(period__in=periods)
    if not unit.whole_province:
        counted = counted.filter(district=unit.parent_id if _is_commune(unit) else unit.pk)
    if criterion.about_people:
        rows = _judged(criterion, unit, counted, {period.day for period in periods})
    else:
        rows = _dossiers(unit, counted)
    return _by_day(rows, whole=unit.whole_province)


def _by_day(rows: Iterator[tuple[Any, ...]], whole: bool) -> dict[date, Sealed]:
    """Return the sum of each period's figures by its day; the one sealed last comes last."""
    found: dict[Any, Sealed] = {}
    for pk, day, sealed_at, missing, figure in rows:
        kept = found.get((sealed_at, pk, day), Sealed(pk, Figure(), len(missing) if whole else 0))
        found[sealed_at, pk, day] = Sealed(pk, kept.figure + figure, kept.missing)
    return {day: found[at, pk, day] for at, pk, day in sorted(found)}


def _judged(
    criterion: Criterion, unit: Unit, counted: QuerySet[Submission], days: Collection[date]
) -> Iterator[tuple[Any, ...]]:
    """Yield a period's facts with how many people have an outcome, judged on its day."""
    rows = FrozenStanding.objects.filter(submission__in=counted.values("pk"))
    if _is_commune(unit):
        rows = rows.filter(unit_id=unit.pk)
    outcomes = [When(submission__period__day=day, then=outcome_of(criterion, day)) for day in days]
    rows = rows.annotate(outcome=Case(*outcomes, output_field=CharField()))
    facts = [f"submission__{name}" for name in _PERIOD]
    for *period, outcome, people in rows.values_list(*facts, "outcome").annotate(n=Count("pk")):
        yield (*period, Figure(**({} if outcome == Outcome.EXEMPT else {outcome: people})))


def _dossiers(unit: Unit, counted: QuerySet[Submission]) -> Iterator[tuple[Any, ...]]:
    """Yield a period's facts with the dossiers that a submission kept."""
    for *period, kept in counted.values_list(*_PERIOD, "dossiers"):
        for number, (online, total) in kept.items():
            if not _is_commune(unit) or number == str(unit.pk):
                yield (*period, Figure(met=online, short=total - online))


def _is_commune(unit: Unit) -> bool:
    return unit.level == Unit.Level.COMMUNE
