"""What is entered of a decree before it is applied."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from personnel.basics.plain import PLAIN_NAME
from personnel.models import Decree
from personnel.places.decreed import Decreed


class DecreeDraft(models.Model):
    """A decree as far as it is entered, and what became of it.

    `told` is what it says, in the form of `Decreed.as_told`; `rights` what was confirmed of rights
    (`RightsChosen.as_told`). `version` grows with every change, so that of two who change one
    draft the second is told. `due_by` is who set it to be applied on its day by the nightly
    command; `decree` what was written when it was applied.
    """

    number = models.CharField("Số hiệu", max_length=100, unique=True, validators=[PLAIN_NAME])
    day = models.DateField("Có hiệu lực từ ngày")
    source = models.CharField("Nguồn", max_length=300, blank=True, default="")
    told = models.JSONField("Nội dung", default=dict)
    rights = models.JSONField("Quyền đã xác nhận", default=dict, blank=True)
    version = models.PositiveIntegerField("Lần sửa", default=1)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="Người nhập",
    )  # fmt: skip
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="Người sửa sau cùng",
    )  # fmt: skip
    changed_at = models.DateTimeField("Sửa lúc")
    due_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Người hẹn áp dụng",
    )  # fmt: skip
    decree = models.OneToOneField(
        Decree, models.SET_NULL, null=True, blank=True, related_name="draft",
        verbose_name="Văn bản đã áp dụng",
    )  # fmt: skip
    history = HistoricalRecords(verbose_name="Lịch sử dự thảo sắp xếp")

    class Meta:
        verbose_name = "Dự thảo sắp xếp đơn vị"
        verbose_name_plural = "Dự thảo sắp xếp đơn vị"
        ordering = ("-day", "number")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_by__isnull=True) | Q(decree__isnull=True),
                name="decree_draft_due_or_applied",
                violation_error_message="Văn bản đã áp dụng thì không còn hẹn áp dụng.",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def decreed(self) -> Decreed:
        """What it says, as it is checked and applied."""
        return Decreed.of(self.as_told())

    def as_told(self) -> dict[str, Any]:
        """Return what it says, whole: the content of a JSON file of a decree."""
        head = {"number": self.number, "day": self.day.isoformat(), "source": self.source}
        return {**head, **self.told}


class Reorganisation(models.Model):
    """That a decree was applied: what it said then, what was written, and what came of it.

    `told` is in the form of `Decreed.as_told`, `written` in that of `traces.Written.as_json`, by
    which it is undone, `result` in that of `results.Applied.as_json`. Undoing deletes it.
    """

    decree = models.OneToOneField(
        Decree, models.PROTECT, related_name="reorganisation", verbose_name="Văn bản"
    )
    told = models.JSONField("Nội dung đã áp dụng")
    written = models.JSONField("Những gì đã ghi", encoder=DjangoJSONEncoder)
    result = models.JSONField("Kết quả")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người áp dụng",
    )  # fmt: skip
    at = models.DateTimeField("Áp dụng lúc")
    history = HistoricalRecords(verbose_name="Lịch sử áp dụng văn bản sắp xếp")

    class Meta:
        verbose_name = "Lần áp dụng văn bản sắp xếp"
        verbose_name_plural = "Lần áp dụng văn bản sắp xếp"
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"Áp dụng {self.decree}"

    @property
    def decreed(self) -> Decreed:
        """What the decree said when it was applied."""
        return Decreed.of(self.told)
