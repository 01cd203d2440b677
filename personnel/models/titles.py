from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import models
from django.db.models import F, FilteredRelation, Q, Value
from django.db.models.functions import Coalesce, StrIndex
from simple_history.models import HistoricalRecords

from personnel.basics.periods import VALIDITY, InForce, InForceQuerySet
from personnel.basics.plain import PLAIN_NAME
from personnel.basics.spells import SPELL
from personnel.checks.titles import check_title

from .bodies import Body


class TitleQuerySet(InForceQuerySet["Title"]):
    def grouped_on(self, day: date) -> TitleQuerySet:
        """The same titles, each with `group_then` and `confirmed_then`: as on `day`."""
        spell = FilteredRelation("groups", condition=SPELL.on(day, "groups__"))
        return self.alias(spell=spell).annotate(
            group_then=Coalesce("spell__group", F("group")),
            confirmed_then=Coalesce("spell__confirmed", F("group_confirmed")),
        )

    def unconfirmed_on(self, day: date) -> TitleQuerySet:
        """Those whose group the province had not confirmed, as it is known now, for `day`."""
        return self.grouped_on(day).filter(Q(confirmed_then=False))

    def in_groups(self, groups: Collection[str], day: date) -> TitleQuerySet:
        """Those in one of `groups` on `day`."""
        return self.grouped_on(day).filter(Q(group_then__in=groups))

    def on_committee(self, day: date) -> TitleQuerySet:
        """Those whose holder sits on the Party committee on `day` (DOMAIN section 1)."""
        seat = Q(group_then=Title.Group.COMMITTEE)
        return self.grouped_on(day).filter(seat | Q(implies_committee=True))


class Title(InForce):
    """A title held in a commune, with the group whose targets apply to its holder.

    It is in force as long as it may be held. `group` holds unless a spell of a day says
    otherwise (`TitleGroup`); it is a proposal until it is confirmed. Where `bodies` are named,
    it is held in one of them (`Post.body`). Whom it makes counted leaves at the retirement age
    where it is `age_bound`: the decree speaks of cán bộ, công chức.
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
    group_confirmed = models.BooleanField(
        "Đã xác nhận nhóm", default=True,
        help_text="Chưa xác nhận: số liệu có người giữ chức danh này mang dấu “chưa xác nhận”. "
        "Khi có quyết định theo ngày thì theo xác nhận của quyết định.",
    )  # fmt: skip
    order = models.PositiveSmallIntegerField("Thứ tự")
    head = models.BooleanField("Người đứng đầu", default=False)
    implies_committee = models.BooleanField("Đương nhiên là cấp ủy viên", default=False)
    age_bound = models.BooleanField(
        "Áp dụng tuổi nghỉ hưu", default=True,
        help_text="Theo Nghị định 135/2020/NĐ-CP. Không đánh dấu: người giữ chức danh này làm "
        "chức danh chính không bị coi là quá tuổi và không bị trừ khi dự báo.",
    )  # fmt: skip
    aliases = models.JSONField("Tên gọi khác", default=list, blank=True)
    unit_kinds = models.JSONField("Chỉ dùng cho loại đơn vị", default=list, blank=True)
    bodies = models.JSONField("Thuộc phòng, ban", default=list, blank=True)
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
    def grouped(self) -> Title.Group:
        """Its group: that of the day it was read for (`grouped_on`), else its own."""
        return self.Group(getattr(self, "group_then", self.group))

    @property
    def only_body(self) -> str:
        """The body in which it is held, where there is one alone; else ""."""
        return str(Body(self.bodies[0]).label) if len(self.bodies) == 1 else ""

    @property
    def in_committee(self) -> bool:
        """Whether its holder sits on the Party committee: see `on_committee`."""
        return self.implies_committee or self.grouped == self.Group.COMMITTEE

    @property
    def asks_body(self) -> bool:
        """Whether a post has to say in which body it is held."""
        return len(self.bodies) > 1

    def fits(self, unit_kind: str) -> bool:
        """Whether a unit of this kind has the title."""
        return not self.unit_kinds or unit_kind in self.unit_kinds


def group_precedence(field: str) -> StrIndex:
    """Return a rank of the title group in column `field`, the least the first.

    It is where the group stands in the line of them all: one call for the database, and for
    Django a tenth of what a case of five conditions takes to write. None is part of another.
    """
    return StrIndex(Value(" ".join(Title.Group.values)), field)
