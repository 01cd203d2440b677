"""What the province decided of a commune or a title from a day on, and what it was before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from personnel.basics.spells import Spell, spell_in_order

from .titles import Title
from .units import COUNTS_AS, Unit


def _line_constraints(name: str, *fields: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(
            fields=[*fields, "first"],
            name=f"{name}_once_from_a_day",
            violation_error_message="Từ một ngày chỉ có một giá trị.",
        ),
        models.UniqueConstraint(
            fields=[*fields, "last"],
            name=f"{name}_once_to_a_day",
            violation_error_message="Đến hết một ngày chỉ có một giá trị.",
        ),
        models.CheckConstraint(
            condition=spell_in_order(),
            name=f"{name}_ends_after_it_starts",
            violation_error_message="Ngày cuối phải từ ngày đầu trở đi.",
        ),
    ]


FACTS = [*Unit.Fact.choices, (COUNTS_AS, "đặc khu tính là đô thị, xã miền núi")]


class UnitFact(Spell):
    """A fact of a commune during one spell; without any, what the unit's own row says holds.

    `value` is as the column of the unit of the same name holds it, written as text: "mountain",
    "True". As what a đặc khu counts has no column: without a decision it is neither.
    """

    LINE = ("unit", "fact")

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="facts", verbose_name="Đơn vị")
    fact = models.CharField("Nội dung", max_length=13, choices=FACTS)
    value = models.CharField("Giá trị", max_length=8)
    confirmed = models.BooleanField("Đã xác nhận", default=False)
    decision = models.CharField("Số quyết định", max_length=50, blank=True, default="")
    history = HistoricalRecords(verbose_name="Lịch sử địa hình, vùng DTTS theo ngày")

    class Meta:
        verbose_name = "Địa hình, vùng DTTS theo ngày"
        verbose_name_plural = "Địa hình, vùng DTTS theo ngày"
        ordering = ("unit", "fact", "first")
        constraints = [
            *_line_constraints("unit_fact", "unit", "fact"),
            models.CheckConstraint(
                condition=Q(fact="terrain", value__in=["lowland", "mountain"])
                | Q(fact="minority_area", value__in=["True", "False"])
                | Q(fact=COUNTS_AS, value__in=Unit.CountsAs.values),
                name="unit_fact_value_known",
                violation_error_message="Giá trị không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_fact_display()} {self.told}"


class TitleGroup(Spell):
    """The group of a title during one spell; without any, what the title's own row says holds."""

    LINE = ("title",)

    title = models.ForeignKey(
        Title, models.CASCADE, related_name="groups", verbose_name="Chức danh"
    )
    group = models.CharField("Nhóm", max_length=14, choices=Title.Group)
    confirmed = models.BooleanField("Đã xác nhận", default=True)
    decision = models.CharField("Số quyết định", max_length=50, blank=True, default="")
    history = HistoricalRecords(verbose_name="Lịch sử nhóm chức danh theo ngày")

    class Meta:
        verbose_name = "Nhóm chức danh theo ngày"
        verbose_name_plural = "Nhóm chức danh theo ngày"
        ordering = ("title", "first")
        constraints = [
            *_line_constraints("title_group", "title"),
            models.CheckConstraint(
                condition=Q(group__in=Title.Group.values),
                name="title_group_of_a_day_known",
                violation_error_message="Nhóm chức danh không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_group_display()} {self.told}"
