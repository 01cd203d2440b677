from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from .hierarchy import COMMUNES, GROUPS
from .units import Unit


class Membership(models.Model):
    """That a commune is in a group of units: in one district's old territory, say."""

    group = models.ForeignKey(
        Unit, models.CASCADE, related_name="members", limit_choices_to=GROUPS,
        verbose_name="Nhóm đơn vị",
    )  # fmt: skip
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="memberships", limit_choices_to=COMMUNES,
        verbose_name="Xã, phường, đặc khu",
    )  # fmt: skip

    history = HistoricalRecords(verbose_name="Lịch sử nhóm đơn vị")

    class Meta:
        verbose_name = "Đơn vị trong nhóm"
        verbose_name_plural = "Đơn vị trong nhóm"
        ordering = ("group", "unit__code")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "unit"],
                name="membership_once",
                violation_error_message="Đơn vị đã có trong nhóm này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.unit}"
