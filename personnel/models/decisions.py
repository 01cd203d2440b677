"""The decision by which somebody holds a title: its number and day, on what basis, how."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from personnel.words.dates import PrecisionField, precise_when_known, show


class Basis(models.TextChoices):
    """On what basis a title is held."""

    ELECTED = "elected", "Bầu"
    DESIGNATED = "designated", "Chỉ định"
    APPOINTED = "appointed", "Bổ nhiệm"
    APPROVED = "approved", "Phê chuẩn"
    RECRUITED = "recruited", "Tuyển dụng"
    RECEIVED = "received", "Tiếp nhận"
    MOVED = "moved", "Điều động"
    ROTATED = "rotated", "Luân chuyển"
    SECONDED = "seconded", "Biệt phái"

    @classmethod
    def movements(cls) -> tuple[str, ...]:
        """Return those by which somebody is moved from one place of work to another (III.4)."""
        return cls.ROTATED, cls.MOVED, cls.SECONDED


class Origin(models.TextChoices):
    """Where somebody came from to a title, as far as the posts in communes do not tell it."""

    DISTRICT = "district", "Cơ quan cấp huyện"
    PROVINCE = "province", "Cơ quan cấp tỉnh"
    COMMUNE = "commune", "Xã, phường, thị trấn khác"


class Acting(models.TextChoices):
    """How a title is held by somebody who does not hold it in full."""

    ACTING = "acting", "Quyền"
    IN_CHARGE = "in_charge", "Phụ trách"


class ByDecision(models.Model):
    """A title held, or to be held, by a decision; everything may be unknown."""

    DECISION: ClassVar[tuple[str, ...]] = (
        "decision_number", "decision_date", "decision_precision", "basis", "acting",
    )  # fmt: skip

    decision_number = models.CharField("Số quyết định", max_length=50, blank=True, default="")
    decision_date = models.DateField("Ngày quyết định", null=True, blank=True)
    decision_precision = PrecisionField("Độ chính xác của ngày quyết định")
    basis = models.CharField("Hình thức", max_length=10, choices=Basis, blank=True, default="")
    acting = models.CharField(
        "Quyền, phụ trách", max_length=9, choices=Acting, blank=True, default=""
    )

    class Meta:
        abstract = True

    @property
    def decision(self) -> dict[str, object]:
        """The columns about the decision, to be written of another record."""
        return {name: getattr(self, name) for name in self.DECISION}

    @property
    def decision_date_shown(self) -> str:
        """The day of the decision as precisely as it was entered; "" when unknown."""
        return show(self.decision_date, self.decision_precision)

    @property
    def paper_told(self) -> str:
        """On what basis and by which decision: "Điều động, QĐ số 12-QĐ/HU ngày 05/03/2024"."""
        number = f"QĐ số {self.decision_number}" if self.decision_number else ""
        day = f"ngày {self.decision_date_shown}" if self.decision_date else ""
        paper = " ".join(filter(None, (number or ("QĐ" if day else ""), day)))
        basis = self.get_basis_display() if self.basis else ""
        return ", ".join(filter(None, (basis, paper)))


def decision_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Return what a table of titles by decision must hold, named after it."""
    return [
        models.CheckConstraint(
            condition=precise_when_known("decision_date", "decision_precision"),
            name=f"{prefix}_decision_precision",
            violation_error_message="Ngày quyết định phải kèm độ chính xác.",
        ),
        models.CheckConstraint(
            condition=Q(basis__in=["", *Basis.values]),
            name=f"{prefix}_basis_known",
            violation_error_message="Không có hình thức giữ chức danh này.",
        ),
        models.CheckConstraint(
            condition=Q(acting__in=["", *Acting.values]),
            name=f"{prefix}_acting_known",
            violation_error_message="Chỉ ghi quyền hoặc phụ trách, hoặc để trống.",
        ),
    ]
