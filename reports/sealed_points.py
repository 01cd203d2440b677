"""What sealed periods say of one criterion in one unit, by the day they are about."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, Q, QuerySet, When

from personnel.basics.asked_again import found_again
from personnel.models import Unit
from personnel.reading.standing import within
from targets.figures import Figure, Outcome
from targets.judging import outcome_of
from targets.rules import Criterion

from .models import FrozenStanding, Period, Submission
from .reporters import reporting_for
from .rules import Rules

# A period (its number), and the figure of a part of what it was sealed with.
Part = tuple[int, Figure]


@dataclass(frozen=True)
class Sealed:
    """The figure of a sealed period (its number); `missing` units are not in it.

    `criterion` is what was asked then.
    """

    period: int
    criterion: Criterion
    figure: Figure
    missing: int


def sealed_periods(first: date, last: date) -> list[Period]:
    """Return the periods in effect of the days from `first` to `last`, in order; one query.

    Of one day, the one sealed last comes last. With the rules of each.
    """

    def write() -> QuerySet[Period]:
        found = Period.objects.in_effect().filter(day__range=(first, last))
        return found.order_by("day", "sealed_at", "pk").select_related("rules").defer("last_year")

    return found_again(("sealed periods", first, last), write, Period)


def sealed_figures(
    criterion: Criterion, unit: Unit, periods: Collection[Period]
) -> dict[date, Sealed]:
    """Return the figure of each day that one of the periods was sealed for.

    From frozen rows alone, by the rules of the seal; none where these had no such criterion. Of
    two periods of one day, at two horizons, the one sealed last. Several units together have
    none, as a period may lack one of them, nor has a group that lacks one. One query; more where
    groups reported; none where nothing is sealed.
    """
    if unit.is_several or not periods:
        return {}
    asked = _asked(criterion.code, periods)
    counted = _counted(unit, [period for period in periods if period.pk in asked])
    if counted is None:
        return {}
    about_people = criterion.about_people
    days = {period.pk: period.day for period in periods}
    parts = _judged(asked, days, unit, counted) if about_people else _dossiers(unit, counted)
    figures: dict[int, Figure] = {}
    for pk, figure in parts:
        figures[pk] = figures.get(pk, Figure()) + figure
    # In the order of the seals: of one day, the last one stays.
    return {
        period.day: _sealed(period, asked[period.pk], figures[period.pk], whole=unit.whole_province)
        for period in periods
        if period.pk in figures
    }


def _counted(unit: Unit, periods: Collection[Period]) -> QuerySet[Submission] | None:
    """Return the reports of some periods that a unit is in as a whole; None where it is in none."""
    found = Submission.objects.counted().filter(period__in=periods)
    if unit.whole_province:
        return found if periods else None
    inside = Q()
    for period in periods:
        reporting = reporting_for(period, unit)
        if reporting.isdisjoint(facts["id"] for facts in period.missing):
            inside |= Q(period=period, district__in=reporting)
    return found.filter(inside) if inside else None


def _asked(code: str, periods: Iterable[Period]) -> dict[int, Criterion]:
    """Return the criterion of that code as each period was sealed by it, by period."""
    books = {period.pk: Rules(period.rules.facts).criteria for period in periods if period.rules}
    return {pk: criteria[code] for pk, criteria in books.items() if code in criteria}


def _sealed(period: Period, criterion: Criterion, figure: Figure, *, whole: bool) -> Sealed:
    return Sealed(period.pk, criterion, figure, len(period.missing) if whole else 0)


def _judged(
    asked: Mapping[int, Criterion], days: Mapping[int, date], unit: Unit,
    counted: QuerySet[Submission],
) -> Iterator[Part]:  # fmt: skip
    """Yield how many people of a period have an outcome, as they were judged."""
    rows = FrozenStanding.objects.of(counted).filter(within(unit))
    outcomes = [
        When(submission__period=pk, then=outcome_of(criterion, days[pk]))
        for pk, criterion in asked.items()
    ]
    rows = rows.annotate(outcome=Case(*outcomes, output_field=CharField()))
    found = rows.values_list("submission__period", "outcome").annotate(n=Count("pk"))
    for pk, outcome, people in found:
        yield pk, Figure(**({} if outcome == Outcome.EXEMPT else {outcome: people}))


def _dossiers(unit: Unit, counted: QuerySet[Submission]) -> Iterator[Part]:
    """Yield the dossiers that a submission of a period kept."""
    for pk, kept in counted.values_list("period", "dossiers"):
        for number, (online, total) in kept.items():
            if not unit.is_commune or number == str(unit.pk):
                yield pk, Figure(met=online, short=total - online)
