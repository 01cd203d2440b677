from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from .courses import Course


class CourseSeatsQuerySet(models.QuerySet["CourseSeats"]):
    """Seats of courses, asked by year."""

    def bounds(self, years: Iterable[int]) -> dict[tuple[str, int], int]:
        """Return the most seats by course and year of the intake; none where there is no bound."""
        found = self.filter(year__in=list(years)).order_by()
        return {(code, year): seats for code, year, seats in found.values_list(*_COLUMNS)}


_COLUMNS = ("course_code", "year", "seats")


class CourseSeats(models.Model):
    """How many may begin a course in a year at most; a course without any has no bound."""

    course_code = models.CharField("Mã khóa", max_length=20)
    year = models.PositiveSmallIntegerField("Năm khai giảng")
    seats = models.PositiveIntegerField("Số chỗ nhiều nhất")
    history = HistoricalRecords(verbose_name="Lịch sử số chỗ của khóa học")

    objects = CourseSeatsQuerySet.as_manager()

    class Meta:
        verbose_name = "Số chỗ của khóa học"
        verbose_name_plural = "Số chỗ của khóa học"
        ordering = ("course_code", "year")
        constraints = [
            models.UniqueConstraint(
                fields=["course_code", "year"],
                name="course_seats_once_a_year",
                violation_error_message="Khóa này đã có số chỗ của năm đó.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2020, year__lte=2100),
                name="course_seats_of_a_year",
                violation_error_message="Năm khai giảng phải từ 2020 đến 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_code}, {self.year}: {self.seats}"

    def clean(self) -> None:
        """Refuse a code that no course of the catalogue has."""
        if not Course.objects.filter(code=self.course_code).exists():
            raise ValidationError({"course_code": "Không có khóa nào mang mã này trong danh mục."})
