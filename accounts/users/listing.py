"""The list of users: found by name, role, unit and state."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.db.models import Max, Prefetch, Q
from django.http import QueryDict
from django.utils import timezone

from accounts.extents import Extent, extents
from accounts.guarding.failures import Hold, held
from accounts.models import Grant, User
from personnel.entry.fields import offer
from personnel.models import Unit
from personnel.places.reaching import reaches_of
from personnel.words.typed import beginning
from personnel.words.vietnamese import clean, name_sort_key

from .forms import by_level

ACTIVE, INACTIVE, LOCKED, WITHOUT = "active", "inactive", "locked", "without"
STATES = (
    (ACTIVE, "Đang sử dụng"),
    (INACTIVE, "Ngừng sử dụng"),
    (LOCKED, "Đang khóa đăng nhập"),
    (WITHOUT, "Không có quyền hiệu lực"),
)


class UserFilter(forms.Form):
    """What a list of users can be asked for."""

    q = forms.CharField(
        label="Họ tên, tên đăng nhập", required=False, max_length=100, widget=forms.SearchInput
    )
    role = forms.ChoiceField(
        label="Vai trò", required=False, choices=[("", "Tất cả"), *Grant.Role.choices]
    )
    unit = forms.ChoiceField(label="Đơn vị", required=False)
    state = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "Tất cả"), *STATES])

    def __init__(self, data: QueryDict, at: datetime) -> None:
        self.today = timezone.localdate(at)
        self.units = units_offered(self.today)
        super().__init__(self._as_named_now(data), label_suffix="")
        choices = ((unit.address_on(self.today), unit) for unit in self.units)
        offer(self, unit=[("", "Tất cả"), *by_level(choices)])

    def _as_named_now(self, data: QueryDict) -> QueryDict:
        """Return the data of an address of earlier: by a code of a unit that has ended, say."""
        address = data.get("unit") or data.get("district", "")
        codes = [unit for unit in self.units if unit.code == address]
        if any(unit.address_on(self.today) == address for unit in codes):
            codes = []
        named = data.copy()
        named["unit"] = codes[-1].address_on(self.today) if codes else address
        return named

    @property
    def unit_asked(self) -> Unit | None:
        """The unit asked for; None where none is."""
        address = self.cleaned_data["unit"]
        meant = (unit for unit in self.units if unit.address_on(self.today) == address)
        return next(meant, None)

    @property
    def asked(self) -> dict[str, str]:
        """Return what is asked for; raises BadRequest naming what cannot be read."""
        if not self.is_valid():
            name, errors = next(iter(self.errors.items()))
            raise BadRequest(f"{self.fields[name].label}: {errors[0]}")
        return {name: value for name, value in self.cleaned_data.items() if value}


def units_offered(today: date) -> list[Unit]:
    """Return the units that rights are given for, and those ended for which some is in force."""
    held = Grant.objects.in_force(today).values("unit")
    units = Unit.objects.filter(Unit.days.on(today) | Q(pk__in=held))
    return list(units.held_in_part().order_by("code", "valid_from"))


@dataclass(frozen=True)
class Row:
    """A user of the list: the rights in force today, the last sign-in, the lock."""

    user: User
    rights: list[tuple[Grant, Extent | None]]
    last_sign_in: datetime | None
    hold: Hold | None


def listed(form: UserFilter, at: datetime) -> list[Row]:
    """Return the users asked for by a valid form, in Vietnamese name order; a handful of queries.

    Role and unit are those of rights in force on the day of `at`.
    """
    asked, locks = form.asked, held(at)
    grants = Grant.objects.in_force(form.today).select_related("unit")
    users = list(
        User.objects.annotate(last_sign_in=Max("sign_ins__started")).prefetch_related(
            Prefetch("grants", queryset=grants, to_attr="in_force")
        )
    )
    left = extents((grant for user in users for grant in user.in_force), form.today)
    reaching = _reaching(users, asked.get("role"), form.unit_asked)
    rows = [
        Row(user, [(grant, left.get(grant.pk)) for grant in user.in_force], user.last_sign_in,
            locks.get(user.pk))
        for user in users if user.pk in reaching
    ]  # fmt: skip
    found = [row for row in rows if _matches(row, asked)]
    return sorted(found, key=lambda row: (name_sort_key(str(row.user)), row.user.pk))


def _matches(row: Row, asked: dict[str, str]) -> bool:
    called = clean(f"{row.user.full_name} {row.user.username}")
    wanted = clean(asked.get("q", "")).split()
    named = all(re.search(beginning(word), called) for word in wanted)
    return named and _is(row, asked.get("state"))


def _reaching(users: Sequence[Any], role: str | None, unit: Unit | None) -> set[int]:
    """Return the ids of those with a right of the role, and that reaches the unit, where asked."""
    held = {
        user.pk: [grant for grant in user.in_force if role in (None, grant.role)] for user in users
    }
    if unit is None:
        return {pk for pk, grants in held.items() if grants or not role}
    reaches = reaches_of(*({g.unit_id for g in grants if g.unit_id} for grants in held.values()))
    return {pk for pk, reach in zip(held, reaches, strict=True) if unit.pk in reach.units}


def _is(row: Row, state: str | None) -> bool:
    return {
        None: True,
        ACTIVE: row.user.is_active,
        INACTIVE: not row.user.is_active,
        LOCKED: row.hold is not None,
        WITHOUT: row.user.is_active and not row.rights,
    }[state]
