from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, day: date) -> GrantQuerySet:
        """Rights that hold on `day`; their first and last day count."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def of_administrators(self) -> GrantQuerySet:
        """Rights to administer of users who may sign in."""
        return self.filter(role=Grant.Role.PROVINCE_ADMIN, user__is_active=True)


class Grant(models.Model):
    """A right that a user has from one day to another: the role, and the district it is about.

    Both days count; null is open. A user may hold several, and has what all of them give.
    """

    class Role(models.TextChoices):
        """What a right lets its user do."""

        PROVINCE_ADMIN = "province_admin", "Quản trị cấp tỉnh"
        PROVINCE_VIEWER = "province_viewer", "Theo dõi cấp tỉnh"
        DISTRICT_EDITOR = "district_editor", "Cập nhật cấp huyện"
        DISTRICT_VIEWER = "district_viewer", "Theo dõi cấp huyện"

    PROVINCE_ROLES = (Role.PROVINCE_ADMIN, Role.PROVINCE_VIEWER)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="grants",
        verbose_name="Người dùng",
    )
    role = models.CharField("Vai trò", max_length=15, choices=Role)
    district = models.ForeignKey(
        "personnel.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"level": "district"},
        verbose_name="Huyện phụ trách",
    )
    valid_from = models.DateField("Từ ngày", null=True, blank=True)
    valid_to = models.DateField("Đến hết ngày", null=True, blank=True)
    history = HistoricalRecords(verbose_name="Lịch sử quyền", verbose_name_plural="Lịch sử quyền")

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "Quyền"
        verbose_name_plural = "Quyền"
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["province_admin", "province_viewer"], district__isnull=True)
                | Q(role__in=["district_editor", "district_viewer"], district__isnull=False),
                name="grant_district_fits_role",
                violation_error_message=(
                    "Vai trò cấp huyện phải có huyện phụ trách; vai trò cấp tỉnh thì không."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="grant_ends_after_it_starts",
                violation_error_message="Ngày hết quyền phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "district"],
                condition=Q(valid_to__isnull=True),
                name="grant_open_once_in_a_district",
                violation_error_message="Người dùng đã có quyền này tại huyện, không thời hạn.",
            ),
            # Two nulls are never equal, so the whole province needs a rule of its own.
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(valid_to__isnull=True, district__isnull=True),
                name="grant_open_once_in_the_province",
                violation_error_message="Người dùng đã có quyền cấp tỉnh này, không thời hạn.",
            ),
        ]

    def __str__(self) -> str:
        role = self.get_role_display()
        return f"{role}: {self.district}" if self.district_id else role
