from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from personnel.basics.plain import PLAIN_NAME
from personnel.kinds import KIND_CHOICES, KINDS
from personnel.scope import Viewer
from targets.criteria import HORIZONS
from targets.rules import Horizon


class TrainingScenarioQuerySet(models.QuerySet["TrainingScenario"]):
    def visible_to(self, user: Viewer) -> TrainingScenarioQuerySet:
        """Every one for provincial users, none for others: it is about the whole province."""
        return self.all() if user.sees_province else self.none()


class TrainingScenario(models.Model):
    """A plan of studies tried out, kept under a name; nothing follows from it.

    `wishes` as `targets.needs.wishes.Wishes.as_json` writes them, but for whom was taken or left
    by hand (`ScenarioMove`); `readings` are the codes of the criteria that are read otherwise.
    Courses begin from `start` on. What comes of it is worked out whenever it is looked at.
    """

    name = models.CharField("Tên phương án", max_length=100, validators=[PLAIN_NAME])
    horizon = models.CharField(
        "Mốc mục tiêu", max_length=4, choices=[(code, h.label) for code, h in HORIZONS.items()]
    )
    start = models.DateField("Khai giảng từ ngày")
    wishes = models.JSONField("Lựa chọn", default=dict, blank=True)
    readings = models.JSONField("Cách hiểu khác", default=list, blank=True)
    note = models.CharField("Ghi chú", max_length=500, blank=True, default="")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người lưu",
    )  # fmt: skip
    saved_at = models.DateTimeField("Lưu lúc")
    history = HistoricalRecords(verbose_name="Lịch sử phương án học tập")

    objects = TrainingScenarioQuerySet.as_manager()

    class Meta:
        verbose_name = "Phương án học tập"
        verbose_name_plural = "Phương án học tập"
        ordering = ("-saved_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="training_scenario_name_once",
                violation_error_message="Đã có phương án mang tên này.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="training_scenario_has_name",
                violation_error_message="Phương án phải có tên.",
            ),
            models.CheckConstraint(
                condition=Q(horizon__in=["2025", "2030"]),
                name="training_scenario_horizon_known",
                violation_error_message="Mốc mục tiêu là 2025 hoặc 2030.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def target(self) -> Horizon:
        """The horizon on whose deadline it is judged."""
        return HORIZONS[self.horizon]

    @property
    def deadline(self) -> date:
        """The day by which the shares are to be reached."""
        return self.target.deadline


class ScenarioMove(models.Model):
    """Somebody put into a scenario for a kind of course by hand, or taken out of it, and why.

    The person by number, so that a record that goes takes no scenario with it. `kind` "": of
    whatever kind, where they are taken out.
    """

    scenario = models.ForeignKey(
        TrainingScenario, models.CASCADE, related_name="moves", verbose_name="Phương án học tập",
        db_index=False,  # scenario_move_once_a_person_and_kind begins with it
    )  # fmt: skip
    person = models.BigIntegerField("Số hồ sơ", db_index=True)
    kind = models.CharField(
        "Loại trình độ", max_length=20, choices=KIND_CHOICES, blank=True, default=""
    )
    taken = models.BooleanField("Đưa vào")
    reason = models.CharField("Lý do", max_length=200)
    history = HistoricalRecords(verbose_name="Lịch sử lựa chọn người học")

    class Meta:
        verbose_name = "Lựa chọn người học"
        verbose_name_plural = "Lựa chọn người học"
        ordering = ("person", "kind")
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "person", "kind"],
                name="scenario_move_once_a_person_and_kind",
                violation_error_message="Người này đã được chọn cho loại trình độ này.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="scenario_move_says_why",
                violation_error_message="Đưa vào, đưa ra khỏi phương án phải có lý do.",
            ),
            models.CheckConstraint(
                condition=Q(taken=False) | ~Q(kind=""),
                name="scenario_move_into_a_kind",
                violation_error_message="Đưa vào phương án phải nêu loại trình độ.",
            ),
        ]

    def __str__(self) -> str:
        how = "đưa vào" if self.taken else "đưa ra"
        kind = f", {KINDS[self.kind].label}" if self.kind else ""
        return f"Hồ sơ số {self.person}: {how}{kind}"
