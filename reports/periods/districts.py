"""How far each unit that hands in for a period has come; which have nothing to hand in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q

from personnel.models import Unit, UnitQuerySet
from personnel.scope import Editor, Viewer
from reports.models import Period, Submission
from reports.models.reporting import hands_in, may_hand_in, reported_to
from reports.punctuality import Punctuality, punctuality_of
from reports.reporters import reporters_of, something_on


def reporting_in(period: Period) -> UnitQuerySet:
    """Return those of the period's units that have something to report, by code."""
    return reporters_of(period).filter(something_on(period.day))


def idle_in(period: Period) -> UnitQuerySet:
    """Return those with neither a commune nor anybody counted: no report is expected of them."""
    return reporters_of(period).exclude(something_on(period.day))


@dataclass(frozen=True)
class Progress:
    """One unit in a period: every version it handed in, also those taken back, latest first.

    `district` is that unit, of whatever level; `empty` when there was nothing to report of it on
    the period's day.
    """

    period: Period
    district: Unit
    versions: list[Submission] = field(default_factory=list)
    empty: bool = False

    @property
    def latest(self) -> Submission | None:
        """The last that was handed in and not taken back."""
        return next((kept for kept in self.versions if not kept.is_withdrawn), None)

    @property
    def withdrawn(self) -> Submission | None:
        """The last version, where it was taken back."""
        return next((kept for kept in self.versions[:1] if kept.is_withdrawn), None)

    @property
    def next_version(self) -> int:
        """The number of what is handed in next."""
        return self.versions[0].version + 1 if self.versions else 1

    @property
    def returned(self) -> Submission | None:
        """What came back last and has to be handed in anew, with a reply."""
        return self.latest if self.latest and self.latest.is_returned else None

    @property
    def counted(self) -> Submission | None:
        """The one that the period's figures come from: the latest approved."""
        approved = Submission.State.APPROVED
        return next((kept for kept in self.versions if kept.state == approved), None)

    @property
    def punctuality(self) -> Punctuality | None:
        """Whether it reported in time; None while it has handed in nothing."""
        return punctuality_of(self.versions)

    @property
    def waits(self) -> bool:
        """Whether a version waits for its answer."""
        return bool(self.latest and self.latest.waits)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is expected of it: it has nothing to report, and nothing in force."""
        return self.empty and not self.waits and self.counted is None

    @property
    def label(self) -> str:
        """How far it has come, in words."""
        if self.latest:
            return self.latest.get_state_display()
        return "Không phải nộp" if self.empty else "Chưa nộp"

    def is_late(self, today: date) -> bool:
        """Whether the due date is past and nothing waits for an answer or is approved."""
        done = self.waits or self.is_idle or self.counted is not None
        return self.period.is_late(today) and not done

    def may_submit(self, user: Editor) -> bool:
        """Whether `user` may hand in the next version now."""
        closed = self.period.is_sealed or self.waits or self.empty
        return not closed and may_hand_in(user, self.district)


def progress(period: Period, user: Viewer) -> list[Progress]:
    """Return how far the units have come that `user` may see, by code; two queries."""
    return progress_in([period], user)[0]


def progress_in(periods: Collection[Period], user: Viewer) -> list[list[Progress]]:
    """Return the same for each of some periods; two queries for all of them."""
    visible = Submission.objects.visible_to(user).filter(period__in=periods)
    related = visible.select_related("period", "district", "submitted_by", "answered_by",
                                     "withdrawn_by")  # fmt: skip
    found = list(related.order_by("-version").defer("units", "dossiers", "checklist"))
    handed_in: dict[tuple[int, int], list[Submission]] = {}
    for submission in found:
        handed_in.setdefault((submission.period_id, submission.district_id), []).append(submission)
    units = list(_asked_of(_units_of(user), periods, {pk for _, pk in handed_in}))
    return [
        [
            Progress(period, unit, versions, empty=_is_empty(period, unit))
            for unit in units
            if (versions := handed_in.get((period.pk, unit.pk), []))
            or getattr(unit, f"hands_in_{period.pk}")
        ]
        for period in periods
    ]


def _units_of(user: Viewer) -> UnitQuerySet:
    return Unit.objects.all() if user.sees_province else Unit.objects.filter(reported_to(user))


def _asked_of(
    units: UnitQuerySet, periods: Iterable[Period], handed_in: Collection[int]
) -> Iterable[Unit]:
    """Return units that hand in for one of the periods or did so, groups first, by code.

    Each says for which (`hands_in_…`), and of open periods whether it has something to report.
    """
    asked, told = Q(pk__in=handed_in), {}
    for period in periods:
        reports = hands_in(period.reports_by, period.day)
        asked |= reports
        told[f"hands_in_{period.pk}"] = _whether(reports)
        if not period.is_sealed:
            told[_reports(period)] = _whether(something_on(period.day))
    found = units.filter(asked).order_by("code").annotate(**told)
    return sorted(found, key=lambda unit: not unit.is_group)


def _whether(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _reports(period: Period) -> str:
    return f"reports_in_{period.pk}"


def _is_empty(period: Period, unit: Unit) -> bool:
    """Whether a unit read with `_reports` has nothing to report; sealed, as it was then."""
    if period.is_sealed:
        return unit.pk in {facts["id"] for facts in period.idle}
    return not getattr(unit, _reports(period))
