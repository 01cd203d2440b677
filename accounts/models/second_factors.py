from __future__ import annotations

from django.conf import settings
from django.db import models


class SecondFactor(models.Model):
    """What a user's phone shares with the portal: codes of six digits, each good once.

    `seed` makes the secret together with the portal's own key, so that the database alone makes
    no code. Since when a user has one stands in `User.second_factor_since`, with its history.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="second_factor",
        verbose_name="Người dùng",
    )
    seed = models.CharField("Hạt giống", max_length=32)
    last_step = models.BigIntegerField("Bước đã dùng", default=0)

    class Meta:
        verbose_name = "Xác thực hai lớp"
        verbose_name_plural = "Xác thực hai lớp"

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """A code that stands in for a lost phone, once; only its digest is kept."""

    factor = models.ForeignKey(
        SecondFactor, models.CASCADE, related_name="recovery_codes", verbose_name="Của"
    )
    digest = models.CharField("Dấu của mã", max_length=64)
    used_at = models.DateTimeField("Dùng lúc", null=True, blank=True)

    class Meta:
        verbose_name = "Mã dự phòng"
        verbose_name_plural = "Mã dự phòng"
        constraints = [
            models.UniqueConstraint(
                fields=["factor", "digest"],
                name="recovery_code_once",
                violation_error_message="Mã dự phòng này đã có.",
            )
        ]

    def __str__(self) -> str:
        return f"Mã dự phòng của {self.factor}"
