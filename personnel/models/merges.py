from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class MergeQuerySet(models.QuerySet["Merge"]):
    def in_force(self) -> MergeQuerySet:
        """Those that nobody took back."""
        return self.filter(undone_at__isnull=True)


class Merge(models.Model):
    """Two records of one person made one: `joined` is no more, `kept` has what both held.

    What was joined stands in the history, in the rows of `at`; its number leads on to `kept`,
    and is its own again when that is taken back.
    """

    kept = models.BigIntegerField("Hồ sơ giữ lại", db_index=True)
    joined = models.BigIntegerField("Hồ sơ được gộp")
    name = models.CharField("Họ và tên của hồ sơ được gộp", max_length=100)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người gộp",
    )  # fmt: skip
    at = models.DateTimeField("Gộp lúc")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Người hoàn tác",
    )  # fmt: skip
    undone_at = models.DateTimeField("Hoàn tác lúc", null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = "Hồ sơ đã gộp"
        verbose_name_plural = "Hồ sơ đã gộp"
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["joined"],
                condition=Q(undone_at__isnull=True),
                name="merge_once_until_undone",
                violation_error_message="Hồ sơ này đã được gộp vào hồ sơ khác.",
            ),
            models.CheckConstraint(
                condition=~Q(kept=F("joined")),
                name="merge_of_two_records",
                violation_error_message="Một hồ sơ không gộp được vào chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.joined} → {self.kept} ({self.at:%d/%m/%Y})"
