from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from personnel.basics.periods import VALIDITY, InForce, InForceQuerySet
from personnel.basics.plain import PLAIN_NAME
from personnel.models.hierarchy import HELD_IN_PART

from .grants import Grant
from .users import User

# What nobody reads of a token: its secret's digest, and how often it was used in its last minute.
_OF_THE_MACHINE = ["sha256", "last_used", "used"]


class ApiToken(InForce):
    """A right to read given to another system, which proves it by a secret.

    It may what a user with one such right sees; `people` is whether it is told of people by name,
    too. Of the secret its SHA-256 is kept, and the `prefix` by which people tell it from others.
    `last_used` is the minute in which it was used last, `used` how often in that minute.
    """

    # Roles that change nothing: a token never opens what only whoever edits may see.
    ROLES = (Grant.Role.PROVINCE_VIEWER, Grant.Role.VIEWER)

    label = models.CharField("Hệ thống sử dụng", max_length=100, validators=[PLAIN_NAME])
    role = models.CharField(
        "Vai trò", max_length=15, choices=[(role.value, role.label) for role in ROLES]
    )
    unit = models.ForeignKey(
        "personnel.Unit", models.PROTECT, null=True, blank=True, related_name="+",
        limit_choices_to=HELD_IN_PART, verbose_name="Phạm vi",
    )  # fmt: skip
    people = models.BooleanField("Được đọc danh sách nhân sự", default=False)
    valid_from = models.DateField("Từ ngày")
    valid_to = models.DateField("Đến hết ngày")
    prefix = models.CharField("Ký tự đầu của mã", max_length=12, editable=False)
    sha256 = models.CharField("Dấu của mã", max_length=64, editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người cấp", editable=False,
    )  # fmt: skip
    given_at = models.DateTimeField("Cấp lúc", editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người thu hồi", editable=False,
    )  # fmt: skip
    revoked_at = models.DateTimeField("Thu hồi lúc", null=True, editable=False)
    last_used = models.DateTimeField("Dùng gần nhất", null=True, editable=False)
    used = models.PositiveIntegerField("Số lần trong phút ấy", default=0, editable=False)
    history = HistoricalRecords(
        excluded_fields=_OF_THE_MACHINE,
        verbose_name="Lịch sử mã truy cập API",
        verbose_name_plural="Lịch sử mã truy cập API",
    )

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = "Mã truy cập API"
        verbose_name_plural = "Mã truy cập API"
        ordering = ("-given_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(role="province_viewer", unit__isnull=True)
                | Q(role="district_viewer", unit__isnull=False),
                name="api_token_unit_fits_role",
                violation_error_message=(
                    "Vai trò theo dõi hồ sơ phải chọn một đơn vị; vai trò theo dõi cấp tỉnh chọn "
                    "toàn tỉnh."
                ),
            ),
            models.CheckConstraint(
                condition=VALIDITY.in_order(),
                name="api_token_ends_after_it_starts",
                violation_error_message="Ngày hết hạn phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["sha256"],
                name="api_token_secret_once",
                violation_error_message="Mã truy cập API này đã có.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.prefix}…)"

    @cached_property
    def grant(self) -> Grant:
        """The right that it gives, as a user would have it."""
        days = {"valid_from": self.valid_from, "valid_to": self.valid_to}
        return Grant(role=self.role, unit=self.unit, **days)

    def viewer(self) -> User:
        """Return whoever reads by it: what they see is what a user with that one right sees.

        Nobody who is kept, and nobody who signs in.
        """
        user = User(username=self.prefix, full_name=self.label)
        user.rights = (self.grant,)
        return user

    def why_closed(self, day: date) -> str:
        """Return why it opens nothing on a day, in words; "" where it does."""
        if self.revoked_at:
            return "Mã truy cập API đã bị thu hồi."
        if self.ended_before(day):
            return f"Mã truy cập API đã hết hạn ngày {self.valid_to:%d/%m/%Y}."
        if self.begins_after(day):
            return f"Mã truy cập API chưa có hiệu lực, dùng được từ {self.valid_from:%d/%m/%Y}."
        return ""
