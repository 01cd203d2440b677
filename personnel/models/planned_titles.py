"""Planning: whom the province means for which title in which commune (III.3, III.4).

It can be secret. Nobody reads a row but through `visible_to`, which asks for a right of its own;
the names under which the database and the trail tell of this table say nothing of what it is about.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from personnel.scope import Editor

from .hierarchy import COMMUNES, OfUnitsQuerySet
from .people import Person
from .titles import Title
from .units import Unit

FIRST_YEAR, LAST_YEAR, LONGEST = 2000, 2100, 10
# All that whoever has not the right is told of a row, where it stands in the way of something.
NEUTRAL = "Nội dung có quyền riêng mới xem được"


class PlannedTitleQuerySet(OfUnitsQuerySet["PlannedTitle"]):
    """Planned titles, asked by who looks and by day."""

    def visible_to(self, user: Editor) -> PlannedTitleQuerySet:
        """Those of the people whom `user` may see; none without the right to planning."""
        if not user.sees_planning:
            return self.none()
        if user.sees_province:
            return self.all()
        return self.filter(person__in=Person.objects.visible_to(user))

    def editable_by(self, user: Editor) -> PlannedTitleQuerySet:
        """Those in the user's hands: of people whose records are, with the right to planning."""
        if not user.sees_planning:
            return self.none()
        if user.edits_province:
            return self.all()
        return self.filter(person__in=Person.objects.editable_by(user))

    def in_effect(self, day: date) -> PlannedTitleQuerySet:
        """Those decided by `day` as far as it is known, not ended, whose term is not over."""
        decided = Q(decision_day__isnull=True) | Q(decision_day__lte=day)
        goes_on = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
        return self.filter(decided, goes_on, term_to__gte=day.year)


class PlannedTitle(models.Model):
    """A person planned for a title in a commune, for a term of years, by a decision.

    `course` says whether the course for the planned title (III.3) was completed; "" is not known.
    `kept_on` is the day on which it was decided that it stays though the person had moved away
    from the district (III.4 lets it go along within one). From `ended_on` on it is over.
    """

    class Course(models.TextChoices):
        """Whether the course for the planned title was completed."""

        DONE = "done", "Đã hoàn thành"
        NOT = "not", "Chưa hoàn thành"

    class EndReason(models.TextChoices):
        """Why somebody is planned for a title no more."""

        APPOINTED = "appointed", "Đã giữ chức danh quy hoạch"
        MOVED = "moved", "Chuyển công tác khỏi địa phương cấp huyện"
        LEFT = "left", "Nghỉ hưu, thôi việc, từ trần"
        WITHDRAWN = "withdrawn", "Đưa ra khỏi quy hoạch"

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="planned_titles",
        verbose_name="Người trong quy hoạch",
    )  # fmt: skip
    title = models.ForeignKey(
        Title, models.PROTECT, related_name="+", verbose_name="Chức danh quy hoạch"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="Đơn vị", limit_choices_to=COMMUNES
    )
    term_from = models.PositiveSmallIntegerField("Nhiệm kỳ từ năm")
    term_to = models.PositiveSmallIntegerField("Nhiệm kỳ đến năm")
    decision_number = models.CharField("Số quyết định", max_length=50, blank=True, default="")
    decision_day = models.DateField("Ngày quyết định", null=True, blank=True)
    course = models.CharField(
        "Bồi dưỡng chức danh quy hoạch", max_length=4, choices=Course, blank=True, default=""
    )
    course_day = models.DateField("Hoàn thành ngày", null=True, blank=True)
    course_paper = models.CharField("Số chứng nhận", max_length=50, blank=True, default="")
    kept_on = models.DateField("Quyết định giữ ngày", null=True, blank=True)
    kept_by = models.CharField("Căn cứ giữ", max_length=100, blank=True, default="")
    ended_on = models.DateField("Kết thúc từ ngày", null=True, blank=True)
    end_reason = models.CharField(
        "Lý do kết thúc", max_length=9, choices=EndReason, blank=True, default=""
    )
    history = HistoricalRecords(
        verbose_name=f"Lịch sử {NEUTRAL.lower()}", verbose_name_plural=f"Lịch sử {NEUTRAL.lower()}"
    )

    objects = PlannedTitleQuerySet.as_manager()

    # Its changes are told on its own pages alone: no log of others asks for them.
    told_apart = True

    class Meta:
        verbose_name = NEUTRAL
        verbose_name_plural = NEUTRAL
        ordering = ("-term_from", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(term_from__gte=FIRST_YEAR, term_to__lte=LAST_YEAR)
                & Q(term_to__gt=F("term_from"))
                & Q(term_to__lte=F("term_from") + LONGEST),
                name="planned_title_term_of_years",
                violation_error_message=(
                    f"Nhiệm kỳ phải từ năm {FIRST_YEAR} đến năm {LAST_YEAR}, không quá {LONGEST} "
                    "năm, năm đầu trước năm cuối."
                ),
            ),
            models.CheckConstraint(
                condition=Q(course__in=["", "done", "not"]),
                name="planned_title_course_known",
                violation_error_message="Không có kết quả bồi dưỡng này.",
            ),
            models.CheckConstraint(
                condition=Q(course="done", course_day__isnull=False)
                | (~Q(course="done") & Q(course_day__isnull=True, course_paper="")),
                name="planned_title_course_done_on_a_day",
                violation_error_message=(
                    "Đã hoàn thành bồi dưỡng thì phải có ngày hoàn thành; chưa hoàn thành thì "
                    "không ghi ngày, số chứng nhận."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kept_on__isnull=True, kept_by="")
                | (Q(kept_on__isnull=False) & ~Q(kept_by="")),
                name="planned_title_kept_by_something",
                violation_error_message="Giữ quy hoạch phải có ngày và căn cứ.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="")
                | Q(
                    ended_on__isnull=False,
                    end_reason__in=["appointed", "moved", "left", "withdrawn"],
                ),
                name="planned_title_end_says_why",
                violation_error_message="Kết thúc quy hoạch phải có ngày và lý do.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(decision_day__isnull=True)
                | Q(ended_on__gte=F("decision_day")),
                name="planned_title_ends_after_its_decision",
                violation_error_message="Ngày kết thúc không được trước ngày quyết định.",
            ),
        ]

    def __str__(self) -> str:
        """Say nothing: pages of others name rows that stand in the way of what they do."""
        return f"{NEUTRAL}, dòng số {self.pk}"

    @property
    def term(self) -> str:
        """The years of the term: "2025-2030"."""
        return f"{self.term_from}-{self.term_to}"

    @property
    def decision_told(self) -> str:
        """The decision in words, "" where nothing of it is known."""
        number = f"số {self.decision_number}" if self.decision_number else ""
        day = f"ngày {self.decision_day:%d/%m/%Y}" if self.decision_day else ""
        return " ".join(filter(None, (number, day)))

    @property
    def course_told(self) -> str:
        """What is known of the course for the planned title, in words."""
        if self.course_day is None:
            return self.get_course_display() if self.course else "Chưa có thông tin"
        paper = f", số {self.course_paper}" if self.course_paper else ""
        return f"Đã hoàn thành ngày {self.course_day:%d/%m/%Y}{paper}"

    def is_in_effect(self, day: date) -> bool:
        """Whether it is in effect on `day`, as `PlannedTitleQuerySet.in_effect` asks."""
        decided = self.decision_day is None or self.decision_day <= day
        goes_on = self.ended_on is None or self.ended_on > day
        return decided and goes_on and self.term_to >= day.year
