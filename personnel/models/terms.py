from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from personnel.basics.periods import Days, Lasting, LastingQuerySet
from personnel.scope import Viewer

from .hierarchy import HELD_IN_PART
from .units import Unit

TERM = Days("starts", "ends")


class TermQuerySet(LastingQuerySet["Term"]):
    """Terms, asked by where they are."""

    def visible_to(self, user: Viewer) -> TermQuerySet:
        """Those of the whole province, and of units that the user sees."""
        if user.sees_province:
            return self.all()
        return self.filter(Q(unit__isnull=True) | Q(unit__in=user.scope_units))


class Term(Lasting):
    """A term of the communes' Party committees or of their People's Councils, as it was or is.

    Without a unit it is that of all communes of the province; a district or commune whose days
    differ has its own of the same name. An end is not known before the next congress or council.
    """

    days = TERM

    class Kind(models.TextChoices):
        """Whose term it is."""

        CONGRESS = "congress", "Đại hội đảng bộ"
        COUNCIL = "council", "Hội đồng nhân dân"

    kind = models.CharField("Loại nhiệm kỳ", max_length=8, choices=Kind)
    name = models.CharField("Nhiệm kỳ", max_length=9)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Đơn vị",
        limit_choices_to=HELD_IN_PART,
    )  # fmt: skip
    starts = models.DateField("Từ ngày")
    ends = models.DateField("Đến hết ngày", null=True, blank=True)
    history = HistoricalRecords(verbose_name="Lịch sử nhiệm kỳ")

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "Nhiệm kỳ"
        verbose_name_plural = "Nhiệm kỳ"
        ordering = ("kind", "starts", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["congress", "council"]),
                name="term_kind_known",
                violation_error_message="Loại nhiệm kỳ không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"^20[0-9]{2}-20[0-9]{2}$"),
                name="term_named_by_years",
                violation_error_message="Ghi nhiệm kỳ theo năm đầu và năm cuối, ví dụ 2020-2025.",
            ),
            models.CheckConstraint(
                condition=TERM.in_order(),
                name="term_ends_after_it_starts",
                violation_error_message="Ngày cuối nhiệm kỳ phải từ ngày đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["kind", "name", "unit"],
                name="term_once_a_unit",
                violation_error_message="Nhiệm kỳ này của đơn vị đã được ghi.",
            ),
            models.UniqueConstraint(
                fields=["kind", "name"],
                condition=Q(unit__isnull=True),
                name="term_once_for_all",
                violation_error_message="Nhiệm kỳ này của toàn tỉnh đã được ghi.",
            ),
        ]

    def __str__(self) -> str:
        where = f", {self.unit}" if self.unit else ""
        return f"{self.get_kind_display()} {self.name}{where}"
