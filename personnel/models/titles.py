from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import models
from django.db.models import FilteredRelation, Q, Value
from django.db.models.functions import Coalesce, StrIndex
from simple_history.models import HistoricalRecords

from personnel.basics.periods import VALIDITY, InForce, InForceQuerySet
from personnel.basics.plain import PLAIN_NAME
from personnel.basics.spells import SPELL
from personnel.checks.titles import check_title


class TitleQuerySet(InForceQuerySet["Title"]):
    def with_groups_on(self, day: date) -> TitleQuerySet:
        """The same titles, each with `group_then`: its group on `day`."""
        spell = FilteredRelation("groups", condition=SPELL.on(day, "groups__"))
        return self.alias(spell=spell).alias(group_then=Coalesce("spell__group", "group"))

    def in_groups(self, groups: Collection[str], day: date) -> TitleQuerySet:
        """Those in one of `groups` on `day`."""
        return self.with_groups_on(day).filter(group_then__in=groups)

    def on_committee(self, day: date) -> TitleQuerySet:
        """Those whose holder sits on the Party committee on `day` (DOMAIN section 1)."""
        seat = Q(group_then=Title.Group.COMMITTEE)
        return self.with_groups_on(day).filter(seat | Q(implies_committee=True))


class Title(InForce):
    """A title held in a commune, with the group whose targets apply to its holder.

    It is in force as long as it may be held. `group` holds unless a spell of a day says
    otherwise (`TitleGroup`).
    """

    class Group(models.TextChoices):
        """In order of precedence: a person is counted under the first of theirs."""

        KEY = "key", "Cán bộ chủ chốt"
        MASS = "mass", "Cán bộ các tổ chức chính trị - xã hội"
        CIVIL = "civil", "Công chức"
        NONSPECIALISED = "nonspecialised", "Người hoạt động không chuyên trách"
        COMMITTEE = "committee", "Cấp ủy viên"

    # "Cán bộ, công chức" (DOMAIN section 1): the establishment of 3.619 in clause I.2.
    STAFF = (Group.KEY, Group.MASS, Group.CIVIL)

    code = models.CharField("Mã chức danh", max_length=20, unique=True)
    name = models.CharField("Chức danh", max_length=120, unique=True, validators=[PLAIN_NAME])
    group = models.CharField("Nhóm", max_length=14, choices=Group)
    order = models.PositiveSmallIntegerField("Thứ tự")
    head = models.BooleanField("Người đứng đầu", default=False)
    implies_committee = models.BooleanField("Đương nhiên là cấp ủy viên", default=False)
    aliases = models.JSONField("Tên gọi khác", default=list, blank=True)
    unit_kinds = models.JSONField("Chỉ dùng cho loại đơn vị", default=list, blank=True)
    valid_from = models.DateField("Áp dụng từ ngày", null=True, blank=True)
    valid_to = models.DateField("Áp dụng đến hết ngày", null=True, blank=True)
    history = HistoricalRecords(verbose_name="Lịch sử danh mục chức danh")

    objects = TitleQuerySet.as_manager()

    class Meta:
        verbose_name = "Chức danh"
        verbose_name_plural = "Chức danh"
        ordering = ("order",)
        constraints = [
            models.CheckConstraint(
                condition=Q(group__in=["key", "mass", "civil", "nonspecialised", "committee"]),
                name="title_group_known",
                violation_error_message="Nhóm chức danh không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=VALIDITY.in_order(),
                name="title_ends_after_it_starts",
                violation_error_message="Ngày cuối áp dụng phải từ ngày đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what whoever holds or held the title stands in the way of."""
        check_title(self)

    @classmethod
    def before(cls, groups: Collection[str]) -> list[str]:
        """Return the groups that come before all of `groups`."""
        order = list(cls.Group.values)
        return order[: min(map(order.index, groups))]

    @property
    def in_committee(self) -> bool:
        """Whether its holder sits on the Party committee, by the group of its own row."""
        return self.implies_committee or self.group == self.Group.COMMITTEE

    def fits(self, unit_kind: str) -> bool:
        """Whether a unit of this kind has the title."""
        return not self.unit_kinds or unit_kind in self.unit_kinds


def group_precedence(field: str) -> StrIndex:
    """Return a rank of the title group in column `field`, the least the first.

    It is where the group stands in the line of them all: one call for the database, and for
    Django a tenth of what a case of five conditions takes to write. None is part of another.
    """
    return StrIndex(Value(" ".join(Title.Group.values)), field)
