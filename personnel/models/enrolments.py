from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from personnel.kinds import KIND_CHOICES, KINDS, level_of_its_kind
from personnel.scope import Editor, Viewer

from .courses import Course
from .people import Person
from .titles import Title
from .training_classes import TrainingClass
from .units import Unit

# The day from which what somebody studies for is expected to count; null: nobody knows.
EXPECTED = Coalesce(F("expected"), F("training_class__award_expected"), F("training_class__ends"))


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments, asked by state and by who looks."""

    def visible_to(self, user: Viewer) -> EnrolmentQuerySet:
        """Those of the people whom `user` may see; of a school's courses, those of whomever."""
        if user.sees_province:
            return self.all()
        seen = Q(person__in=Person.objects.visible_to(user))
        return self.filter(seen | of_school()) if user.teaches else self.filter(seen)

    def editable_by(self, user: Editor) -> EnrolmentQuerySet:
        """Those in the user's hands: of the people whose records are, and of a school's courses."""
        if user.edits_province:
            return self.all()
        own = Q(person__in=Person.objects.editable_by(user))
        return self.filter(own | of_school()) if user.teaches else self.filter(own)

    def confirmable_by(self, user: Editor) -> EnrolmentQuerySet:
        """Those that the user confirms: all, or those of a school's courses."""
        if user.may_administer:
            return self.all()
        return self.filter(of_school()) if user.teaches else self.none()

    def unconfirmed(self) -> EnrolmentQuerySet:
        """Those of which nobody confirmed what a board wrote last."""
        return self.filter(confirmed_at__isnull=True)

    def seated(self) -> EnrolmentQuerySet:
        """Those that take a seat of their class, or took it to the end."""
        return self.exclude(state__in=Enrolment.State.without_seat())

    def open(self) -> EnrolmentQuerySet:
        """Those that may still come to something."""
        return self.filter(state__in=Enrolment.State.are_open())

    def awaited(self) -> EnrolmentQuerySet:
        """Those of whoever is sent or studies: what a forecast counts on."""
        return self.filter(state__in=Enrolment.State.are_awaited())

    def awarded_by(self, day: date) -> EnrolmentQuerySet:
        """Those awaited that are expected to count on or before `day`."""
        return self.awaited().annotate(counts_from=EXPECTED).filter(counts_from__lte=day)

    def of_people(self, ids: Collection[int]) -> EnrolmentQuerySet:
        """Those of these people, the latest first, with their classes."""
        found = self.filter(person__in=ids).select_related("training_class", "unit", "title")
        return found.order_by("-since", "-pk")


def of_school() -> Q:
    """Return the condition on an enrolment: in a class, or else on a course, of the school."""
    courses = Course.objects.filter(by_school=True).order_by().values("code")
    return Q(training_class__by_school=True) | Q(
        training_class__isnull=True, course_code__in=courses
    )


class Enrolment(models.Model):
    """Somebody proposed for, sent to, or through with a course; it never counts as held.

    Without a class it is known by what it leads to alone: a proposal, or what a board's list says
    of a study. `unit` and `title` are those of the person when it was written. `expected` is a
    day of the person's own from which what they study for will count; else it is the class's.
    `credential` is the number of what it became. Whatever a board records waits to be confirmed
    by the province or the school.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Đề cử"
        SENT = "sent", "Được cử"
        STUDYING = "studying", "Đang học"
        FINISHED = "finished", "Hoàn thành"
        FAILED = "failed", "Không đạt"
        LEFT = "left", "Thôi học"
        POSTPONED = "postponed", "Hoãn"

        @classmethod
        def are_open(cls) -> list[Enrolment.State]:
            """Those in which it may still come to something."""
            return [cls.PROPOSED, cls.SENT, cls.STUDYING, cls.POSTPONED]

        @classmethod
        def are_awaited(cls) -> list[Enrolment.State]:
            """Those in which an award is awaited."""
            return [cls.SENT, cls.STUDYING]

        @classmethod
        def without_seat(cls) -> list[Enrolment.State]:
            """Those in which the seat is another's."""
            return [cls.LEFT, cls.POSTPONED]

        @classmethod
        def with_reason(cls) -> list[Enrolment.State]:
            """Those that have to say why."""
            return [cls.FAILED, cls.LEFT, cls.POSTPONED]

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="enrolments", verbose_name="Người học"
    )
    training_class = models.ForeignKey(
        TrainingClass, models.PROTECT, null=True, blank=True, related_name="enrolments",
        verbose_name="Lớp học",
    )  # fmt: skip
    course_code = models.CharField("Mã khóa", max_length=20, blank=True, default="")
    kind = models.CharField("Loại trình độ", max_length=20, choices=KIND_CHOICES)
    level = models.PositiveSmallIntegerField("Trình độ")
    language = models.CharField("Ngôn ngữ", max_length=50, blank=True, default="")
    state = models.CharField("Trạng thái", max_length=9, choices=State)
    since = models.DateField("Từ ngày")
    reason = models.CharField("Lý do", max_length=200, blank=True, default="")
    expected = models.DateField("Dự kiến cấp bằng, chứng chỉ", null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="Đơn vị")
    title = models.ForeignKey(
        Title, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Chức danh"
    )
    credential = models.BigIntegerField("Số văn bằng đã ghi", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Người xác nhận",
    )  # fmt: skip
    confirmed_at = models.DateTimeField("Xác nhận lúc", null=True, blank=True)
    history = HistoricalRecords(verbose_name="Lịch sử học tập")

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Việc học"
        verbose_name_plural = "Việc học"
        ordering = ("-since", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "proposed",
                        "sent",
                        "studying",
                        "finished",
                        "failed",
                        "left",
                        "postponed",
                    ]
                ),
                name="enrolment_state_known",
                violation_error_message="Trạng thái học không hợp lệ.",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "level", "language"],
                condition=Q(state__in=["proposed", "sent", "studying", "postponed"]),
                name="enrolment_open_once_of_a_course",
                violation_error_message="Người này đang có trong một lớp cùng trình độ.",
            ),
            models.UniqueConstraint(
                fields=["person", "training_class"],
                condition=Q(training_class__isnull=False),
                name="enrolment_once_in_a_class",
                violation_error_message="Người này đã có trong lớp.",
            ),
            models.CheckConstraint(
                condition=level_of_its_kind(),
                name="enrolment_level_of_its_kind",
                violation_error_message="Trình độ này không có trong loại đã chọn.",
            ),
            models.CheckConstraint(
                condition=Q(state="finished", credential__isnull=False)
                | (~Q(state="finished") & Q(credential__isnull=True)),
                name="enrolment_finished_became_a_credential",
                violation_error_message="Hoàn thành thì phải có văn bằng, chứng chỉ được ghi.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "left", "postponed"]) | ~Q(reason=""),
                name="enrolment_says_why_it_came_to_nothing",
                violation_error_message="Không đạt, thôi học, hoãn phải có lý do.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(confirmed_by__isnull=True),
                name="enrolment_confirmed_at_a_moment",
                violation_error_message="Xác nhận phải có thời điểm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gives}: {self.get_state_display().lower()}"

    @property
    def gives(self) -> str:
        """What it leads to, in words."""
        told = f"{KINDS[self.kind].label}: {self.level_label}"
        return f"{told}, {self.language}" if self.language else told

    @property
    def level_label(self) -> str:
        """The level it leads to, in words."""
        return KINDS[self.kind].level_label(self.level)

    @property
    def is_open(self) -> bool:
        """Whether it may still come to something."""
        return self.state in self.State.are_open()

    @property
    def award_day(self) -> date | None:
        """The day from which it is expected to count, as `EXPECTED` asks; None: unknown."""
        return self.expected or (self.training_class.expected if self.training_class else None)
