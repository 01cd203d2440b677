from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from personnel.models.units import Unit
from personnel.scope import Editor


class TaughtQuerySet(models.QuerySet[Any]):
    def editable_by(self, user: Editor) -> TaughtQuerySet:
        """What was taught by boards whose records the user keeps; that of several by any of them.

        A file of several units is in the hands of whoever has a right for more than one.
        """
        if user.edits_province:
            return self.all()
        own = Q(district__in=user.edited_units)
        several = Q(district__isnull=True) if len(user.edited_boards) > 1 else Q(pk__in=[])
        return self.filter(own | several)


def _once_of_a_board(name: str, *fields: str) -> list[models.BaseConstraint]:
    """Return the constraints that a board, or several boards' files, teaches a thing once."""
    several = Q(district__isnull=True)
    return [
        models.UniqueConstraint(fields=["district", *fields], name=f"{name}_district"),
        models.UniqueConstraint(fields=fields, condition=several, name=f"{name}_several"),
    ]


class Taught(models.Model):
    """What somebody told once of a board's files; none stands for files of several."""

    district = models.ForeignKey(
        Unit, models.CASCADE, null=True, related_name="+", verbose_name="Đơn vị"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người trả lời",
    )  # fmt: skip
    at = models.DateTimeField("Trả lời lúc")

    objects = TaughtQuerySet.as_manager()

    class Meta:
        abstract = True


class RememberedLayout(Taught):
    """How a board's files with these headings are read, as it was corrected by hand.

    `signature` is that of the headings as they are found before any correction.
    """

    signature = models.CharField("Dấu của tiêu đề", max_length=64)
    correction = models.JSONField("Cách đọc đã chỉnh")

    class Meta:
        db_table = "personnel_rememberedlayout"
        verbose_name = "Cách đọc đã nhớ"
        verbose_name_plural = "Cách đọc đã nhớ"
        constraints = _once_of_a_board("remembered_layout_of", "signature")

    def __str__(self) -> str:
        return f"{self.district or 'Nhiều đơn vị'}, {self.at:%d/%m/%Y}"


class TaughtReading(Taught):
    """A text of a board's files and what is read instead of it, as somebody answered once.

    `key` is `deciding.answer_key` of the text, `field` that of its column.
    """

    field = models.CharField("Cột", max_length=30)
    key = models.CharField("Khóa", max_length=300)
    text = models.CharField("Tệp ghi", max_length=300)
    value = models.CharField("Đọc là", max_length=200)

    class Meta:
        verbose_name = "Cách đọc đã trả lời"
        verbose_name_plural = "Cách đọc đã trả lời"
        ordering = ("district", "field", "text", "pk")
        constraints = _once_of_a_board("taught_once_by", "field", "key")

    def __str__(self) -> str:
        return f"{self.text}: {self.value}"
