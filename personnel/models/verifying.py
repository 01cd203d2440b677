"""Whether somebody looked into a diploma or certificate, and what they found."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import OuterRef, Q


class Verification(models.TextChoices):
    """What was found of a credential that somebody looked into."""

    VERIFIED = "verified", "Đã xác minh"
    DOUBTED = "doubted", "Có nghi vấn"
    WITHDRAWN = "withdrawn", "Đã thu hồi"


def not_withdrawn(day: date | OuterRef) -> Q:
    """Return the condition on a credential: it was not withdrawn on `day` or before.

    The day of the withdrawal itself counts no more.
    """
    return ~Q(verification=Verification.WITHDRAWN) | Q(verified_on__gt=day)


class Verifiable(models.Model):
    """A record that may be verified, doubted or withdrawn, on a day and by a document."""

    verification = models.CharField(
        "Xác minh", max_length=9, choices=Verification, blank=True, default=""
    )
    verified_on = models.DateField("Ngày xác minh, thu hồi", null=True, blank=True)
    verified_by_document = models.CharField(
        "Văn bản xác minh, thu hồi", max_length=200, blank=True, default=""
    )

    class Meta:
        abstract = True

    def withdrawn_by(self, day: date) -> bool:
        """Whether it was withdrawn on `day` or before, as `not_withdrawn` asks."""
        withdrawn = self.verification == Verification.WITHDRAWN
        return withdrawn and self.verified_on is not None and self.verified_on <= day

    @property
    def is_doubted(self) -> bool:
        """Whether it counts, and is still in doubt."""
        return self.verification == Verification.DOUBTED

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is withdrawn, from whatever day."""
        return self.verification == Verification.WITHDRAWN

    @property
    def verification_told(self) -> str:
        """What was found, when and by what: "Đã thu hồi ngày 05/03/2024, QĐ số 12/QĐ-ĐHQN"."""
        if not self.verification or self.verified_on is None:
            return ""
        found = f"{self.get_verification_display()} ngày {self.verified_on:%d/%m/%Y}"
        return ", ".join(filter(None, (found, self.verified_by_document)))


def verification_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Return what a table of verifiable records must hold, named after it."""
    return [
        models.CheckConstraint(
            condition=Q(verification="", verified_on__isnull=True, verified_by_document="")
            | Q(verification__in=Verification.values, verified_on__isnull=False),
            name=f"{prefix}_verified_on_a_day",
            violation_error_message=(
                "Đã xác minh, có nghi vấn hoặc đã thu hồi thì phải có ngày; "
                "chưa xác minh thì để trống ngày và văn bản."
            ),
        ),
        models.CheckConstraint(
            condition=~Q(verification="withdrawn") | ~Q(verified_by_document=""),
            name=f"{prefix}_withdrawn_by_a_document",
            violation_error_message="Văn bằng đã thu hồi phải ghi văn bản thu hồi.",
        ),
    ]
