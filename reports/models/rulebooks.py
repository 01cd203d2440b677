from __future__ import annotations

from django.db import models


class Rulebook(models.Model):
    """The rules in force when figures were frozen, written once for all that were frozen by them.

    `facts` as `reports.periods.ruling.rules_on` writes them, `sha256` of these. Never changed.
    """

    sha256 = models.CharField("Mã của bộ quy tắc", max_length=64, unique=True)
    facts = models.JSONField("Quy tắc")

    class Meta:
        verbose_name = "Bộ quy tắc đã áp dụng"
        verbose_name_plural = "Bộ quy tắc đã áp dụng"

    def __str__(self) -> str:
        return self.sha256[:12]
