from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from personnel.models import Unit
from personnel.scope import Viewer

from .periods import Period
from .reporting import reported_to
from .rulebooks import Rulebook


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: Viewer) -> SubmissionQuerySet:
        """Every unit's for provincial users, their own for others."""
        if user.sees_province:
            return self.all()
        return self.filter(reported_to(user, "district__"))

    def of(self, period: Period, district: Unit | None = None) -> SubmissionQuerySet:
        """Those of a period, of one unit if asked, the latest version first."""
        found = self.filter(period=period).order_by("district__code", "district", "-version")
        return found if district is None else found.filter(district=district)

    def handed_in(self) -> SubmissionQuerySet:
        """Those that their unit did not take back."""
        return self.exclude(state=Submission.State.WITHDRAWN)

    def waiting(self) -> SubmissionQuerySet:
        """Those that nobody has answered."""
        return self.filter(state=Submission.State.SUBMITTED)

    def counted(self) -> SubmissionQuerySet:
        """Those that figures of the period come from: the latest approved of each unit."""
        approved = self.filter(state=Submission.State.APPROVED)
        later = Submission.objects.filter(
            state=Submission.State.APPROVED,
            period=models.OuterRef("period"),
            district=models.OuterRef("district"),
            version__gt=models.OuterRef("version"),
        )
        return approved.filter(~models.Exists(later))


class Submission(models.Model):
    """What a unit handed in for a period: frozen, numbered, answered by the province.

    `district` is that unit: a district, or where there is none a commune or a group of them.

    All but `state`, the answer and who took it back stays as it was written: the people counted
    (`standings`), `units` and `dossiers` by unit (online, total), the results of the year's
    `studies` and what else a year tells (`yearly`; None: no release before kept them), the notes by
    criterion, the `texts` by part, the
    `checklist` with its explanations, the `reply` to the reason for which the version before was
    returned, the day it was `due` by then, and the `rules` in force. `sha256` is worked out of all
    that, as `hash_version` names it (`reports.periods.hashing`).
    """

    class State(models.TextChoices):
        SUBMITTED = "submitted", "Chờ duyệt"
        RETURNED = "returned", "Trả lại"
        APPROVED = "approved", "Đã duyệt"
        WITHDRAWN = "withdrawn", "Đã rút"

    period = models.ForeignKey(
        Period, models.PROTECT, related_name="submissions", verbose_name="Kỳ báo cáo"
    )
    district = models.ForeignKey(
        Unit, models.PROTECT, related_name="submissions", verbose_name="Đơn vị nộp"
    )
    version = models.PositiveSmallIntegerField("Lần nộp")
    state = models.CharField("Tình trạng", max_length=9, choices=State, default=State.SUBMITTED)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người nộp",
    )  # fmt: skip
    submitter = models.CharField("Tên người nộp", max_length=150)
    submitted_at = models.DateTimeField("Nộp lúc")
    due = models.DateField("Hạn nộp khi nộp")
    answer = models.CharField("Ý kiến trả lời", max_length=500, blank=True, default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Người trả lời",
    )  # fmt: skip
    answered_at = models.DateTimeField("Trả lời lúc", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Người rút",
    )  # fmt: skip
    withdrawn_at = models.DateTimeField("Rút lúc", null=True, blank=True)
    people = models.PositiveIntegerField("Số người")
    units = models.JSONField("Đơn vị khi nộp")
    dossiers = models.JSONField("Hồ sơ công việc khi nộp", default=dict, blank=True)
    studies = models.JSONField("Kết quả đào tạo khi nộp", null=True, blank=True)
    yearly = models.JSONField("Nội dung khác của năm khi nộp", null=True, blank=True)
    notes = models.JSONField("Ghi chú theo chỉ tiêu", default=dict, blank=True)
    texts = models.JSONField("Nội dung báo cáo khi nộp", default=dict, blank=True)
    checklist = models.JSONField("Nội dung kiểm tra khi nộp", default=list, blank=True)
    reply = models.CharField("Trả lời lý do trả lại", max_length=1000, blank=True, default="")
    rules = models.ForeignKey(
        Rulebook, models.PROTECT, related_name="+", verbose_name="Bộ quy tắc khi nộp"
    )
    hash_version = models.PositiveSmallIntegerField("Phiên bản của mã xác thực")
    sha256 = models.CharField("Mã xác thực", max_length=64)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "Báo cáo đã nộp"
        verbose_name_plural = "Báo cáo đã nộp"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "district", "version"],
                name="submission_version_once",
                violation_error_message="Lần nộp này vừa được người khác ghi. Mở lại trang.",
            ),
            models.UniqueConstraint(
                fields=["period", "district"],
                condition=Q(state="submitted"),
                name="submission_waits_once_a_district",
                violation_error_message="Đơn vị đang có báo cáo chờ duyệt.",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1),
                name="submission_version_from_one",
                violation_error_message="Lần nộp tính từ 1.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["submitted", "withdrawn"], answered_at__isnull=True)
                | Q(state__in=["returned", "approved"], answered_at__isnull=False),
                name="submission_answered_when_not_waiting",
                violation_error_message="Báo cáo đã trả lời phải có thời điểm trả lời.",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn") ^ Q(withdrawn_at__isnull=True),
                name="submission_withdrawn_has_its_moment",
                violation_error_message="Báo cáo đã rút phải có thời điểm rút.",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(answer=""),
                name="submission_returned_with_reason",
                violation_error_message="Trả lại báo cáo phải có lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.district}, lần {self.version}"

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it."""
        return self.state == self.State.SUBMITTED

    @property
    def is_returned(self) -> bool:
        """Whether the province gave it back, with a reason."""
        return self.state == self.State.RETURNED

    @property
    def is_withdrawn(self) -> bool:
        """Whether its unit took it back before it was answered."""
        return self.state == self.State.WITHDRAWN

    @property
    def handed_in_on(self) -> date:
        """The day it was handed in, where the province is."""
        return timezone.localdate(self.submitted_at)

    @property
    def is_overdue(self) -> bool:
        """Whether that was after the day it was due by then; the last day is in time."""
        return self.handed_in_on > self.due
