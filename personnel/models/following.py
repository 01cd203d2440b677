from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from personnel.basics.plain import PLAIN_NAME
from personnel.scope import Viewer
from personnel.words.dates import is_from_year, is_of_year

from .hierarchy import OfUnitsQuerySet
from .scans import kept_scans
from .units import Unit

# The resolution is of this year: nothing was done for it before.
FIRST_YEAR, LAST_YEAR = 2022, 2100
LONGEST_TOLD = 1000
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def place_of_paper(content_type: str) -> str:
    """Return where the file of a paper is to lie among the scans, under a name of our own."""
    return f"thuc-hien/{secrets.token_hex(16)}.{_ENDINGS[content_type]}"


class FollowingQuerySet(OfUnitsQuerySet["Following"]):
    """What units did for the resolution, asked by unit and by who looks."""

    def visible_to(self, user: Viewer) -> FollowingQuerySet:
        """All for provincial users; for others, that of the units within their reach."""
        return self.all() if user.sees_province else self.filter(unit__in=user.scope_units)


class Following(models.Model):
    """A paper of what a unit's committee did for the resolution (IV.1), or was inspected of (IV.7).

    A review is of a `year`, which may be over on its `day`; all else is of the year of its day.
    `number` and `day` are the paper's, `issuer` who issued it or inspected, where it is told.
    `remedied` says what became of what an inspection found. The file lies among the scans.
    """

    class Kind(models.TextChoices):
        PROGRAMME = "programme", "Chương trình hành động, kế hoạch"
        REVIEW = "review", "Sơ kết"
        INSPECTION = "inspection", "Kiểm tra, giám sát"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="following", verbose_name="Đơn vị")
    kind = models.CharField("Loại", max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField("Năm")
    number = models.CharField(
        "Số, ký hiệu", max_length=50, blank=True, default="", validators=[PLAIN_NAME]
    )
    day = models.DateField("Ngày văn bản")
    issuer = models.CharField(
        "Cơ quan ban hành, chủ trì", max_length=150, blank=True, default="", validators=[PLAIN_NAME]
    )
    summary = models.TextField(
        "Nội dung, kết luận", max_length=LONGEST_TOLD, blank=True, default=""
    )
    remedied = models.TextField(
        "Kết quả khắc phục", max_length=LONGEST_TOLD, blank=True, default=""
    )
    file = models.FileField("Tệp", storage=kept_scans, max_length=200, blank=True, default="")
    file_name = models.CharField("Tên tệp", max_length=200, blank=True, default="")
    content_type = models.CharField("Loại tệp", max_length=15, blank=True, default="")
    sha256 = models.CharField("Mã băm SHA-256", max_length=64, blank=True, default="")
    # As with scans: where a file lies is no fact.
    history = HistoricalRecords(
        excluded_fields=["file"], verbose_name="Lịch sử văn bản thực hiện Nghị quyết"
    )

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = "Văn bản thực hiện Nghị quyết"
        verbose_name_plural = "Văn bản thực hiện Nghị quyết"
        ordering = ("-day", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["programme", "review", "inspection"]),
                name="following_kind_known",
                violation_error_message="Chọn loại: chương trình, sơ kết hoặc kiểm tra.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="following_year_plausible",
                violation_error_message="Nghị quyết ban hành năm 2022: năm phải từ 2022 đến 2100.",
            ),
            models.CheckConstraint(
                condition=Q(kind="review") & is_from_year("day", "year")
                | ~Q(kind="review") & is_of_year("day", "year"),
                name="following_day_fits_its_year",
                violation_error_message="Ngày văn bản không được trước năm được sơ kết.",
            ),
            models.CheckConstraint(
                condition=Q(kind="inspection") | ~Q(number=""),
                name="following_paper_has_a_number",
                violation_error_message="Nhập số, ký hiệu của văn bản.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="inspection") | ~Q(summary=""),
                name="following_inspection_found_something",
                violation_error_message="Nhập kết luận của cuộc kiểm tra, giám sát.",
            ),
            models.CheckConstraint(
                condition=Q(kind="inspection") | Q(remedied=""),
                name="following_remedied_after_an_inspection",
                violation_error_message="Kết quả khắc phục chỉ ghi cho kiểm tra, giám sát.",
            ),
            models.CheckConstraint(
                condition=Q(file="", file_name="", content_type="", sha256="")
                | Q(content_type__in=list(_ENDINGS))
                & ~Q(file="")
                & ~Q(file_name="")
                & ~Q(sha256=""),
                name="following_file_as_a_whole",
                violation_error_message="Tệp phải là PDF, JPEG hoặc PNG, có tên và mã băm.",
            ),
            models.UniqueConstraint(
                fields=["unit", "year"],
                condition=Q(kind="review"),
                name="following_review_once_a_year",
                violation_error_message="Đơn vị này đã có sơ kết của năm đó. Mở lại trang.",
            ),
            models.UniqueConstraint(
                fields=["unit", "kind", "number", "day"],
                condition=~Q(number=""),
                name="following_paper_once",
                violation_error_message="Văn bản số này, ngày này đã được ghi cho đơn vị.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}, {self.unit}"

    @property
    def named(self) -> str:
        """What it is called among others of its unit: "số 12-CTr/HU, ngày 15/08/2022"."""
        number = f"số {self.number}, " if self.number else ""
        return f"{number}ngày {self.day:%d/%m/%Y}"

    @property
    def ending(self) -> str:
        """How the name of its file ends; "" without one."""
        return _ENDINGS.get(self.content_type, "")

    @property
    def is_inspection(self) -> bool:
        """Whether the unit was inspected, rather than did something."""
        return self.kind == self.Kind.INSPECTION

    def clean(self) -> None:
        """Refuse one of a unit that has no committee, or that did not stand on its day."""
        if not self.unit_id or not self.day:
            return
        if not (self.unit.is_district or self.unit.is_commune):
            raise ValidationError("Chỉ cấp huyện, cấp xã có cấp ủy thực hiện Nghị quyết.")
        if not self.unit.is_in_force(self.day):
            period = self.unit.period_shown
            raise ValidationError({"day": f"Ngày này đơn vị không có hiệu lực ({period})."})


class FollowingDue(models.Model):
    """By which days of a year programmes and reviews of it are due, as the province set them.

    Programmes by the earliest day that is set, for whoever stood then; reviews by that of their
    year. Without a day nothing is late.
    """

    year = models.PositiveSmallIntegerField("Năm")
    programme = models.DateField("Hạn ban hành chương trình, kế hoạch", null=True, blank=True)
    review = models.DateField("Hạn sơ kết", null=True, blank=True)
    history = HistoricalRecords(verbose_name="Lịch sử hạn thực hiện Nghị quyết")

    class Meta:
        verbose_name = "Hạn thực hiện Nghị quyết"
        verbose_name_plural = "Hạn thực hiện Nghị quyết"
        ordering = ("year",)
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                name="following_due_once_a_year",
                violation_error_message="Hạn của năm này vừa được người khác ghi. Mở lại trang.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="following_due_year_plausible",
                violation_error_message="Nghị quyết ban hành năm 2022: năm phải từ 2022 đến 2100.",
            ),
            models.CheckConstraint(
                condition=Q(programme__isnull=False) | Q(review__isnull=False),
                name="following_due_says_a_day",
                violation_error_message="Nhập ít nhất một hạn.",
            ),
            models.CheckConstraint(
                condition=Q(programme__isnull=True) | is_of_year("programme", "year"),
                name="following_due_programme_of_its_year",
                violation_error_message="Hạn ban hành chương trình, kế hoạch phải trong năm.",
            ),
            models.CheckConstraint(
                condition=Q(review__isnull=True) | is_from_year("review", "year"),
                name="following_due_review_from_its_year",
                violation_error_message="Hạn sơ kết không được trước năm được sơ kết.",
            ),
        ]

    def __str__(self) -> str:
        return f"Hạn thực hiện Nghị quyết năm {self.year}"
