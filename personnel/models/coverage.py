"""From which day the resolution is about a group of units, where the province said so."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from personnel.basics.plain import PLAIN_NAME

from .hierarchy import GROUPS
from .units import Unit


class Coverage(models.Model):
    """That the targets are about people of a group's communes from `since` on, and not before.

    Without one: on every day on which the communes are the province's. The text of 2022 cannot
    speak of a half that was joined in 2025; what it means for that half is the province's to say.
    """

    group = models.OneToOneField(
        Unit, models.CASCADE, related_name="coverage", limit_choices_to=GROUPS,
        verbose_name="Nhóm đơn vị",
    )  # fmt: skip
    since = models.DateField("Thuộc phạm vi Nghị quyết từ ngày")
    decision = models.CharField(
        "Số văn bản", max_length=50, blank=True, default="", validators=[PLAIN_NAME]
    )
    history = HistoricalRecords(verbose_name="Lịch sử phạm vi Nghị quyết")

    class Meta:
        verbose_name = "Phạm vi Nghị quyết"
        verbose_name_plural = "Phạm vi Nghị quyết"
        ordering = ("group__code",)

    def __str__(self) -> str:
        return f"{self.group}: từ {self.since:%d/%m/%Y}"
