"""Who is counted on a period's day and in no approved report, and who is no longer counted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from personnel.models import DossierCount, Unit
from personnel.models.hierarchy import kept_by
from reports.models import FrozenStanding, Period, Submission
from reports.rules import Rules, lens_of
from reports.sources import FrozenSource
from targets.sources import LiveSource

from .ruling import rules_on


@dataclass(frozen=True)
class Place:
    """A unit and how many of its people are concerned; the district above it, if any."""

    unit: Unit
    people: int

    def __str__(self) -> str:
        above = f", {self.unit.above}" if self.unit.above else ""
        return f"{self.unit}{above} ({self.people} người)"


@dataclass(frozen=True)
class Unreported:
    """What a seal over some reports would leave out, or still count.

    `places` have people who are counted on the day, are in no report, and are under no unit
    that is named as missing; `dossiers` are communes whose counters are so; `gone` is how many
    are in a report and are no longer counted.
    """

    places: list[Place]
    dossiers: list[Unit]
    gone: int

    @property
    def people(self) -> int:
        """How many people are left out."""
        return sum(place.people for place in self.places)

    def __bool__(self) -> bool:
        return bool(self.places or self.dossiers)


def unreported(
    period: Period, counted: Sequence[Submission], absent: Collection[Unit]
) -> Unreported:
    """Return what the reports `counted` leave out while the units `absent` are named.

    Six queries at most; more where groups are named.
    """
    source = live_source(period)
    left_out = source.rows().filter(_left_out(counted, absent)).order_by()
    people = dict(left_out.values_list("unit_id").annotate(n=Count("pk")))
    dossiers = _dossiers(period, counted, absent)
    units = Unit.objects.filter(pk__in={*people, *dossiers}).with_above()
    found = list(units.order_by("code", "valid_from"))
    return Unreported(
        [Place(unit, people[unit.pk]) for unit in found if unit.pk in people],
        [unit for unit in found if unit.pk in dossiers],
        len(_gone(source, counted)),
    )


def live_source(period: Period) -> LiveSource:
    """Return the records of the province on a period's day."""
    return LiveSource.of_province(lens_of(period))


def left_out_of(
    source: LiveSource, counted: Sequence[Submission], absent: Collection[Unit]
) -> QuerySet[Any]:
    """Return the people of `Unreported.places`, as lists show them."""
    return source.listed().filter(_left_out(counted, absent))


def _left_out(counted: Sequence[Submission], absent: Collection[Unit]) -> Q:
    reported = FrozenStanding.objects.of(counted)
    return ~Q(pk__in=reported.values("person")) & ~within_one_of(absent)


def within_one_of(units: Collection[Unit]) -> Q:
    """Return the condition on a standing: its principal post is in one of `units`."""
    found = Q(unit_id__in=_communes_among(units))
    # What a unit stands right below may be nothing at all.
    return found | Q(
        district_id__in=[unit.pk for unit in units if unit.is_district],
        district_id__isnull=False,
    )


def _communes_among(units: Collection[Unit]) -> set[int]:
    """Return the ids of communes that are among units, or in a group among them."""
    communes = {unit.pk for unit in units if unit.is_commune}
    return communes.union(*(unit.parts for unit in units))


def gone_from(
    period: Period, counted: Sequence[Submission]
) -> tuple[FrozenSource, QuerySet[FrozenStanding]]:
    """Return what the reports `counted` say, and those in it who are no longer counted."""
    live = live_source(period)
    lens = Rules(rules_on(period.day)).lens(period.horizon, period.day)
    source = FrozenSource(counted, lens, live.root, "các báo cáo đã duyệt")
    return source, source.listed().filter(person__in=_gone(live, counted))


def _gone(source: LiveSource, counted: Sequence[Submission]) -> set[int]:
    rows = FrozenStanding.objects.of(counted)
    reported = set(rows.values_list("person", flat=True))
    return reported.difference(source.rows().order_by().values_list("pk", flat=True))


def _dossiers(period: Period, counted: Sequence[Submission], absent: Collection[Unit]) -> set[int]:
    """Return the units whose dossiers of the year are in no report."""
    counters = DossierCount.objects.filter(year=period.day.year, total__gt=0)
    named = kept_by([unit.pk for unit in absent if unit.is_district])
    there = counters.placed_on(period.day).annotate(there=F("place")).order_by()
    there = there.exclude(there__in=Unit.objects.filter(named).values("pk"))
    reported = {int(unit) for kept in counted for unit in kept.dossiers}
    return set(there.values_list("there", flat=True)) - reported - _communes_among(absent)
