from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from personnel.basics.fields import DerivedCharField
from personnel.words.vietnamese import fold

from .people import name_matches


class DeletionQuerySet(models.QuerySet["Deletion"]):
    def named_like(self, text: str) -> DeletionQuerySet:
        """Deletions of people whose name matches, as `PersonQuerySet.named_like`."""
        return self.filter(name_matches(text, "name"))


class Deletion(models.Model):
    """A record deleted as a mistake: why, by whom, and when it was put back, if it was.

    What was deleted stands in the history, in the rows of `at`; the record keeps its number
    when it is put back.
    """

    record = models.BigIntegerField("Số hồ sơ")
    name = models.CharField("Họ và tên", max_length=100)
    search_name = DerivedCharField(source="name", derive=fold, max_length=100, default="")
    place = models.CharField("Chức danh, đơn vị", max_length=300, blank=True, default="")
    reason = models.CharField("Lý do xóa", max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người xóa",
    )  # fmt: skip
    at = models.DateTimeField("Xóa lúc")
    restored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Người khôi phục",
    )  # fmt: skip
    restored_at = models.DateTimeField("Khôi phục lúc", null=True, blank=True)

    objects = DeletionQuerySet.as_manager()

    class Meta:
        verbose_name = "Hồ sơ đã xóa"
        verbose_name_plural = "Hồ sơ đã xóa"
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(restored_at__isnull=True),
                name="deletion_once_until_restored",
                violation_error_message="Hồ sơ này đã bị xóa.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="deletion_has_reason",
                violation_error_message="Xóa hồ sơ phải có lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.at:%d/%m/%Y})"
