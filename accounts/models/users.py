from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from personnel.basics.asked_again import asked_again
from personnel.basics.plain import PLAIN_NAME
from personnel.models import Unit
from personnel.places.reaching import reaches_of
from personnel.scope import Reach

from .grants import Grant


class UserQuerySet(models.QuerySet["User"]):
    def holding(self, day: date, **right: Any) -> UserQuerySet:
        """Users with a right in force on `day`, of that role or unit when named."""
        grants = Grant.objects.in_force(day).filter(**right)
        return self.filter(pk__in=grants.values("user"))

    def reaching(self, day: date, units: Collection[int]) -> UserQuerySet:
        """Users whose rights for parts of the province on `day` reach one of `units` (ids)."""
        reaches = Grant.objects.in_force(day).reaches()
        return self.filter(
            pk__in=[pk for pk, reach in reaches.items() if not reach.units.isdisjoint(units)]
        )


_Manager = DjangoUserManager.from_queryset(UserQuerySet)


class UserManager(_Manager["User"]):
    @transaction.atomic
    def create_superuser(  # type: ignore[override]  # Django's takes what it needs by position too
        self, username: str, **fields: Any
    ) -> User:
        """Create a superuser; one administers the whole province, without end."""
        user: User = super().create_superuser(username, **fields)
        user.grants.create(role=Grant.Role.PROVINCE_ADMIN)
        return user


class User(AbstractUser):
    """Someone who signs in; their grants say what they may do, and where.

    Rights are always those of today, whatever day a page shows: a board that looks back at
    2022 sees what it may see now, and a right that ends tonight opens nothing tomorrow. They
    are read once, when first asked for, and are the same as long as this object lives (a
    request). Whoever is not active has none.
    """

    first_name = last_name = None  # type: ignore[assignment]  # one field, Vietnamese order
    last_login = None  # sign-ins are kept one by one
    full_name = models.CharField(
        "Họ và tên", max_length=100, blank=True, default="", validators=[PLAIN_NAME]
    )
    must_change_password = models.BooleanField("Phải đổi mật khẩu", default=False)
    password_until = models.DateTimeField("Mật khẩu tạm dùng đến", null=True, blank=True)
    second_factor_since = models.DateTimeField("Xác thực hai lớp từ", null=True, blank=True)
    history = HistoricalRecords(
        excluded_fields=["password"],
        verbose_name="Lịch sử tài khoản",
        verbose_name_plural="Lịch sử tài khoản",
    )

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "Người dùng"
        verbose_name_plural = "Người dùng"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """Return the one field that holds the name; Django's pages ask for it so."""
        return self.full_name

    @cached_property
    def rights(self) -> tuple[Grant, ...]:
        """The grants in force today, with their units; one query for the object's life."""
        if not self.is_active or self.pk is None:
            return ()
        return tuple(_rights_of(self.pk, day=timezone.localdate()))

    @property
    def scope(self) -> Reach:
        """What is open to whoever does not see the province; nothing when everything is."""
        return self._reaches[0]

    @property
    def edited(self) -> Reach:
        """The units whose records are in this user's hands by a right for some of them."""
        return self._reaches[1]

    @cached_property
    def _reaches(self) -> list[Reach]:
        """How far the rights for some units go, to see and to edit; two queries at most."""
        editing = self._held(Grant.Role.EDITOR)
        seeing = frozenset() if self.sees_province else editing | self._held(Grant.Role.VIEWER)
        return reaches_of(seeing, editing)

    @property
    def sees_province(self) -> bool:
        """Whether every unit of the province is open to this user."""
        return any(grant.role in Grant.PROVINCE_ROLES for grant in self.rights)

    @property
    def scope_units(self) -> frozenset[int]:
        """The units open to whoever does not see the province; empty when everything is open."""
        return self.scope.units

    @property
    def edits_province(self) -> bool:
        """Whether records of every unit are in this user's hands."""
        return self.may_administer

    @property
    def edited_units(self) -> frozenset[int]:
        """The units whose records are in this user's hands."""
        return self.edited.units

    @property
    def edited_boards(self) -> frozenset[int]:
        """The units that the rights to edit are given for: whose boards this user acts for."""
        return self._held(Grant.Role.EDITOR)

    @property
    def may_administer(self) -> bool:
        """Whether users and reference data are in this user's hands."""
        return any(grant.role == Grant.Role.PROVINCE_ADMIN for grant in self.rights)

    @property
    def sees_planning(self) -> bool:
        """Whether planning is open, where the province turned it on; no other right gives it."""
        return settings.PLANNING and any(grant.role == Grant.Role.PLANNER for grant in self.rights)

    @property
    def teaches(self) -> bool:
        """Whether the courses of the Political School are in this user's hands."""
        return any(grant.role == Grant.Role.SCHOOL for grant in self.rights)

    @property
    def only_teaches(self) -> bool:
        """Whether these courses are all: no record is open to this user."""
        return self.teaches and not (self.sees_province or self.scope_units)

    @property
    def must_have_second_factor(self) -> bool:
        """Whether no page opens to this user without a second factor."""
        if settings.TWO_FACTORS_OF_EVERYBODY:
            return True
        return settings.TWO_FACTORS_REQUIRED and self.may_administer

    @property
    def needs_second_factor(self) -> bool:
        """Whether the user has yet to set up the second factor that is asked of them."""
        return self.second_factor_since is None and self.must_have_second_factor

    @property
    def may_edit(self) -> bool:
        """Whether this user may change records within their scope."""
        return self.edits_province or bool(self.edited_boards)

    @property
    def rights_in_short(self) -> list[str]:
        """What the user may do, a line for each role: "Cập nhật hồ sơ: Huyện Ba Tơ, …"."""
        return list(_in_short(self.rights))

    def _held(self, *roles: Grant.Role) -> frozenset[int]:
        return frozenset(
            grant.unit_id for grant in self.rights if grant.unit_id and grant.role in roles
        )


@asked_again(Grant)
def _rights_of(user: int, *, day: date) -> QuerySet[Grant]:
    return Grant.objects.filter(user=user).in_force(day).select_related("unit")


def _named(unit: Unit, today: date) -> str:
    return f"{unit} (đã hết hiệu lực)" if unit.ended_before(today) else str(unit)


def _in_short(grants: tuple[Grant, ...]) -> Iterator[str]:
    today = timezone.localdate()
    for role in Grant.Role:
        held = [grant for grant in grants if grant.role == role]
        names = dict.fromkeys(_named(grant.unit, today) for grant in held if grant.unit)
        if held:
            yield f"{role.label}: {', '.join(names)}" if names else role.label
