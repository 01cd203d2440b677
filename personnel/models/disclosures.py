from __future__ import annotations

from django.conf import settings
from django.db import models

from .people import Person


class Disclosure(models.Model):
    """Personal data given out, or asked about: a number opened or sought, a list or a scan."""

    class Kind(models.TextChoices):
        CCCD = "cccd", "Xem đầy đủ số CCCD"
        LIST = "list", "Tải danh sách"
        SCAN = "scan", "Mở bản quét"
        SOUGHT = "seek", "Tìm theo số CCCD"

    kind = models.CharField("Loại", max_length=4, choices=Kind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người dùng",
    )  # fmt: skip
    at = models.DateTimeField("Thời điểm", auto_now_add=True, db_index=True)
    # Keeps the number of a record that was deleted, which may be put back under it.
    person = models.ForeignKey(
        Person, models.DO_NOTHING, null=True, related_name="+", verbose_name="Hồ sơ",
        db_constraint=False,
    )  # fmt: skip
    detail = models.CharField("Nội dung", max_length=500, blank=True, default="")
    people = models.PositiveIntegerField("Số người", default=1)

    class Meta:
        verbose_name = "Lượt xem, tải dữ liệu cá nhân"
        verbose_name_plural = "Lượt xem, tải dữ liệu cá nhân"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.detail}"
