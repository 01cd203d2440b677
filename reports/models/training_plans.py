from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from personnel.basics.plain import PLAIN_NAME
from personnel.scope import Viewer
from targets.criteria import HORIZONS
from targets.rules import Horizon

from .rulebooks import Rulebook


class TrainingPlanQuerySet(models.QuerySet["TrainingPlan"]):
    def visible_to(self, user: Viewer) -> TrainingPlanQuerySet:
        """Every one for whoever sees anybody in it (`PlannedSeat.objects.visible_to`)."""
        anything = user.sees_province or user.teaches or bool(user.scope_units)
        return self.all() if anything else self.none()

    def in_effect(self) -> TrainingPlanQuerySet:
        """Those that no later one took the place of."""
        return self.filter(~Exists(TrainingPlan.objects.filter(replaces=OuterRef("pk"))))

    def planning(self, year: int) -> TrainingPlanQuerySet:
        """Those by which the intakes of a year were planned in the end, one a horizon.

        A later plan that begins after the year leaves what was planned for it as it was.
        """
        later = TrainingPlan.objects.filter(
            horizon=OuterRef("horizon"), approved_at__gt=OuterRef("approved_at"),
            start__year__lte=year,
        )  # fmt: skip
        return self.filter(~Exists(later), start__year__lte=year)


class TrainingPlan(models.Model):
    """A plan of studies that the province approved: frozen, numbered by its hash.

    Nothing of it changes any more: who takes which course when (`seats`), who is short or was left
    out (`left`), the `parameters` (wishes and readings), the `catalogue` of courses as it was, the
    `rules` in force, the boards' names (`units`), and the `figures` that it promises. `day` is the
    day of the records that it was worked out of. `sha256` covers all that, as `hash_version` names
    it (`reports.plans.hashing`). A later plan of the same horizon `replaces` it, with a reason.
    """

    name = models.CharField("Tên kế hoạch", max_length=100, validators=[PLAIN_NAME])
    horizon = models.CharField(
        "Mốc mục tiêu", max_length=4, choices=[(code, h.label) for code, h in HORIZONS.items()]
    )
    deadline = models.DateField("Hạn hoàn thành")
    day = models.DateField("Ngày lấy số liệu")
    start = models.DateField("Khai giảng từ ngày")
    document_number = models.CharField("Số văn bản", max_length=50, blank=True, default="")
    document_day = models.DateField("Ngày văn bản", null=True, blank=True)
    note = models.CharField("Ghi chú", max_length=500, blank=True, default="")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người phê duyệt",
    )  # fmt: skip
    approver = models.CharField("Tên người phê duyệt", max_length=150)
    approved_at = models.DateTimeField("Phê duyệt lúc")
    parameters = models.JSONField("Lựa chọn khi phê duyệt")
    catalogue = models.JSONField("Danh mục khóa học khi phê duyệt")
    rules = models.ForeignKey(
        Rulebook, models.PROTECT, related_name="+", verbose_name="Bộ quy tắc khi phê duyệt"
    )
    units = models.JSONField("Đơn vị khi phê duyệt")
    figures = models.JSONField("Số liệu khi phê duyệt")
    people = models.PositiveIntegerField("Số người")
    seats_count = models.PositiveIntegerField("Số lượt học")
    hash_version = models.PositiveSmallIntegerField("Phiên bản của mã xác thực")
    sha256 = models.CharField("Mã xác thực", max_length=64)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replacement",
        verbose_name="Thay thế kế hoạch",
    )  # fmt: skip
    replacement_reason = models.CharField("Lý do thay thế", max_length=500, blank=True, default="")

    objects = TrainingPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "Kế hoạch đào tạo đã duyệt"
        verbose_name_plural = "Kế hoạch đào tạo đã duyệt"
        ordering = ("-approved_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="training_plan_name_once",
                violation_error_message="Đã có kế hoạch mang tên này.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="training_plan_has_name",
                violation_error_message="Kế hoạch phải có tên.",
            ),
            models.CheckConstraint(
                condition=Q(horizon__in=["2025", "2030"]),
                name="training_plan_horizon_known",
                violation_error_message="Mốc mục tiêu là 2025 hoặc 2030.",
            ),
            models.CheckConstraint(
                condition=Q(start__gte=F("day"), start__lte=F("deadline")),
                name="training_plan_begins_before_its_deadline",
                violation_error_message="Ngày khai giảng phải từ ngày lấy số liệu đến hạn.",
            ),
            models.UniqueConstraint(
                fields=["horizon"],
                condition=Q(replaces__isnull=True),
                name="training_plan_first_once_a_horizon",
                violation_error_message="Mốc mục tiêu này đã có kế hoạch được duyệt. Kế hoạch mới "
                "phải thay thế kế hoạch đang thực hiện.",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, replacement_reason="")
                | (Q(replaces__isnull=False) & ~Q(replacement_reason="")),
                name="training_plan_replaces_with_reason",
                violation_error_message="Kế hoạch thay thế phải có lý do; kế hoạch đầu thì không.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def target(self) -> Horizon:
        """The horizon on whose deadline it is judged, by the day that was its last then."""
        return Horizon(self.horizon, self.deadline)

    @property
    def replaced_by(self) -> TrainingPlan | None:
        """The plan that took its place."""
        return getattr(self, "replacement", None)


class PlanNamesErased(models.Model):
    """That names were erased from an approved plan: when, why, of how many, what is left.

    From then on what was frozen has to come to `sha256`. `as_kept` says whether it was until then
    as it had been approved. Only ever added to, and chained by day with the trail.
    """

    # By which column the trail dates its rows (`personnel.trail.sources`).
    trail_moment = "at"

    plan = models.ForeignKey(
        TrainingPlan, models.PROTECT, related_name="erasings", verbose_name="Kế hoạch"
    )
    at = models.DateTimeField("Xóa lúc", db_index=True)
    reason = models.CharField("Lý do", max_length=200)
    people = models.PositiveIntegerField("Số người")
    as_kept = models.BooleanField("Trước khi xóa còn nguyên")
    sha256 = models.CharField("Mã của phần còn lại", max_length=64)

    class Meta:
        verbose_name = "Tên đã xóa khỏi kế hoạch"
        verbose_name_plural = "Tên đã xóa khỏi kế hoạch"
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gt=0),
                name="plan_names_erased_of_somebody",
                violation_error_message="Không xóa tên nào thì không ghi là đã xóa.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.people} ({self.at:%d/%m/%Y})"
