from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from personnel.dates import PrecisionField, precise_when_known, show
from personnel.scope import Viewer

from .people import Person
from .titles import Title
from .units import Unit


class PostQuerySet(models.QuerySet["Post"]):
    def held_on(self, day: date) -> PostQuerySet:
        """Posts held on `day`: an unknown start is always past, the last day counts."""
        return self.filter(
            Q(start__isnull=True) | Q(start__lte=day), Q(end__isnull=True) | Q(end__gte=day)
        )

    def within(self, unit: Unit) -> PostQuerySet:
        """Posts in `unit`, in a commune of it, or in its parts where it stands for several."""
        if unit.parts:
            return self.filter(unit__parent__in=unit.parts)
        if unit.level == Unit.Level.PROVINCE:
            return self.all()
        in_district = unit.level == Unit.Level.DISTRICT
        return self.filter(unit__parent=unit) if in_district else self.filter(unit=unit)

    def visible_to(self, user: Viewer) -> PostQuerySet:
        """Posts of the people whom `user` may see."""
        if user.sees_province:
            return self.all()
        return self.filter(person__in=Person.objects.visible_to(user))


class Post(models.Model):
    """A title that a person holds or held in a unit; the last day in post is its end."""

    class EndReason(models.TextChoices):
        """Why a post ended, when somebody said."""

        RETIRED = "retired", "Nghỉ hưu"
        RESIGNED = "resigned", "Thôi việc"
        MOVED = "moved", "Chuyển công tác"
        DIED = "died", "Từ trần"
        OTHER = "other", "Khác"

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="posts", verbose_name="Người giữ chức danh"
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="posts",
        verbose_name="Đơn vị công tác",
        limit_choices_to={"level": Unit.Level.COMMUNE},
    )
    title = models.ForeignKey(Title, models.PROTECT, related_name="posts", verbose_name="Chức danh")
    start = models.DateField("Giữ chức danh từ", null=True, blank=True)
    start_precision = PrecisionField("Độ chính xác của ngày bắt đầu")
    end = models.DateField("Đến hết ngày", null=True, blank=True)
    end_reason = models.CharField(
        "Lý do thôi giữ", max_length=8, choices=EndReason, blank=True, default=""
    )
    history = HistoricalRecords(verbose_name="Lịch sử chức danh")

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "Chức danh đã giữ"
        verbose_name_plural = "Quá trình công tác"
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
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
        ]

    def __str__(self) -> str:
        return f"{self.title} - {self.unit}"

    @property
    def precedence(self) -> tuple[int, int, int]:
        """Sorts the posts of a person as the principal one is chosen (DOMAIN section 1).

        By group, then title, then the latest start; an unknown start comes last.
        """
        started = self.start.toordinal() if self.start else 0
        return list(Title.Group).index(Title.Group(self.title.group)), self.title.order, -started

    @property
    def start_shown(self) -> str:
        """The first day as precisely as it was entered; "" when unknown."""
        return show(self.start, self.start_precision)
