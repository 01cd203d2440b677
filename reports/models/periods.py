from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from personnel.basics.plain import PLAIN_NAME
from personnel.models import Unit
from personnel.scope import Viewer
from targets.criteria import HORIZONS, criteria_for
from targets.rules import Criterion, Horizon

from .reporting import ReportsBy, handing_in, reported_to
from .rulebooks import Rulebook


class PeriodQuerySet(models.QuerySet["Period"]):
    def visible_to(self, user: Viewer) -> PeriodQuerySet:
        """Every period for provincial users; those that a unit of theirs reports for."""
        if user.sees_province:
            return self.all()
        theirs = Unit.objects.filter(reported_to(user))
        own = handing_in(theirs, OuterRef("reports_by"), OuterRef("day"))
        return self.filter(Exists(own))

    def open(self) -> PeriodQuerySet:
        """Those that are not sealed."""
        return self.filter(sealed_at__isnull=True)

    def sealed(self) -> PeriodQuerySet:
        """Those that are sealed."""
        return self.filter(sealed_at__isnull=False)

    def last_sealed_day(self) -> date | None:
        """Return the day of the last that is sealed; None while none is."""
        return self.sealed().order_by("-day").values_list("day", flat=True).first()

    def in_effect(self, at: datetime | None = None) -> PeriodQuerySet:
        """Those sealed that no sealed period replaces; `at` a moment, none sealed by then."""
        later = Period.objects.sealed().filter(replaces=OuterRef("pk"))
        if at:
            later = later.filter(sealed_at__lte=at)
        return self.sealed().filter(~Exists(later))

    def with_replacements(self) -> PeriodQuerySet:
        """The same, read with what each replaces and what replaces it; one query more."""
        return self.select_related("replaces").prefetch_related("replacements")


class Period(models.Model):
    """A report that units hand in: figures of `day` at a horizon, by the day `due`.

    Which units those are is fixed when it is opened (`reports_by`).

    Sealed, it names who is missing and who had nothing to report, and keeps the province as it was
    (`province`, `missing`, `idle`: units as `reports.units` freezes them; with the province the
    hash of the figures of all its units), the rules that it was sealed by, what the province wrote
    of it (`texts`, by part), why its figures differ from
    last year's, which it keeps where none were sealed (`last_year`), and the hash of the files it
    gives out (`IssuedFile`; "" where none were kept); nothing of it changes any more.
    `seal_hash` is worked out as `hash_version` names it (`reports.periods.hashing`). To correct it
    another period `replaces` it: of the same day and horizon, in its stead from when that one is
    sealed.
    """

    name = models.CharField("Tên kỳ báo cáo", max_length=100, validators=[PLAIN_NAME])
    day = models.DateField("Ngày lấy số liệu")
    horizon = models.CharField(
        "Mốc mục tiêu", max_length=4, choices=[(code, h.label) for code, h in HORIZONS.items()]
    )
    due = models.DateField("Hạn nộp")
    reports_by = models.CharField(
        "Đơn vị nộp báo cáo", max_length=9, choices=ReportsBy, default=ReportsBy.DISTRICTS
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người mở",
    )  # fmt: skip
    opened_at = models.DateTimeField("Mở lúc")
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Người khóa",
    )  # fmt: skip
    sealer = models.CharField("Tên người khóa", max_length=150, blank=True, default="")
    sealed_at = models.DateTimeField("Khóa lúc", null=True, blank=True)
    seal_hash = models.CharField("Mã khóa", max_length=64, blank=True, default="")
    hash_version = models.PositiveSmallIntegerField("Phiên bản của mã khóa", null=True, blank=True)
    rules = models.ForeignKey(
        Rulebook, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Bộ quy tắc khi khóa",
    )  # fmt: skip
    seal_note = models.CharField("Ghi chú khi khóa", max_length=500, blank=True, default="")
    province = models.JSONField("Tỉnh khi khóa", null=True, blank=True)
    missing = models.JSONField("Đơn vị chưa có báo cáo khi khóa", default=list, blank=True)
    idle = models.JSONField("Đơn vị không phải nộp báo cáo", default=list, blank=True)
    texts = models.JSONField("Nội dung báo cáo khi khóa", default=dict, blank=True)
    document_number = models.CharField("Số văn bản", max_length=10, blank=True, default="")
    document_day = models.DateField("Ngày văn bản", null=True, blank=True)
    last_year = models.JSONField("Số liệu năm trước khi khóa", default=dict, blank=True)
    files_hash = models.CharField("Mã các tệp phát hành", max_length=64, blank=True, default="")
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replacements",
        verbose_name="Thay thế kỳ",
    )  # fmt: skip
    replacement_reason = models.CharField("Lý do thay thế", max_length=500, blank=True, default="")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "Kỳ báo cáo"
        verbose_name_plural = "Kỳ báo cáo"
        ordering = ("-day", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="period_name_once",
                violation_error_message="Đã có kỳ báo cáo mang tên này.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="period_has_name",
                violation_error_message="Kỳ báo cáo phải có tên.",
            ),
            models.CheckConstraint(
                condition=Q(horizon__in=["2025", "2030"]),
                name="period_horizon_known",
                violation_error_message="Mốc mục tiêu là 2025 hoặc 2030.",
            ),
            models.CheckConstraint(
                condition=Q(reports_by__in=["districts", "communes", "groups"]),
                name="period_reports_by_known",
                violation_error_message="Đơn vị nộp báo cáo không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(due__gte=F("day")),
                name="period_due_from_its_day",
                violation_error_message="Hạn nộp phải từ ngày lấy số liệu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(document_day__isnull=True) | Q(document_day__gte=F("day")),
                name="period_document_from_its_day",
                violation_error_message="Ngày văn bản phải từ ngày lấy số liệu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True, seal_hash="", sealer="", province__isnull=True)
                | Q(sealed_at__isnull=False, province__isnull=False)
                & ~Q(seal_hash="")
                & ~Q(sealer=""),
                name="period_sealed_as_a_whole",
                violation_error_message="Kỳ báo cáo đã khóa phải có thời điểm, người và mã khóa.",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True, rules__isnull=True, hash_version__isnull=True)
                | Q(sealed_at__isnull=False, rules__isnull=False, hash_version__isnull=False),
                name="period_sealed_with_its_rules",
                violation_error_message="Kỳ báo cáo đã khóa phải có bộ quy tắc khi khóa.",
            ),
            models.CheckConstraint(
                condition=Q(files_hash="") | Q(sealed_at__isnull=False),
                name="period_files_when_sealed",
                violation_error_message="Chỉ kỳ báo cáo đã khóa mới có tệp phát hành.",
            ),
            models.UniqueConstraint(
                fields=["day", "horizon"],
                condition=Q(replaces__isnull=True),
                name="period_once_a_day_and_horizon",
                violation_error_message="Đã có kỳ báo cáo của ngày và mốc mục tiêu này. Muốn sửa "
                "số liệu đã khóa, mở kỳ thay thế từ trang của kỳ ấy.",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(replaces__isnull=False),
                name="period_replaced_once",
                violation_error_message="Kỳ này đã có kỳ thay thế. Mở lại trang để xem.",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=False) | Q(replacement_reason=""),
                name="period_reason_of_a_replacement",
                violation_error_message="Chỉ kỳ thay thế mới có lý do thay thế.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_sealed(self) -> bool:
        """Whether nothing can be handed in, answered or noted any more."""
        return self.sealed_at is not None

    @property
    def replacement(self) -> Period | None:
        """The period opened to replace this one, sealed or not; see `replaced_by`."""
        return next(iter(self.replacements.all()), None)

    @property
    def replaced_by(self) -> Period | None:
        """The sealed period that stands in the place of this one."""
        later = self.replacement
        return later if later and later.is_sealed else None

    @property
    def target(self) -> Horizon:
        """The horizon it reports on."""
        return HORIZONS[self.horizon]

    @property
    def criteria(self) -> list[Criterion]:
        """The criteria in force at its horizon."""
        return criteria_for(self.target)

    def is_late(self, today: date) -> bool:
        """Whether what has not been handed in by `today` is late; the last day is in time."""
        return today > self.due


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: Viewer) -> DraftQuerySet:
        """Every unit's for provincial users, their own for others."""
        if user.sees_province:
            return self.all()
        return self.filter(reported_to(user, "district__"))


class Draft(models.Model):
    """What a unit writes beside its figures before it submits.

    `notes` by criterion code, `explanations` by code of the check list: texts that are not empty.
    `numbers` has for an explanation how many its writer saw; what earlier releases kept has none.
    """

    period = models.ForeignKey(
        Period, models.CASCADE, related_name="drafts", verbose_name="Kỳ báo cáo"
    )
    district = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="Đơn vị nộp")
    notes = models.JSONField("Ghi chú theo chỉ tiêu", default=dict, blank=True)
    explanations = models.JSONField("Giải trình", default=dict, blank=True)
    numbers = models.JSONField("Số khi giải trình", default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người ghi",
    )  # fmt: skip
    at = models.DateTimeField("Ghi lúc")

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "Bản chuẩn bị của đơn vị"
        verbose_name_plural = "Bản chuẩn bị của đơn vị"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "district"],
                name="draft_once_a_district",
                violation_error_message="Đơn vị đã có bản chuẩn bị của kỳ này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.district}"

    def explained(self, code: str) -> tuple[str, int | None]:
        """Return what is said of an item of the check list, and for how many it was written."""
        return self.explanations.get(code, ""), self.numbers.get(code)
