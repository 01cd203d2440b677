from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q


class TrailDayQuerySet(models.QuerySet["TrailDay"]):
    def of(self, first: date | None, last: date | None) -> TrailDayQuerySet:
        """Those from one day to another, in order; None leaves that end open."""
        found = self.filter(day__gte=first) if first else self
        return (found.filter(day__lte=last) if last else found).order_by("day")


class TrailDay(models.Model):
    """A day that is over: what was kept on it in each table, and the head of the day before.

    `parts` has for each table with rows of that day their number, their SHA-256 and the columns
    that it covers. Written once, by `personnel.trail.closing`.
    """

    day = models.DateField("Ngày")
    closed_at = models.DateTimeField("Khép lúc")
    version = models.PositiveSmallIntegerField("Phiên bản")
    before = models.CharField("Mã của ngày trước", max_length=64, blank=True, default="")
    parts = models.JSONField("Các bảng", default=list)
    head = models.CharField("Mã của ngày", max_length=64)

    objects = TrailDayQuerySet.as_manager()

    class Meta:
        verbose_name = "Ngày đã khép của nhật ký"
        verbose_name_plural = "Ngày đã khép của nhật ký"
        ordering = ("day",)
        constraints = (
            models.UniqueConstraint(
                fields=["day"],
                name="trail_day_once",
                violation_error_message="Ngày này đã được khép.",
            ),
            # Were it not so, two chains could grow from one day.
            models.UniqueConstraint(
                fields=["before"],
                name="trail_day_follows_once",
                violation_error_message="Đã có ngày nối tiếp ngày trước.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class TrailForgotten(models.Model):
    """That rows of a closed day were deleted because their time had come, and what was left.

    A table of the trail itself: the day of `at` covers it when it is closed.
    """

    day = models.DateField("Ngày")
    table = models.CharField("Bảng", max_length=100)
    at = models.DateTimeField("Xóa lúc", db_index=True)
    reason = models.CharField("Lý do", max_length=200)
    gone = models.PositiveIntegerField("Số dòng đã xóa")
    left = models.PositiveIntegerField("Số dòng còn lại")
    sha256 = models.CharField("Mã của phần còn lại", max_length=64, blank=True, default="")
    # None where it could not be told any more: a column had gone.
    as_closed = models.BooleanField("Trước khi xóa còn nguyên", null=True)

    class Meta:
        verbose_name = "Phần nhật ký đã xóa theo thời hạn"
        verbose_name_plural = "Phần nhật ký đã xóa theo thời hạn"
        ordering = ("day", "table", "at", "pk")
        indexes = (models.Index(fields=["day", "table"], name="trail_forgotten_by_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(gone__gt=0),
                name="trail_forgotten_took_rows",
                violation_error_message="Không có dòng nào bị xóa thì không ghi là đã xóa.",
            ),
            models.CheckConstraint(
                condition=Q(left=0, sha256="") | Q(left__gt=0) & ~Q(sha256=""),
                name="trail_forgotten_hashes_what_is_left",
                violation_error_message="Phần còn lại phải có mã, phần không còn thì không.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.table}, {self.day:%d/%m/%Y}"
