"""Which districts report in a period, and how far each has come."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q

from personnel.models import DossierCount, Post, Unit, UnitQuerySet
from personnel.models.hierarchy import kept_by
from personnel.scope import Editor, Viewer, may_edit_in
from reports.models import Period, Submission
from reports.punctuality import Punctuality, punctuality_of


def districts_of(period: Period) -> UnitQuerySet:
    """Return the districts in force on the period's day, by code."""
    districts = Unit.objects.in_force(period.day).reporting()
    return districts.order_by("code")


def reporting_in(period: Period) -> UnitQuerySet:
    """Return those of the period's districts that have something to report."""
    return districts_of(period).filter(_something_on(period.day))


def idle_in(period: Period) -> UnitQuerySet:
    """Return those with neither a commune nor anybody counted: no report is expected of them."""
    return districts_of(period).exclude(_something_on(period.day))


def _something_on(day: date) -> Q:
    """Return the condition on a district that a report on `day` would say anything of it."""
    communes = Unit.objects.in_force(day).communes().kept_by(OuterRef("pk"))
    serving = Post.objects.held_on(day).kept_by(OuterRef("pk"))
    dossiers = DossierCount.objects.filter(kept_by(OuterRef("pk"), "unit__"), year=day.year)
    return Q(Exists(communes)) | Q(Exists(serving)) | Q(Exists(dossiers))


@dataclass(frozen=True)
class Progress:
    """One district in a period: every version it handed in, also those taken back, latest first.

    `empty` when there was nothing to report of it on the period's day.
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
        return not closed and may_edit_in(user, self.district.pk)


def progress(period: Period, user: Viewer) -> list[Progress]:
    """Return how far the districts have come that `user` may see, by code; two queries."""
    return progress_in([period], user)[0]


def progress_in(periods: Collection[Period], user: Viewer) -> list[list[Progress]]:
    """Return the same for each of some periods; two queries for all of them."""
    visible = Submission.objects.visible_to(user).filter(period__in=periods)
    related = visible.select_related("period", "district", "submitted_by", "answered_by",
                                     "withdrawn_by")  # fmt: skip
    found = list(related.order_by("-version").defer("units", "dossiers", "checklist"))
    districts = Unit.objects.visible_to(user).reporting().order_by("code")
    districts = districts.annotate(
        **{_reports(each): _something_on(each.day) for each in periods if not each.is_sealed}
    )
    handed_in: dict[tuple[int, int], list[Submission]] = {}
    for submission in found:
        handed_in.setdefault((submission.period_id, submission.district_id), []).append(submission)
    return [
        [
            Progress(period, district, versions, empty=_is_empty(period, district))
            for district in districts
            if (versions := handed_in.get((period.pk, district.pk), []))
            or district.is_in_force(period.day)
        ]
        for period in periods
    ]


def _reports(period: Period) -> str:
    return f"reports_in_{period.pk}"


def _is_empty(period: Period, district: Unit) -> bool:
    """Whether a district read with `_reports` has nothing to report; sealed, as it was then."""
    if period.is_sealed:
        return district.pk in {facts["id"] for facts in period.idle}
    return not getattr(district, _reports(period))
