from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from personnel.basics.periods import VALIDITY, InForce, InForceQuerySet
from personnel.basics.plain import PLAIN_NAME
from personnel.checks.courses import check_course
from personnel.kinds import KIND_CHOICES, KINDS, level_of_its_kind


class CourseQuerySet(InForceQuerySet["Course"]):
    """Courses, asked by day."""


class Course(InForce):
    """A course that may be sent to: what it gives, on what it builds, how long it takes.

    Courses of one `code` give the same and build on different levels: 04 years to a đại học, 02
    from a cao đẳng. Nothing recorded builds on 0. It is in force as long as it may begin; it is a
    proposal until it is `confirmed`. After it somebody is to serve `service_times` as long as it
    took, a year at least.
    """

    class Form(models.TextChoices):
        FULL_TIME = "full_time", "Tập trung"
        PART_TIME = "part_time", "Vừa làm vừa học"
        DISTANCE = "distance", "Từ xa, trực tuyến"

    code = models.CharField("Mã khóa", max_length=20)
    name = models.CharField("Tên khóa", max_length=150, validators=[PLAIN_NAME])
    kind = models.CharField("Loại trình độ", max_length=20, choices=KIND_CHOICES)
    level = models.PositiveSmallIntegerField("Trình độ đạt được")
    language = models.CharField("Ngôn ngữ", max_length=50, blank=True, default="")
    builds_on = models.PositiveSmallIntegerField("Trình độ đầu vào", default=0)
    months = models.PositiveSmallIntegerField("Số tháng học")
    form = models.CharField("Hình thức", max_length=9, choices=Form)
    provider = models.CharField("Nơi thường mở", max_length=150, blank=True, default="")
    by_school = models.BooleanField("Trường Chính trị tổ chức", default=False)
    class_size = models.PositiveSmallIntegerField("Số người một lớp")
    party_required = models.BooleanField("Chỉ dành cho đảng viên", default=False)
    professional_required = models.PositiveSmallIntegerField(
        "Trình độ chuyên môn phải có trước", null=True, blank=True
    )
    oldest = models.PositiveSmallIntegerField("Tuổi cao nhất khi đi học", null=True, blank=True)
    service_times = models.PositiveSmallIntegerField(
        "Phải phục vụ gấp mấy lần thời gian học", default=0,
        help_text="0: một năm.",
    )  # fmt: skip
    confirmed = models.BooleanField("Đã xác nhận", default=False)
    valid_from = models.DateField("Áp dụng từ ngày", null=True, blank=True)
    valid_to = models.DateField("Áp dụng đến hết ngày", null=True, blank=True)
    history = HistoricalRecords(verbose_name="Lịch sử danh mục khóa học")

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = "Khóa học"
        verbose_name_plural = "Khóa học"
        ordering = ("kind", "level", "code", "builds_on", "valid_from")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "builds_on", "valid_from"],
                name="course_once_from_a_day",
                violation_error_message="Từ ngày này đã có khóa cùng mã và trình độ đầu vào.",
            ),
            models.UniqueConstraint(
                fields=["code", "builds_on"],
                condition=Q(valid_from__isnull=True),
                name="course_once_since_ever",
                violation_error_message="Đã có khóa cùng mã, đầu vào và không có ngày đầu.",
            ),
            models.CheckConstraint(
                condition=VALIDITY.in_order(),
                name="course_ends_after_it_starts",
                violation_error_message="Ngày cuối áp dụng phải từ ngày đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=level_of_its_kind(),
                name="course_level_of_its_kind",
                violation_error_message="Trình độ này không có trong loại đã chọn.",
            ),
            models.CheckConstraint(
                condition=Q(level__gt=F("builds_on")),
                name="course_gives_more_than_it_builds_on",
                violation_error_message="Trình độ đạt được phải cao hơn trình độ đầu vào.",
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=120),
                name="course_takes_months",
                violation_error_message="Thời gian học phải từ 1 đến 120 tháng.",
            ),
            models.CheckConstraint(
                condition=Q(class_size__gte=1),
                name="course_has_seats",
                violation_error_message="Một lớp phải có ít nhất một người.",
            ),
            models.CheckConstraint(
                condition=Q(form__in=["full_time", "part_time", "distance"]),
                name="course_form_known",
                violation_error_message="Hình thức học không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(professional_required__isnull=True)
                | Q(professional_required__lte=KINDS["professional"].top),
                name="course_asks_a_professional_level",
                violation_error_message="Trình độ chuyên môn phải có trước không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (từ {self.builds_on_label})" if self.builds_on else self.name

    def clean(self) -> None:
        """Refuse what does not agree with the other courses of the same code."""
        check_course(self)

    @property
    def level_label(self) -> str:
        """The level given, in words."""
        return KINDS[self.kind].level_label(self.level)

    @property
    def builds_on_label(self) -> str:
        """The level it builds on, in words."""
        return KINDS[self.kind].level_label(self.builds_on)
