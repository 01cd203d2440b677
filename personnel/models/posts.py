from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from personnel.basics.among_few import AmongFew
from personnel.basics.periods import Days, Lasting, LastingQuerySet
from personnel.basics.spells import SPELL
from personnel.scope import Viewer
from personnel.words.dates import PrecisionField, precise_when_known, show

from .bodies import Body
from .changes import UnitPlace
from .decisions import ByDecision, Origin, decision_constraints
from .hierarchy import COMMUNES, OfUnitsQuerySet, kept_by
from .people import Person
from .titles import Title, group_precedence
from .units import Unit

HELD = Days("start", "end")
LONG_AGO = Value(date.min)
# Whether the lesser or the greater value comes first, column by column (DOMAIN section 1): the
# post by which a person is counted is the first of those held. The columns are `in_precedence`'s.
PRECEDENCE = {"group_rank": "lt", "title__order": "lt", "started": "gt", "pk": "lt"}
PRINCIPAL_FIRST = [
    F(column).asc() if ahead == "lt" else F(column).desc() for column, ahead in PRECEDENCE.items()
]


def _precedes_outer() -> Q:
    """Return the condition "comes before the post of the query outside"."""
    before = Q()
    for column, lookup in reversed(PRECEDENCE.items()):
        level = Q(**{column: OuterRef(column)}) & before if before else Q()
        before = Q(**{f"{column}__{lookup}": OuterRef(column)}) | level
    return before


class PostQuerySet(  # type: ignore[override]  # each base has an `as_manager` of its own
    LastingQuerySet["Post"], OfUnitsQuerySet["Post"]
):
    branch = Coalesce(F("branch_id"), 0)

    def held_on(self, day: date) -> PostQuerySet:
        """Posts held on `day` in the province: an unknown start is past, the last day counts.

        Those in what was another province's on the day are not among them.
        """
        return self.lasting_on(day).in_the_province_on(day)

    def in_the_province_on(self, day: date) -> PostQuerySet:
        """Posts in units that on `day` were this province's, by what stands for them then."""
        # Which branch of a split unit does not matter: splits are later than any joining.
        outside = UnitPlace.objects.filter(SPELL.on(day), branch=0, place__outside=True)
        return self.filter(~Q(unit__in=outside.order_by().values("unit")))

    def begun_before(self, day: date) -> PostQuerySet:
        """Posts that began before `day` for certain, by as much as is known of their start."""
        last_of = {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}
        began = (Q(start_precision=known, start__lt=first) for known, first in last_of.items())
        return self.filter(reduce(or_, began))

    def grouped_on(self, day: date) -> PostQuerySet:
        """The same posts, each with the `group` of its title on `day`, and if `confirmed`."""
        spell = FilteredRelation("title__groups", condition=SPELL.on(day, "title__groups__"))
        return self.alias(group_spell=spell).alias(
            group=Coalesce("group_spell__group", "title__group"),
            confirmed=Coalesce("group_spell__confirmed", "title__group_confirmed"),
        )

    def with_group(self, day: date) -> PostQuerySet:
        """The same posts, each with `title_group`: the group of its title on `day`."""
        return self.grouped_on(day).annotate(title_group=F("group"))

    def in_precedence(self, day: date) -> PostQuerySet:
        """The same posts with the columns of `PRECEDENCE`; an unknown start is the earliest."""
        return self.grouped_on(day).alias(
            group_rank=group_precedence("group"), started=Coalesce("start", LONG_AGO)
        )

    def principal_first(self, day: date) -> PostQuerySet:
        """The same posts, the one by which a person is counted on `day` before their others."""
        return self.in_precedence(day).order_by(*PRINCIPAL_FIRST)

    def principal_on(self, day: date) -> PostQuerySet:
        """Posts held on `day` by which their holders are counted: no other of theirs precedes.

        One a person at most: the first in the window of `personnel.reading.standing`, found without
        ranking anybody else's, which is quicker where a unit or a group is asked for.
        """
        # Said though it follows: it spares the database the title of each post itself.
        other = ~Q(pk=OuterRef("pk"))
        others = Post.objects.held_on(day).in_precedence(day)
        preceding = others.filter(other, _precedes_outer(), person=OuterRef("person"))
        return self.held_on(day).in_precedence(day).filter(~Exists(preceding))

    def counted_on(
        self, day: date, unit: Unit | None, groups: Collection[str], map_day: date | None = None
    ) -> PostQuerySet:
        """Posts held on `day` by whom that day's figures count in `unit` and in `groups`.

        None or the province, and no groups, leave out that condition. `groups` are neighbours in
        precedence. All of a person's posts that fit may be among them, not the principal only.
        With `map_day` the unit, and the province, are those of that day's map.
        """
        if unit and not unit.whole_province:
            held = self.principal_on(day).within(unit, map_day or day)
            return held.in_groups(groups, day) if groups else held
        held = self.held_on(day)
        if map_day:
            held = self.principal_on(day).in_the_province_on(map_day)
        if not groups:
            return held
        earlier = Title.before(groups)
        preceding = Post.objects.held_on(day).in_groups(earlier, day)
        first = ~Exists(preceding.filter(person=OuterRef("person"))) if earlier else Q()
        return held.in_groups(groups, day).filter(first)

    def in_groups(self, groups: Collection[str], day: date) -> PostQuerySet:
        """Posts whose title is in one of `groups` on `day`."""
        return self.filter(title__in=Title.objects.in_groups(groups, day).values("pk"))

    def on_committee(self, day: date) -> PostQuerySet:
        """Posts whose holder sits on the Party committee on `day`."""
        return self.filter(title__in=Title.objects.on_committee(day).values("pk"))

    def within(self, unit: Unit, day: date) -> PostQuerySet:
        """Posts that on `day` lie in `unit`, in a commune of it, or in its parts."""
        if unit.whole_province:
            return self.all()
        return self.ever_within(unit).placed_on(day).filter(Q(place__in=_communes_of(unit)))

    def ever_within(self, unit: Unit) -> PostQuerySet:
        """Posts that lie in it on some day, by what became of their units."""
        if unit.whole_province:
            return self.all()
        tops = unit.parts or {unit.pk}
        led = Unit.objects.filter(kept_by(tops) | kept_by(tops, "places__place__"))
        return self.filter(AmongFew("unit", led.values("pk")))

    def recorded_within(self, unit: Unit) -> PostQuerySet:
        """Posts written down in it or in a commune of it, whatever became of that."""
        return self.all() if unit.whole_province else self.filter(unit__in=_communes_of(unit))

    def visible_to(self, user: Viewer) -> PostQuerySet:
        """Posts of the people whom `user` may see."""
        if user.sees_province:
            return self.all()
        return self.filter(person__in=Person.objects.visible_to(user))


def _communes_of(unit: Unit) -> QuerySet[Unit, Any]:
    """Return the ids of the communes in a unit below the province."""
    return Unit.objects.within(unit).order_by().values("pk")


class Post(ByDecision, Lasting):
    """A title that a person holds or held in a unit; the last day in post is its end."""

    days = HELD

    class EndReason(models.TextChoices):
        """Why a post ended, when somebody said."""

        RETIRED = "retired", "Nghỉ hưu"
        RESIGNED = "resigned", "Thôi việc"
        MOVED = "moved", "Chuyển công tác"
        # Upwards: III.4 asks how many of the communes go on there.
        TO_DISTRICT = "district", "Chuyển lên cơ quan cấp huyện"
        TO_PROVINCE = "province", "Chuyển lên cơ quan cấp tỉnh"
        REMOVED = "removed", "Cách chức, buộc thôi việc"
        DIED = "died", "Từ trần"
        OTHER = "other", "Khác"

        @property
        def told(self) -> str:
            """The reason within a sentence."""
            return "lý do khác" if self.value == "other" else self.label.lower()

        @classmethod
        def whole(cls) -> tuple[str, ...]:
            """Return the reasons for which somebody holds no title any more, anywhere."""
            return cls.RETIRED, cls.DIED

        @classmethod
        def last(cls) -> tuple[str, ...]:
            """Return the reasons after which, death aside, nobody is expected to begin a title."""
            return cls.RETIRED, cls.REMOVED

        @classmethod
        def upwards(cls) -> tuple[str, ...]:
            """Return the reasons by which somebody went on to work for the district or province."""
            return cls.TO_DISTRICT, cls.TO_PROVINCE

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="posts", verbose_name="Người giữ chức danh"
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="posts",
        verbose_name="Đơn vị công tác",
        limit_choices_to=COMMUNES,
    )
    # Which part of a unit that was split; null goes by default (`UnitChange`). On all posts of a
    # person in that unit.
    branch = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Đơn vị sau khi chia tách",
    )  # fmt: skip
    title = models.ForeignKey(Title, models.PROTECT, related_name="posts", verbose_name="Chức danh")
    # Where the title is held in one of several bodies; "" where it is not, or nobody said.
    body = models.CharField("Phòng, ban", max_length=14, choices=Body, blank=True, default="")
    start = models.DateField("Giữ chức danh từ", null=True, blank=True)
    start_precision = PrecisionField("Độ chính xác của ngày bắt đầu")
    end = models.DateField("Đến hết ngày", null=True, blank=True)
    end_reason = models.CharField(
        "Lý do thôi giữ", max_length=8, choices=EndReason, blank=True, default=""
    )
    # What no earlier post in a commune tells; "" where one does, or nobody said.
    came_from = models.CharField("Đến từ", max_length=8, choices=Origin, blank=True, default="")
    history = HistoricalRecords(verbose_name="Lịch sử chức danh")

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "Chức danh đã giữ"
        verbose_name_plural = "Quá trình công tác"
        constraints = [
            models.CheckConstraint(
                condition=HELD.in_order(),
                name="post_ends_after_it_starts",
                violation_error_message="Ngày thôi giữ chức danh phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "title"],
                condition=Q(end__isnull=True),
                name="post_open_once",
                violation_error_message="Người này đang giữ chức danh đó tại đơn vị.",
            ),
            models.CheckConstraint(
                condition=precise_when_known("start", "start_precision"),
                name="post_start_precision",
                violation_error_message="Ngày giữ chức danh phải kèm độ chính xác.",
            ),
            models.CheckConstraint(
                condition=Q(end_reason="") | Q(end__isnull=False),
                name="post_reason_needs_end",
                violation_error_message="Có lý do thôi giữ chức danh thì phải có ngày thôi giữ.",
            ),
            models.CheckConstraint(
                condition=Q(body__in=["", *Body.values]),
                name="post_body_known",
                violation_error_message="Không có phòng, ban này.",
            ),
            models.CheckConstraint(
                condition=Q(came_from__in=["", *Origin.values]),
                name="post_origin_known",
                violation_error_message="Không có nơi đến từ này để chọn.",
            ),
            *decision_constraints("post"),
        ]

    def __str__(self) -> str:
        return f"{self.title} - {self.unit}"

    @property
    def body_told(self) -> str:
        """The body in which the title is held; "" where there is none, or nobody said."""
        return str(self.get_body_display()) if self.body else self.title.only_body

    @property
    def titled(self) -> str:
        """The title, where it is held and whether in full: "Chủ tịch UBND (quyền)"."""
        where = f", {self.get_body_display()}" if self.body else ""
        acting = f" ({self.get_acting_display().lower()})" if self.acting else ""
        return f"{self.title}{where}{acting}"

    @property
    def told(self) -> str:
        """The post in one line: "Bí thư Đảng ủy - Xã Ba Điền, từ 12/05/2020"."""
        paper = f"; {self.paper_told}" if self.paper_told else ""
        return f"{self.titled} - {self.unit}, {self.period_told}{paper}"

    @property
    def paper_told(self) -> str:
        """The same as of any decision, and where its holder came from, where somebody said."""
        origin = self.get_came_from_display().lower() if self.came_from else ""
        return ", ".join(filter(None, (super().paper_told, origin and f"đến từ {origin}")))

    @property
    def precedence(self) -> tuple[int, int, int]:
        """Sorts the posts of a person as the principal one is chosen (DOMAIN section 1).

        By group, then title, then the latest start; an unknown start comes last.
        """
        started = self.start.toordinal() if self.start else 0
        return list(Title.Group).index(self.grouped), self.title.order, -started

    @property
    def grouped(self) -> Title.Group:
        """The group of its title on the day it was read for (`with_group`), else the title's."""
        return Title.Group(getattr(self, "title_group", self.title.grouped))

    def is_held_on(self, day: date) -> bool:
        """Whether it is held on `day`, as `PostQuerySet.held_on` asks; in whatever province."""
        return self.lasts_on(day)

    @property
    def start_shown(self) -> str:
        """The first day as precisely as it was entered; "" when unknown."""
        return show(self.start, self.start_precision)

    @property
    def period_shown(self) -> str:
        """From when to when: "12/05/2020 – 22/04/2025"; "từ 03/2027" while no end is known."""
        start = self.start_shown
        if self.end is not None:
            return f"{start or 'không rõ'} – {self.end:%d/%m/%Y}"
        return f"từ {start}" if start else "không rõ từ ngày nào"

    @property
    def period_told(self) -> str:
        """From when to when, and why where somebody said: "2015 – 22/04/2025, nghỉ hưu"."""
        why = f", {self.EndReason(self.end_reason).told}" if self.end_reason else ""
        return f"{self.period_shown}{why}"
