from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def waiting(self) -> ErasureQuerySet:
        """Those ordered that nobody has carried out or let be."""
        return self.filter(done_at__isnull=True)


class Erasure(models.Model):
    """A deleted record erased for good, or ordered to be: by number and reason, never by name.

    Ordered by an administrator before its time, or (`by` nobody) done when its time had come.
    `left` says why it was let be: the record is in use again.
    """

    record = models.BigIntegerField("Số hồ sơ")
    reason = models.CharField("Căn cứ, lý do", max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người quyết định",
    )  # fmt: skip
    at = models.DateTimeField("Quyết định lúc")
    done_at = models.DateTimeField("Thực hiện lúc", null=True, blank=True)
    left = models.CharField("Không thực hiện vì", max_length=200, blank=True, default="")
    history = HistoricalRecords(verbose_name="Lịch sử xóa hẳn hồ sơ")

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = "Hồ sơ xóa hẳn"
        verbose_name_plural = "Hồ sơ xóa hẳn"
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(done_at__isnull=True),
                name="erasure_waits_once_a_record",
                violation_error_message="Hồ sơ này đã có quyết định xóa hẳn.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="erasure_has_reason",
                violation_error_message="Xóa hẳn hồ sơ phải có căn cứ, lý do.",
            ),
            models.CheckConstraint(
                condition=Q(left="") | Q(done_at__isnull=False),
                name="erasure_left_is_settled",
                violation_error_message="Quyết định không thực hiện phải có thời điểm.",
            ),
        ]

    def __str__(self) -> str:
        return f"Hồ sơ số {self.record} ({self.at:%d/%m/%Y})"
