from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from personnel.basics.plain import PLAIN_NAME
from personnel.kinds import KIND_CHOICES, KINDS, level_of_its_kind
from personnel.models.hierarchy import HELD_IN_PART
from personnel.scope import Viewer

from .units import Unit


class TrainingClassQuerySet(models.QuerySet["TrainingClass"]):
    """Classes, asked by day and by who looks."""

    def visible_to(self, user: Viewer) -> TrainingClassQuerySet:
        """All, as a board sends to any; to a school alone those it organises; else none.

        Who sits in a class is asked of the enrolments, never of it.
        """
        if user.sees_province or user.scope_units:
            return self.all()
        return self.filter(by_school=True) if user.teaches else self.none()

    def running(self, day: date) -> TrainingClassQuerySet:
        """Those that have begun by `day` and are not over."""
        return self.filter(starts__lte=day, ends__gte=day)

    def over(self, day: date) -> TrainingClassQuerySet:
        """Those whose last day lies before `day`."""
        return self.filter(ends__lt=day)

    def coming(self, day: date) -> TrainingClassQuerySet:
        """Those that begin after `day`."""
        return self.filter(starts__gt=day)

    def of_year(self, year: int) -> TrainingClassQuerySet:
        """Those that are held on some day of a year, the carried on among them."""
        return self.filter(starts__lte=date(year, 12, 31), ends__gte=date(year, 1, 1))


class TrainingClass(models.Model):
    """A class to which people are sent: what it gives, where, from when to when, how many seats.

    What it gives is written down with it, so that a change of the catalogue alters no class.
    `unit` is whose board opened it; null: the province's, or the school's where `by_school`.
    Both days count. Whether it runs or is over follows from them.
    """

    name = models.CharField("Tên lớp", max_length=200, validators=[PLAIN_NAME])
    course_code = models.CharField("Mã khóa", max_length=20, blank=True, default="")
    kind = models.CharField("Loại trình độ", max_length=20, choices=KIND_CHOICES)
    level = models.PositiveSmallIntegerField("Trình độ đạt được")
    language = models.CharField("Ngôn ngữ", max_length=50, blank=True, default="")
    field_of_study = models.CharField("Ngành đào tạo", max_length=200, blank=True, default="")
    place = models.CharField("Địa điểm", max_length=200, blank=True, default="")
    organiser = models.CharField("Đơn vị tổ chức", max_length=200, blank=True, default="")
    by_school = models.BooleanField("Trường Chính trị tổ chức", default=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+",
        limit_choices_to=HELD_IN_PART, verbose_name="Ban tổ chức mở lớp",
    )  # fmt: skip
    starts = models.DateField("Khai giảng")
    ends = models.DateField("Bế giảng")
    award_expected = models.DateField("Dự kiến cấp bằng, chứng chỉ", null=True, blank=True)
    seats = models.PositiveSmallIntegerField("Số chỗ")
    decision_number = models.CharField("Số quyết định", max_length=50, blank=True, default="")
    decision_date = models.DateField("Ngày quyết định", null=True, blank=True)
    history = HistoricalRecords(verbose_name="Lịch sử lớp học")

    objects = TrainingClassQuerySet.as_manager()

    class Meta:
        verbose_name = "Lớp học"
        verbose_name_plural = "Lớp học"
        ordering = ("-starts", "name", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="training_class_ends_after_it_starts",
                violation_error_message="Ngày bế giảng phải từ ngày khai giảng trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(award_expected__isnull=True) | Q(award_expected__gte=F("ends")),
                name="training_class_awards_at_its_end",
                violation_error_message="Ngày dự kiến cấp phải từ ngày bế giảng trở đi.",
            ),
            models.CheckConstraint(
                condition=level_of_its_kind(),
                name="training_class_level_of_its_kind",
                violation_error_message="Trình độ này không có trong loại đã chọn.",
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1),
                name="training_class_has_seats",
                violation_error_message="Một lớp phải có ít nhất một chỗ.",
            ),
            models.CheckConstraint(
                condition=Q(by_school=False) | Q(unit__isnull=True),
                name="training_class_of_the_school_or_a_board",
                violation_error_message="Lớp do Trường Chính trị tổ chức không thuộc ban nào.",
            ),
            models.UniqueConstraint(
                fields=["name", "starts"],
                name="training_class_once",
                violation_error_message="Đã có lớp cùng tên khai giảng ngày này.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def level_label(self) -> str:
        """The level given, in words."""
        return KINDS[self.kind].level_label(self.level)

    @property
    def gives(self) -> str:
        """What it gives, in words: "Lý luận chính trị: Trung cấp"."""
        told = f"{KINDS[self.kind].label}: {self.level_label}"
        return ", ".join(filter(None, (told, self.language, self.field_of_study)))

    @property
    def expected(self) -> date:
        """The day from which what it gives is expected to count."""
        return self.award_expected or self.ends
