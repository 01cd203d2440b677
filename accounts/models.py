from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q


class UserManager(DjangoUserManager["User"]):
    def create_superuser(self, username: str, **fields: Any) -> "User":  # type: ignore[override]
        """Create a superuser; one administers the whole province."""
        return super().create_superuser(username, **{"role": User.Role.PROVINCE_ADMIN} | fields)


class User(AbstractUser):
    """Someone who signs in; the role says what they may do, the district how much they see."""

    class Role(models.TextChoices):
        PROVINCE_ADMIN = "province_admin", "Quản trị cấp tỉnh"
        PROVINCE_VIEWER = "province_viewer", "Theo dõi cấp tỉnh"
        DISTRICT_EDITOR = "district_editor", "Cập nhật cấp huyện"
        DISTRICT_VIEWER = "district_viewer", "Theo dõi cấp huyện"

    PROVINCE_ROLES = (Role.PROVINCE_ADMIN, Role.PROVINCE_VIEWER)

    first_name = last_name = None  # type: ignore[assignment]  # one field, Vietnamese order
    full_name = models.CharField("Họ và tên", max_length=100, blank=True, default="")
    role = models.CharField("Vai trò", max_length=15, choices=Role)
    district = models.ForeignKey(
        "personnel.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"level": "district"},
        verbose_name="Huyện phụ trách",
    )

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "Người dùng"
        verbose_name_plural = "Người dùng"
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["province_admin", "province_viewer"], district__isnull=True)
                | Q(role__in=["district_editor", "district_viewer"], district__isnull=False),
                name="user_district_fits_role",
                violation_error_message=(
                    "Vai trò cấp huyện phải có huyện phụ trách; vai trò cấp tỉnh thì không."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    @property
    def sees_province(self) -> bool:
        """Whether every unit of the province is open to this user."""
        return self.is_active and self.role in self.PROVINCE_ROLES

    @property
    def scope_districts(self) -> frozenset[int]:
        """The district open to a district user; empty when nothing is."""
        if not self.is_active or self.sees_province or self.district_id is None:
            return frozenset()
        return frozenset({self.district_id})

    @property
    def edits_province(self) -> bool:
        """Whether records of every unit are in this user's hands."""
        return self.may_administer

    @property
    def edited_districts(self) -> frozenset[int]:
        """The districts whose records are in this user's hands."""
        return self.scope_districts if self.role == self.Role.DISTRICT_EDITOR else frozenset()

    @property
    def may_administer(self) -> bool:
        """Whether users and reference data are in this user's hands."""
        return self.is_active and self.role == self.Role.PROVINCE_ADMIN

    @property
    def may_edit(self) -> bool:
        """Whether this user may change records within their scope."""
        return self.edits_province or bool(self.edited_districts)
