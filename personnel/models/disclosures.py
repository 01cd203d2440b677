from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Q

from .people import Person


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def about(self, records: Collection[int]) -> DisclosureQuerySet:
        """Those about the records with these numbers, the newest first."""
        return self.filter(person__in=records).order_by("-at", "-pk")


class Disclosure(models.Model):
    """Personal data given out, or asked about: who was shown what of whom, and when."""

    class Kind(models.TextChoices):
        OPENED = "open", "Mở trang của hồ sơ"
        CCCD = "cccd", "Xem đầy đủ số CCCD"
        REPORT = "rept", "Xem danh sách của báo cáo"
        LIST = "list", "Tải danh sách"
        SCAN = "scan", "Mở bản quét"
        SOUGHT = "seek", "Tìm theo số CCCD"
        # Of records beyond what the user updates: whether there is one, and whose board keeps it.
        ASKED = "askd", "Hỏi số CCCD ngoài phạm vi"
        TWIN = "twin", "Hỏi trùng họ tên, ngày sinh"
        FILE = "file", "Đối chiếu tệp với hồ sơ ngoài phạm vi"
        GIVEN = "give", "Cung cấp toàn bộ dữ liệu về một người"

    kind = models.CharField("Loại", max_length=4, choices=Kind)
    # Found by the first column of an index below, as the record is.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người dùng", db_index=False,
    )  # fmt: skip
    at = models.DateTimeField("Thời điểm", auto_now_add=True, db_index=True)
    # Keeps the number of a record that was deleted, which may be put back under it.
    person = models.ForeignKey(
        Person, models.DO_NOTHING, null=True, related_name="+", verbose_name="Hồ sơ",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    detail = models.CharField("Nội dung", max_length=500, blank=True, default="")
    people = models.PositiveIntegerField("Số người", default=1)
    # What was asked, told from other questions by a key that is not in the database.
    digest = models.CharField("Dấu của câu hỏi", max_length=16, blank=True, default="")
    # What is the same of looks that count as one: who, at what, in which minutes.
    once = models.CharField("Tính một lần", max_length=64, blank=True, default="", editable=False)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = "Lượt xem, tải dữ liệu cá nhân"
        verbose_name_plural = "Lượt xem, tải dữ liệu cá nhân"
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=["user", "at"], name="disclosure_by_user"),
            models.Index(fields=["person", "at"], name="disclosure_by_person"),
            models.Index(fields=["kind", "at"], name="disclosure_by_kind"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["once"], condition=~Q(once=""), name="disclosure_kept_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.detail}"
