from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models

# Longer than anybody leaves a page open and comes back to press its button.
KEPT = timedelta(days=2)
# So few are deleted at a time, beside what a form does.
PRUNED_AT_ONCE = 100


class SendingQuerySet(models.QuerySet["Sending"]):
    def forget(self, now: datetime) -> None:
        """Delete some that are too old to be sent again, without waiting for anybody."""
        old = self.filter(at__lt=now - KEPT).select_for_update(skip_locked=True)
        keys = list(old.values_list("pk", flat=True)[:PRUNED_AT_ONCE])
        if keys:
            self.filter(pk__in=keys).delete()


class Sending(models.Model):
    """A form that was sent and did what it is for, and what its sender was told.

    It is written in the transaction of what the form does, so that whoever finds it knows that
    all of it is done, and whoever sends the same form meanwhile waits for it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="sendings",
        verbose_name="Người dùng",
    )
    key = models.CharField("Mã của biểu mẫu", max_length=22)
    path = models.CharField("Trang", max_length=500)
    content = models.CharField("Dấu của nội dung", max_length=64)
    at = models.DateTimeField("Gửi lúc", db_index=True)
    status = models.PositiveSmallIntegerField("Mã trả lời", default=0)
    address = models.TextField("Dẫn tới", blank=True, default="")
    told: Any = models.JSONField("Đã báo", blank=True, default=list)
    session_key = models.CharField("Phiên sau đó", max_length=40, blank=True, default="")

    objects = SendingQuerySet.as_manager()

    class Meta:
        verbose_name = "Biểu mẫu đã gửi"
        verbose_name_plural = "Biểu mẫu đã gửi"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "path", "key"],
                name="sending_once",
                violation_error_message="Biểu mẫu này đã được gửi.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.path}, {self.at:%d/%m/%Y %H:%M}"
