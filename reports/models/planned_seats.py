from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from personnel.kinds import KIND_CHOICES, KINDS, level_of_its_kind
from personnel.models import Merge, Person, Title
from personnel.scope import Viewer
from personnel.words.dates import is_of_year
from targets.needs.plans import Why

from .training_plans import TrainingPlan


def of_people_visible(user: Viewer) -> Q:
    """Return the condition on what names a person by number: `user` may see that person today.

    The number of a record that was joined to another is that other's.
    """
    people = Person.objects.visible_to(user).order_by().values("pk")
    joined = Merge.objects.in_force().filter(kept__in=people).order_by().values("joined")
    return Q(person__in=people) | Q(person__in=joined)


class PlannedSeatQuerySet(models.QuerySet["PlannedSeat"]):
    def visible_to(self, user: Viewer) -> PlannedSeatQuerySet:
        """All for provincial users; those of the people whom `user` may see, as they are today.

        The Political School sees those on its courses, of whomever.
        """
        if user.sees_province:
            return self.all()
        seen = of_people_visible(user)
        return self.filter(seen | Q(by_school=True)) if user.teaches else self.filter(seen)


class LeftOfPlanQuerySet(models.QuerySet["LeftOfPlan"]):
    def visible_to(self, user: Viewer) -> LeftOfPlanQuerySet:
        """All for provincial users; those of the people whom `user` may see, as they are today."""
        return self.all() if user.sees_province else self.filter(of_people_visible(user))


class NamedInPlan(models.Model):
    """Somebody named in an approved plan, as they were when it was approved.

    By number and by names alone: it refers to nothing that may change. `board_id` is the unit
    right below the province that `unit_id` was in, or that unit itself.
    """

    person = models.BigIntegerField("Số hồ sơ", db_index=True)
    full_name = models.CharField("Họ và tên", max_length=100)
    sort_key = models.BinaryField("Thứ tự họ tên")
    title_group = models.CharField("Nhóm chức danh", max_length=14, choices=Title.Group)
    title_name = models.CharField("Chức danh", max_length=120)
    unit_id = models.BigIntegerField("Đơn vị công tác")
    unit_name = models.CharField("Tên đơn vị công tác", max_length=150)
    board_id = models.BigIntegerField("Đơn vị trực thuộc tỉnh")
    board_name = models.CharField("Tên đơn vị trực thuộc tỉnh", max_length=150)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.full_name


class PlannedSeat(NamedInPlan):
    """A seat of an approved plan: who, on which course, from when to when, and what it closes.

    `held` is the level recorded when it was approved; null: nothing was, to be asked first.
    `closes` are codes of criteria. `reason` is why they were put in by hand; "": they were not.
    """

    plan = models.ForeignKey(
        TrainingPlan, models.CASCADE, related_name="seats", verbose_name="Kế hoạch",
        db_index=False,  # planned_seat_once_a_person_and_kind begins with it
    )  # fmt: skip
    sex = models.CharField("Giới tính", max_length=6, choices=Person.Sex)
    birth_year = models.PositiveSmallIntegerField("Năm sinh")
    ethnic_group = models.CharField("Dân tộc", max_length=50, blank=True, default="")
    title_order = models.PositiveSmallIntegerField("Thứ tự chức danh")
    course_code = models.CharField("Mã khóa", max_length=20)
    course_name = models.CharField("Tên khóa", max_length=150)
    kind = models.CharField("Loại trình độ", max_length=20, choices=KIND_CHOICES)
    level = models.PositiveSmallIntegerField("Trình độ đạt được")
    held = models.PositiveSmallIntegerField("Trình độ đang có", null=True, blank=True)
    builds_on = models.PositiveSmallIntegerField("Trình độ đầu vào", default=0)
    months = models.PositiveSmallIntegerField("Số tháng học")
    by_school = models.BooleanField("Trường Chính trị tổ chức", default=False)
    year = models.PositiveSmallIntegerField("Năm học")
    starts = models.DateField("Khai giảng")
    ends = models.DateField("Bế giảng")
    closes = models.JSONField("Tiêu chí đạt được", default=list, blank=True)
    retires = models.DateField("Ngày cuối tại chức", null=True, blank=True)
    reason = models.CharField("Lý do đưa vào", max_length=200, blank=True, default="")

    objects = PlannedSeatQuerySet.as_manager()

    class Meta:
        verbose_name = "Lượt học theo kế hoạch"
        verbose_name_plural = "Lượt học theo kế hoạch"
        ordering = ("sort_key", "person", "kind")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person", "kind"],
                name="planned_seat_once_a_person_and_kind",
                violation_error_message="Một người chỉ có một lượt học mỗi loại trình độ.",
            ),
            models.CheckConstraint(
                condition=level_of_its_kind(),
                name="planned_seat_level_of_its_kind",
                violation_error_message="Trình độ này không có trong loại đã chọn.",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")) & is_of_year("starts", "year"),
                name="planned_seat_ends_after_it_starts",
                violation_error_message="Ngày bế giảng phải từ ngày khai giảng trở đi.",
            ),
        ]

    @property
    def level_label(self) -> str:
        """The level given, in words."""
        return KINDS[self.kind].level_label(self.level)

    @property
    def held_label(self) -> str:
        """The level held when it was approved, in words; "" where nothing was recorded."""
        return "" if self.held is None else KINDS[self.kind].level_label(self.held)


class LeftOfPlan(NamedInPlan):
    """Somebody without a seat that an approved plan wanted, and why.

    Of a criterion that is not reached where they are (`criterion`, its code), or of a `kind` of
    course by hand, with the `reason` given for it; both "": taken out of the plan as a whole.
    """

    plan = models.ForeignKey(
        TrainingPlan, models.CASCADE, related_name="left", verbose_name="Kế hoạch"
    )
    criterion = models.CharField("Tiêu chí", max_length=40, blank=True, default="")
    kind = models.CharField(
        "Loại trình độ", max_length=20, choices=KIND_CHOICES, blank=True, default=""
    )
    why = models.CharField("Vì sao", max_length=20)
    reason = models.CharField("Lý do", max_length=200, blank=True, default="")

    objects = LeftOfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "Người ngoài kế hoạch"
        verbose_name_plural = "Người ngoài kế hoạch"
        ordering = ("sort_key", "person", "criterion", "kind")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person", "criterion", "kind"],
                name="left_of_plan_once_a_person_and_cause",
                violation_error_message="Người này đã được ghi với cùng lý do.",
            ),
        ]

    @property
    def why_label(self) -> str:
        """Why, in words: one of `targets.needs.plans.Why`."""
        return Why(self.why).label
