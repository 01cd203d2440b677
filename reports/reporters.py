"""Which units hand in for a period, and which hands in for a unit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from personnel.models import Membership, Unit, UnitQuerySet
from personnel.models.hierarchy import kept_by
from personnel.reading.counted import has_figures
from personnel.scope import Viewer
from personnel.words.units import counted
from personnel.words.vietnamese import dotted

from .models import Period, ReportsBy, Submission
from .models.reporting import hands_in, in_groups_of, reported_to

# Of communes that are in no group, more than these are counted and not named.
NAMED = 5


def reporters_of(period: Period) -> UnitQuerySet:
    """Return the units that hand in for a period, by code."""
    return _handing_in(period.reports_by, period.day)


def reporters_in_view(period: Period, user: Viewer) -> frozenset[int]:
    """Return the ids of units all of whose report a user may see; none where that is the province.

    One query where groups hand in.
    """
    if period.reports_by != ReportsBy.GROUPS or user.sees_province:
        return user.scope_units
    return frozenset(reporters_of(period).filter(reported_to(user)).values_list("pk", flat=True))


def _handing_in(by: str, day: date) -> UnitQuerySet:
    return Unit.objects.filter(hands_in(by, day)).order_by("code")


def something_on(day: date) -> Q:
    """Return the condition on a unit that a report on `day` would say anything of it."""
    inside = kept_by(OuterRef("pk")) | Q(memberships__group=OuterRef("pk"))
    return Q(Exists(Unit.objects.communes().filter(inside, has_figures(day))))


def reporting_for(period: Period, unit: Unit) -> frozenset[int]:
    """Return the ids of the units that hand in what lies in `unit`; none for the whole province.

    Of what was sealed by groups, those whose report it is in; one query there, else none.
    """
    if unit.whole_province:
        return frozenset()
    if period.reports_by == ReportsBy.DISTRICTS:
        return unit.parts if unit.is_province else frozenset({unit.reporter_id or 0})
    communes = unit.parts or frozenset({unit.pk})
    if period.reports_by == ReportsBy.COMMUNES:
        return communes
    if unit.is_group:
        return frozenset({unit.pk})
    groups = _groups_of(period)
    return frozenset(groups.get(commune, commune) for commune in communes)


def _groups_of(period: Period) -> Mapping[int, int]:
    """Return by the id of each commune that of the group which hands in for it."""
    if not period.is_sealed:
        there = Membership.objects.filter(in_groups_of(period.day))
        return dict(there.values_list("unit", "group"))
    counted = Submission.objects.counted().filter(period=period)
    frozen = dict(counted.values_list("district", "units"))
    frozen |= {facts["id"]: facts.get("parts", []) for facts in (*period.missing, *period.idle)}
    return {_id(unit): group for group, units in frozen.items() for unit in units}


def _id(frozen: Mapping[str, int] | int) -> int:
    return frozen if isinstance(frozen, int) else frozen["id"]


def report_url(period: Period, unit: Unit) -> str:
    """Return the page of the report that `unit` is in; of the period where it is not in one."""
    reporter = reporter_for(period, unit)
    if reporter is None:
        return reverse("period", args=[period.pk])
    return reverse("report", args=[period.pk, reporter.code])


def reporter_for(period: Period, unit: Unit) -> Unit | None:
    """Return the unit that hands in what lies in `unit`; None of the province or of several."""
    if period.reports_by == ReportsBy.DISTRICTS:
        return None if unit.is_province else unit.reporter
    found = reporting_for(period, unit)
    if len(found) != 1:
        return None
    (pk,) = found
    return unit if pk == unit.pk else Unit.objects.filter(pk=pk).first()


@dataclass(frozen=True)
class Offer:
    """One way in which units may hand in for a day: which they are."""

    by: str
    units: list[Unit]

    @property
    def label(self) -> str:
        """How many hand in, of which kinds; which of them are in no group."""
        if self.by != ReportsBy.GROUPS:
            return f"{counted(unit.kind for unit in self.units)} nộp báo cáo"
        groups = [unit for unit in self.units if unit.is_group]
        alone = [unit for unit in self.units if not unit.is_group]
        told = f"{counted(unit.kind for unit in groups)} nộp báo cáo"
        if not alone:
            return told
        few = ", ".join(unit.name for unit in alone) if len(alone) <= NAMED else ""
        each = f"{counted(unit.kind for unit in alone)} không thuộc địa bàn nào tự nộp"
        return f"{told}; {each}{f': {few}' if few else ''}"


def offers_on(day: date) -> list[Offer]:
    """Return in which ways units may hand in for a day, by its map; none where it has no units.

    Those with something to report. Districts where there are any; else communes, and groups that
    each of these is in once at most.
    """
    units = Unit.objects.in_force(day)
    if units.districts().exists():
        ways = [ReportsBy.DISTRICTS]
    else:
        ways = [ReportsBy.COMMUNES, *([ReportsBy.GROUPS] if _groups_apart(day) else [])]
    found = (Offer(by, list(_handing_in(by, day).filter(something_on(day)))) for by in ways)
    return [offer for offer in found if offer.units]


def _groups_apart(day: date) -> bool:
    """Whether there are groups with communes on a day, and no commune is in two of them."""
    memberships = Membership.objects.filter(in_groups_of(day), Unit.days.on(day, "unit__"))
    often = list(memberships.order_by().values("unit").annotate(n=Count("group")))
    return bool(often) and all(each["n"] == 1 for each in often)


def how_many(units: Iterable[Unit]) -> str:
    """Return how many units these are, of which kinds: "96 xã, phường, đặc khu"."""
    kinds = [unit.kind for unit in units]
    return counted(kinds) if kinds else f"{dotted(0)} đơn vị"
