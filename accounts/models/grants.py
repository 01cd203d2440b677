from __future__ import annotations

from collections import defaultdict

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from personnel.basics.periods import VALIDITY, InForce, InForceQuerySet
from personnel.models.hierarchy import HELD_IN_PART
from personnel.places.reaching import reaches_of
from personnel.scope import Reach


class GrantQuerySet(InForceQuerySet["Grant"]):
    def of_administrators(self) -> GrantQuerySet:
        """Rights to administer of users who may sign in."""
        return self.filter(role=Grant.Role.PROVINCE_ADMIN, user__is_active=True)

    def reaches(self) -> dict[int, Reach]:
        """How far these rights for some units go together, by user; three queries at most."""
        held: dict[int, set[int]] = defaultdict(set)
        for user, unit in self.filter(unit__isnull=False).values_list("user_id", "unit_id"):
            held[user].add(unit or 0)
        return dict(zip(held, reaches_of(*held.values()), strict=True))


class Grant(InForce):
    """A right that a user has from one day to another: the role, and the unit it is about.

    Both days count; null is open. A user may hold several, and has what all of them give.
    """

    class Role(models.TextChoices):
        """What a right lets its user do."""

        PROVINCE_ADMIN = "province_admin", "Quản trị cấp tỉnh"
        PROVINCE_VIEWER = "province_viewer", "Theo dõi cấp tỉnh"
        # Stored as they were named when only districts had boards here.
        EDITOR = "district_editor", "Cập nhật hồ sơ"
        VIEWER = "district_viewer", "Theo dõi hồ sơ"
        # Sees the needs and classes of its courses, and nothing else of anybody.
        SCHOOL = "school", "Trường Chính trị"
        # Opens planning of the people whom other rights show; of nobody by itself.
        PLANNER = "planner", "Xem, cập nhật quy hoạch"

    PROVINCE_ROLES = (Role.PROVINCE_ADMIN, Role.PROVINCE_VIEWER)
    ROLES_OF_NO_UNIT = (*PROVINCE_ROLES, Role.SCHOOL, Role.PLANNER)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="grants",
        verbose_name="Người dùng",
    )
    role = models.CharField("Vai trò", max_length=15, choices=Role)
    unit = models.ForeignKey(
        "personnel.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=HELD_IN_PART,
        verbose_name="Đơn vị phụ trách",
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
                condition=Q(
                    role__in=["province_admin", "province_viewer", "school", "planner"],
                    unit__isnull=True,
                )
                | Q(role__in=["district_editor", "district_viewer"], unit__isnull=False),
                name="grant_unit_fits_role",
                violation_error_message=(
                    "Vai trò cập nhật, theo dõi hồ sơ phải có đơn vị phụ trách; vai trò cấp tỉnh, "
                    "Trường Chính trị, quy hoạch thì không."
                ),
            ),
            models.CheckConstraint(
                condition=VALIDITY.in_order(),
                name="grant_ends_after_it_starts",
                violation_error_message="Ngày hết quyền phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                condition=Q(valid_to__isnull=True),
                name="grant_open_once_in_a_unit",
                violation_error_message="Người dùng đã có quyền này tại đơn vị, không thời hạn.",
            ),
            # Two nulls are never equal, so the whole province needs a rule of its own.
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(valid_to__isnull=True, unit__isnull=True),
                name="grant_open_once_in_the_province",
                violation_error_message="Người dùng đã có quyền cấp tỉnh này, không thời hạn.",
            ),
        ]

    def __str__(self) -> str:
        role = self.get_role_display()
        return f"{role}: {self.unit}" if self.unit_id else role
