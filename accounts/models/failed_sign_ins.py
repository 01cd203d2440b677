from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count

# Failures older than this are kept, and count no longer.
WINDOW = timedelta(days=1)


class FailedSignInQuerySet(models.QuerySet["FailedSignIn"]):
    def lately(self, at: datetime) -> FailedSignInQuerySet:
        """Those of the time that counts."""
        return self.filter(at__gt=at - WINDOW)

    def counted(self, at: datetime) -> FailedSignInQuerySet:
        """Those of the time that counts which nothing has made good."""
        return self.lately(at).filter(counts=True)

    def of_users(self, least: int) -> Any:
        """Return each `user` of so many at least, with `times`."""
        return _often(self.filter(user__isnull=False), "user", least)

    def of_networks(self, least: int) -> Any:
        """Return each `network` of so many at least, with `times`."""
        return _often(self.exclude(network=""), "network", least)


def _often(rows: FailedSignInQuerySet, column: str, least: int) -> Any:
    counted = rows.order_by().values(column).annotate(times=Count("pk"))
    return counted.filter(times__gte=least)


class FailedSignIn(models.Model):
    """One time that signing in failed: who was named, where from, when, by what.

    What was typed is not kept: a name that is no user's may be a password in the wrong field, and
    only `key` tells it from another.
    """

    class Kind(models.TextChoices):
        """What was wrong."""

        PASSWORD = "password", "Mật khẩu khi đăng nhập"
        AGAIN = "again", "Mật khẩu hỏi lại khi đang đăng nhập"
        CODE = "code", "Mã xác thực"
        TOKEN = "token", "Mã truy cập API"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="failed_sign_ins",
        verbose_name="Người dùng",
    )
    key = models.CharField("Dấu của tên đã gõ", max_length=32)
    address = models.GenericIPAddressField("Địa chỉ máy", null=True, blank=True)
    network = models.CharField("Nơi", max_length=43, blank=True, default="")
    at = models.DateTimeField("Thời điểm")
    kind = models.CharField("Sai", max_length=8, choices=Kind)
    counts = models.BooleanField("Còn tính vào khóa", default=True)

    objects = FailedSignInQuerySet.as_manager()

    class Meta:
        verbose_name = "Lượt đăng nhập sai"
        verbose_name_plural = "Lượt đăng nhập sai"
        ordering = ("-at", "-pk")
        indexes = [
            models.Index(fields=["key", "at"], name="failed_sign_in_by_name"),
            models.Index(fields=["at"], name="failed_sign_in_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.user or 'Tên không có'}, {self.at:%d/%m/%Y %H:%M}"
