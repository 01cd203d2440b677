from __future__ import annotations

from django.db import models
from django.db.models import Q

from .submissions import Submission


class NamesErased(models.Model):
    """That names were erased from what was handed in: when, why, of how many, what is left.

    From then on what was frozen has to come to `sha256`, worked out as the submission's own was.
    `as_kept` says whether it was until then as it had been kept. Only ever added to, and chained
    by day with the trail, so that what it says is not bent unseen either.
    """

    # By which column the trail dates its rows (`personnel.trail.sources`).
    trail_moment = "at"

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="erasings", verbose_name="Báo cáo"
    )
    at = models.DateTimeField("Xóa lúc", db_index=True)
    reason = models.CharField("Lý do", max_length=200)
    people = models.PositiveIntegerField("Số người")
    as_kept = models.BooleanField("Trước khi xóa còn nguyên")
    sha256 = models.CharField("Mã của phần còn lại", max_length=64)

    class Meta:
        verbose_name = "Tên đã xóa khỏi báo cáo"
        verbose_name_plural = "Tên đã xóa khỏi báo cáo"
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gt=0),
                name="names_erased_of_somebody",
                violation_error_message="Không xóa tên nào thì không ghi là đã xóa.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.people} ({self.at:%d/%m/%Y})"
