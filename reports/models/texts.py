from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from simple_history.models import HistoricalRecords

from personnel.models import Unit
from reports.parts import LONGEST, PARTS

from .periods import Period


class ReportTextQuerySet(models.QuerySet["ReportText"]):
    def of(self, period: Period, district: Unit | None = None) -> ReportTextQuerySet:
        """Those of one writer in a period: of a unit, or else of the province."""
        return self.filter(period=period, district=district)


class ReportText(models.Model):
    """What the province, or one unit that hands in, has written of a part of its report so far.

    Every state of it is kept. What is handed in or sealed is a copy: `Submission.texts`,
    `Period.texts`.
    """

    period = models.ForeignKey(
        Period, models.CASCADE, related_name="written", verbose_name="Kỳ báo cáo"
    )
    district = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Đơn vị nộp"
    )
    part = models.CharField(
        "Phần", max_length=10, choices=[(part.code, part.label) for part in PARTS.values()]
    )
    text = models.TextField("Nội dung", blank=True, default="")
    history = HistoricalRecords(verbose_name="Lịch sử nội dung báo cáo")

    objects = ReportTextQuerySet.as_manager()

    class Meta:
        verbose_name = "Nội dung báo cáo"
        verbose_name_plural = "Nội dung báo cáo"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "district", "part"],
                condition=Q(district__isnull=False),
                name="report_text_once_a_part_of_a_district",
                violation_error_message="Phần này vừa được người khác ghi. Mở lại trang.",
            ),
            # Two nulls are never equal, so the province needs a rule of its own.
            models.UniqueConstraint(
                fields=["period", "part"],
                condition=Q(district__isnull=True),
                name="report_text_once_a_part_of_the_province",
                violation_error_message="Phần này vừa được người khác ghi. Mở lại trang.",
            ),
            models.CheckConstraint(
                condition=Q(part__in=list(PARTS)),
                name="report_text_of_a_known_part",
                violation_error_message="Báo cáo không có phần này.",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST),
                name="report_text_within_bounds",
                violation_error_message=f"Mỗi phần không quá {LONGEST} ký tự.",
            ),
        ]

    def __str__(self) -> str:
        writer = self.district or "tỉnh"
        return f"{self.period}, {writer}: {self.get_part_display()}"
