"""What became of units: which stands in the place of which, since when and by what decree."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from personnel.basics.plain import PLAIN_NAME
from personnel.basics.spells import Spell, spell_in_order

from .units import Unit


class Decree(models.Model):
    """A decree that reorganised units, from `day` on."""

    number = models.CharField("Số hiệu", max_length=100, unique=True, validators=[PLAIN_NAME])
    day = models.DateField("Có hiệu lực từ ngày")
    source = models.CharField("Nguồn", max_length=300, blank=True, default="")
    history = HistoricalRecords(verbose_name="Lịch sử văn bản sắp xếp")

    class Meta:
        verbose_name = "Văn bản sắp xếp đơn vị"
        verbose_name_plural = "Văn bản sắp xếp đơn vị"
        ordering = ("day", "number")

    def __str__(self) -> str:
        return self.number

    @property
    def eve(self) -> date:
        """The last day of what it ended."""
        return self.day - timedelta(days=1)


class UnitChange(models.Model):
    """That `old` ended on the eve of a decree's day and `new` began on it, from it or part of it.

    Each old unit has one default successor; several successors are a split, in which people go to
    the default unless they are known to have gone elsewhere (`Post.branch`).
    """

    decree = models.ForeignKey(
        Decree, models.PROTECT, related_name="changes", verbose_name="Văn bản"
    )
    old = models.ForeignKey(
        Unit, models.PROTECT, related_name="successions", verbose_name="Đơn vị cũ"
    )
    new = models.ForeignKey(Unit, models.PROTECT, related_name="origins", verbose_name="Đơn vị mới")
    is_default = models.BooleanField("Mặc định", default=True)
    history = HistoricalRecords(verbose_name="Lịch sử sắp xếp đơn vị")

    class Meta:
        verbose_name = "Đơn vị thay thế"
        verbose_name_plural = "Đơn vị thay thế"
        ordering = ("old__code", "-is_default", "new__code")
        constraints = [
            models.UniqueConstraint(
                fields=["old", "new"],
                name="unit_change_once",
                violation_error_message="Đơn vị cũ đã được ghi chuyển sang đơn vị mới này.",
            ),
            models.UniqueConstraint(
                fields=["old"],
                condition=Q(is_default=True),
                name="unit_change_one_default",
                violation_error_message="Một đơn vị cũ chỉ có một đơn vị mới mặc định.",
            ),
            models.CheckConstraint(
                condition=~Q(old=F("new")),
                name="unit_change_to_another",
                violation_error_message="Đơn vị mới phải khác đơn vị cũ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class UnitPlace(Spell):
    """Which unit stands for `unit` from one day to another; derived by `personnel.places`.

    A unit that no change concerns has no rows: it stands for itself on every day. `branch` is the
    id of the successor that people of a split unit are known to have gone to, 0 of all others.
    """

    LINE = ("unit", "branch")

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="places", verbose_name="Đơn vị")
    branch = models.PositiveBigIntegerField("Nhánh", default=0)
    place = models.ForeignKey(
        Unit, models.CASCADE, related_name="stands_for", verbose_name="Đơn vị thay thế"
    )

    class Meta:
        verbose_name = "Đơn vị theo ngày"
        verbose_name_plural = "Đơn vị theo ngày"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "branch", "first"],
                name="unit_place_once_from_a_day",
                violation_error_message="Từ một ngày chỉ có một đơn vị thay thế.",
            ),
            models.CheckConstraint(
                condition=spell_in_order(),
                name="unit_place_ends_after_it_starts",
                violation_error_message="Ngày cuối phải từ ngày đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.told}: {self.place}"
