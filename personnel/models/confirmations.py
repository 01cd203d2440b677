from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .people import Person


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def in_force(self) -> ConfirmationQuerySet:
        """Those that nobody took back."""
        return self.filter(withdrawn_at__isnull=True)


class Confirmation(models.Model):
    """A doubt about somebody that a user looked into and found to be no mistake.

    `doubt` is a code of `personnel.doubts`, `facts` the fingerprint of what the doubt rested on:
    when one of these facts changes, the doubt has another and is told again.
    """

    # Keeps the number of a record that was deleted or joined, which may be put back under it.
    person = models.ForeignKey(
        Person, models.DO_NOTHING, related_name="+", verbose_name="Hồ sơ",
        db_constraint=False,
    )  # fmt: skip
    doubt = models.CharField("Nội dung cần xem lại", max_length=20)
    facts = models.CharField("Dấu của các thông tin", max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người xác nhận",
    )  # fmt: skip
    at = models.DateTimeField("Xác nhận lúc")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Người bỏ xác nhận",
    )  # fmt: skip
    withdrawn_at = models.DateTimeField("Bỏ xác nhận lúc", null=True, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = "Xác nhận nội dung cần xem lại"
        verbose_name_plural = "Xác nhận nội dung cần xem lại"
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "doubt", "facts"],
                condition=Q(withdrawn_at__isnull=True),
                name="confirmation_once_for_its_facts",
                violation_error_message="Nội dung này đã được xác nhận.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.doubt} ({self.at:%d/%m/%Y})"
