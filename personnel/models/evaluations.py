"""What was said of a year: of a person's work, and of the collectives of a commune (III.4)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, IntegerField, Q
from django.db.models.functions import Cast, ExtractYear
from django.db.models.lookups import GreaterThanOrEqual
from simple_history.models import HistoricalRecords

from personnel.scope import Viewer
from personnel.words.grades import Grade

from .hierarchy import COMMUNES, OfUnitsQuerySet
from .people import Person
from .units import Unit

FIRST_YEAR, LAST_YEAR = 1990, 2100


class Graded(models.Model):
    """A level of one year, with the paper that says it; number and day may be unknown."""

    year = models.PositiveSmallIntegerField("Năm")
    grade = models.CharField("Mức xếp loại", max_length=9, choices=Grade)
    document_number = models.CharField("Số văn bản", max_length=50, blank=True, default="")
    document_date = models.DateField("Ngày văn bản", null=True, blank=True)
    note = models.CharField("Ghi chú", max_length=200, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def paper_told(self) -> str:
        """By which paper: "số 12-QĐ/HU ngày 05/12/2024"; "" where nothing is known of it."""
        number = f"số {self.document_number}" if self.document_number else ""
        day = f"ngày {self.document_date:%d/%m/%Y}" if self.document_date else ""
        return " ".join(filter(None, (number, day)))

    @property
    def told(self) -> str:
        """The level in one line: "2024: Hoàn thành tốt nhiệm vụ, số 12-QĐ/HU"."""
        return ", ".join(filter(None, (str(self), self.paper_told)))

    @property
    def failed(self) -> bool:
        """Whether it is the lowest level."""
        return self.grade == Grade.FAILED


def _constraints(name: str) -> list[models.BaseConstraint]:
    """Return what both tables must hold, named after each."""
    return [
        models.CheckConstraint(
            condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
            name=f"{name}_year_plausible",
            violation_error_message="Năm xếp loại phải từ 1990 đến 2100.",
        ),
        models.CheckConstraint(
            condition=Q(grade__in=["excellent", "good", "fulfilled", "failed"]),
            name=f"{name}_grade_known",
            violation_error_message="Mức xếp loại không hợp lệ.",
        ),
        models.CheckConstraint(
            condition=Q(document_date__isnull=True) | _paper_from_its_year(),
            name=f"{name}_paper_from_its_year",
            violation_error_message="Ngày văn bản không được trước năm xếp loại.",
        ),
    ]


def _paper_from_its_year() -> Q:
    """Return the condition that the paper is not of an earlier year, cast as `is_of_year`."""
    year = ExtractYear(Cast("document_date", models.DateField()))
    return Q(GreaterThanOrEqual(year, Cast(F("year"), IntegerField())))


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Evaluations of people, asked by year and by who looks."""

    def visible_to(self, user: Viewer) -> EvaluationQuerySet:
        """Those of the people whom `user` may see."""
        if user.sees_province:
            return self.all()
        return self.filter(person__in=Person.objects.visible_to(user))

    def of_year(self, year: int) -> EvaluationQuerySet:
        """Those of one year."""
        return self.filter(year=year)

    def failed(self) -> EvaluationQuerySet:
        """Those of the lowest level."""
        return self.filter(grade=Grade.FAILED)


class Evaluation(Graded):
    """The level of somebody's work in one year (Nghị định 90/2020/NĐ-CP).

    Whoever is no cadre or civil servant may have one too, as the decree is applied to them by
    analogy; what counts them apart is the group of their title.
    """

    person = models.ForeignKey(
        Person,
        models.CASCADE,
        related_name="evaluations",
        verbose_name="Người được xếp loại",
        db_index=False,  # evaluation_once_a_year begins with it
    )
    history = HistoricalRecords(verbose_name="Lịch sử xếp loại hằng năm")

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "Xếp loại hằng năm"
        verbose_name_plural = "Xếp loại hằng năm"
        ordering = ("-year", "-pk")
        indexes = [models.Index(fields=["year", "grade"], name="evaluation_of_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                name="evaluation_once_a_year",
                violation_error_message="Người này đã có mức xếp loại của năm đó.",
            ),
            *_constraints("evaluation"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_grade_display()}"


class UnitEvaluationQuerySet(OfUnitsQuerySet["UnitEvaluation"]):
    """Evaluations of collectives, asked by their commune."""

    def visible_to(self, user: Viewer) -> UnitEvaluationQuerySet:
        """Those of the units that `user` may see."""
        return self.all() if user.sees_province else self.filter(unit__in=user.scope_units)

    def of_year(self, year: int) -> UnitEvaluationQuerySet:
        """Those of one year."""
        return self.filter(year=year)


class UnitEvaluation(Graded):
    """The level of a collective of a commune in one year."""

    class Collective(models.TextChoices):
        """Which collective of a commune."""

        PARTY = "party", "Đảng bộ"
        PEOPLES = "peoples", "Chính quyền"

    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="evaluations",
        verbose_name="Đơn vị",
        limit_choices_to=COMMUNES,
        db_index=False,  # unit_evaluation_once_a_year begins with it
    )
    collective = models.CharField("Tập thể", max_length=7, choices=Collective)
    history = HistoricalRecords(verbose_name="Lịch sử xếp loại tập thể")

    objects = UnitEvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "Xếp loại tập thể"
        verbose_name_plural = "Xếp loại tập thể"
        ordering = ("-year", "unit", "collective")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "collective", "year"],
                name="unit_evaluation_once_a_year",
                violation_error_message="Tập thể này đã có mức xếp loại của năm đó.",
            ),
            models.CheckConstraint(
                condition=Q(collective__in=["party", "peoples"]),
                name="unit_evaluation_collective_known",
                violation_error_message="Không có tập thể này.",
            ),
            *_constraints("unit_evaluation"),
        ]

    def __str__(self) -> str:
        told = f"{self.get_collective_display()} {self.unit}"
        return f"{told}, {self.year}: {self.get_grade_display()}"
