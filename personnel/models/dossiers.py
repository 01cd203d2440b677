from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from .hierarchy import OfUnitsQuerySet
from .units import Unit


class DossierCountQuerySet(OfUnitsQuerySet["DossierCount"]):
    """Counters, asked by their commune."""


class DossierCount(models.Model):
    """Work dossiers of a commune in one year: all, and those handled online (II.2.2.a)."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="dossier_counts", verbose_name="Đơn vị"
    )
    year = models.PositiveSmallIntegerField("Năm")
    total = models.PositiveIntegerField("Tổng số hồ sơ công việc")
    online = models.PositiveIntegerField("Số hồ sơ xử lý trên môi trường mạng")
    history = HistoricalRecords(verbose_name="Lịch sử số liệu hồ sơ")

    objects = DossierCountQuerySet.as_manager()

    class Meta:
        verbose_name = "Số liệu hồ sơ công việc"
        verbose_name_plural = "Số liệu hồ sơ công việc"
        ordering = ("-year", "unit")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="dossier_count_once_a_year",
                violation_error_message="Đơn vị này đã có số liệu của năm đó.",
            ),
            models.CheckConstraint(
                condition=Q(online__lte=F("total")),
                name="dossier_online_within_total",
                violation_error_message="Số hồ sơ xử lý trên mạng không được lớn hơn tổng số.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="dossier_year_plausible",
                violation_error_message="Năm phải từ 2000 đến 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}: {self.online}/{self.total}"

    def clean(self) -> None:
        """Refuse counters of a unit that counts none: no commune, or not in force that year."""
        if not self.unit_id:
            return
        if not self.unit.is_commune:
            raise ValidationError({"unit": "Số liệu hồ sơ công việc là của đơn vị cấp xã."})
        if not self.year or not date.min.year <= self.year <= date.max.year:
            return
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        if self.unit.begins_after(last) or self.unit.ended_before(first):
            period = self.unit.period_shown
            raise ValidationError({"year": f"Năm này đơn vị không có hiệu lực ({period})."})
