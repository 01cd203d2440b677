from __future__ import annotations

from collections.abc import Mapping

from django.db import models

from personnel.basics.fields import DerivedCharField
from personnel.words.vietnamese import fold

from .people import Person, name_matches


class FormerNameQuerySet(models.QuerySet["FormerName"]):
    def like(self, text: str) -> FormerNameQuerySet:
        """Names that match, as `PersonQuerySet.named_like`."""
        return self.filter(name_matches(text, "name"))

    def keep(self, new: Mapping[int, str]) -> None:
        """Keep the names of people who are about to get other ones; two queries."""
        now = Person.objects.filter(pk__in=list(new)).values_list("pk", "full_name")
        kept = [FormerName(record=pk, name=name) for pk, name in now if name != new[pk]]
        FormerName.objects.bulk_create(kept, ignore_conflicts=True, batch_size=500)


class FormerName(models.Model):
    """A name that somebody had, by which they are still looked for.

    The history tells when and by whom it was changed. It stays when the record is deleted, as
    the history does, and is found again when the record is put back.
    """

    record = models.BigIntegerField("Số hồ sơ", db_index=True)
    name = models.CharField("Họ và tên trước đây", max_length=100)
    search_name = DerivedCharField(source="name", derive=fold, max_length=100)

    objects = FormerNameQuerySet.as_manager()

    class Meta:
        verbose_name = "Họ tên trước đây"
        verbose_name_plural = "Họ tên trước đây"
        indexes = [models.Index(fields=["search_name"], name="former_name_search")]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "name"],
                name="former_name_once",
                violation_error_message="Họ tên này đã được giữ.",
            )
        ]

    def __str__(self) -> str:
        return self.name
