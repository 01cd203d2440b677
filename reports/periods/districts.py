"""Which districts report in a period, and how far each has come."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from personnel.models import Unit, UnitQuerySet
from personnel.scope import Editor, Viewer, may_edit_in
from reports.models import Period, Submission


def districts_of(period: Period) -> UnitQuerySet:
    """Return the districts in force on the period's day, by code."""
    districts = Unit.objects.in_force(period.day).filter(level=Unit.Level.DISTRICT)
    return districts.order_by("code")


@dataclass(frozen=True)
class Progress:
    """One district in a period: every version it handed in, the latest first."""

    period: Period
    district: Unit
    versions: list[Submission] = field(default_factory=list)

    @property
    def latest(self) -> Submission | None:
        """The last that was handed in."""
        return next(iter(self.versions), None)

    @property
    def counted(self) -> Submission | None:
        """The one that the period's figures come from: the latest approved."""
        approved = Submission.State.APPROVED
        return next((kept for kept in self.versions if kept.state == approved), None)

    @property
    def label(self) -> str:
        """How far it has come, in words."""
        return self.latest.get_state_display() if self.latest else "Chưa nộp"

    def is_late(self, today: date) -> bool:
        """Whether the due date is past and nothing waits for an answer or is approved."""
        waits = bool(self.latest and self.latest.waits)
        return self.period.is_late(today) and not waits and self.counted is None

    def may_submit(self, user: Editor) -> bool:
        """Whether `user` may hand in the next version now."""
        waits = bool(self.latest and self.latest.waits)
        return not self.period.is_sealed and not waits and may_edit_in(user, self.district.pk)


def progress(period: Period, user: Viewer) -> list[Progress]:
    """Return how far the districts have come that `user` may see, by code; two queries."""
    return progress_in([period], user)[0]


def progress_in(periods: Collection[Period], user: Viewer) -> list[list[Progress]]:
    """Return the same for each of some periods; two queries for all of them."""
    visible = Submission.objects.visible_to(user).filter(period__in=periods)
    related = visible.select_related("period", "district", "submitted_by", "answered_by")
    found = list(related.order_by("-version").defer("units", "dossiers", "checklist"))
    districts = Unit.objects.visible_to(user).filter(level=Unit.Level.DISTRICT).order_by("code")
    handed_in: dict[tuple[int, int], list[Submission]] = {}
    for submission in found:
        handed_in.setdefault((submission.period_id, submission.district_id), []).append(submission)
    return [
        [
            Progress(period, district, versions)
            for district in districts
            if (versions := handed_in.get((period.pk, district.pk), []))
            or _exists(district, period.day)
        ]
        for period in periods
    ]


def _exists(unit: Unit, day: date) -> bool:
    """Whether a unit read before is in force on a day, as `UnitQuerySet.in_force` asks."""
    begun = unit.valid_from is None or unit.valid_from <= day
    return begun and (unit.valid_to is None or unit.valid_to >= day)
