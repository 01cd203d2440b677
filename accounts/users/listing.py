"""The list of users: found by name, role, district and state."""

import re
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.core.exceptions import BadRequest
from django.db.models import Max, Prefetch
from django.http import QueryDict
from django.utils import timezone

from accounts.guarding.failures import Hold, held
from accounts.models import Grant, User
from personnel.entry.fields import offer
from personnel.models import Unit
from personnel.words.typed import beginning
from personnel.words.vietnamese import clean, name_sort_key

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
    district = forms.ChoiceField(label="Huyện", required=False)
    state = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "Tất cả"), *STATES])

    def __init__(self, data: QueryDict, at: datetime) -> None:
        super().__init__(data, label_suffix="")
        units = Unit.objects.in_force(timezone.localdate(at)).keepers()
        districts = [(unit.code, unit.name) for unit in units.order_by("code")]
        offer(self, district=[("", "Tất cả"), *districts])

    @property
    def asked(self) -> dict[str, str]:
        """Return what is asked for; raises BadRequest naming what cannot be read."""
        if not self.is_valid():
            name, errors = next(iter(self.errors.items()))
            raise BadRequest(f"{self.fields[name].label}: {errors[0]}")
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True)
class Row:
    """A user of the list: the rights in force today, the last sign-in, the lock."""

    user: User
    rights: list[Grant]
    last_sign_in: datetime | None
    hold: Hold | None


def listed(asked: dict[str, str], at: datetime) -> list[Row]:
    """Return the users asked for, in Vietnamese name order; three queries.

    Role and district are those of one right in force on the day of `at`.
    """
    today, locks = timezone.localdate(at), held(at)
    grants = Grant.objects.in_force(today).select_related("unit")
    users = User.objects.annotate(last_sign_in=Max("sign_ins__started")).prefetch_related(
        Prefetch("grants", queryset=grants, to_attr="in_force")
    )
    rows = [Row(user, user.in_force, user.last_sign_in, locks.get(user.pk)) for user in users]
    found = [row for row in rows if _matches(row, asked)]
    return sorted(found, key=lambda row: (name_sort_key(str(row.user)), row.user.pk))


def _matches(row: Row, asked: dict[str, str]) -> bool:
    called = clean(f"{row.user.full_name} {row.user.username}")
    wanted = clean(asked.get("q", "")).split()
    return (
        all(re.search(beginning(word), called) for word in wanted)
        and _holds(row, asked.get("role"), asked.get("district"))
        and _is(row, asked.get("state"))
    )


def _holds(row: Row, role: str | None, district: str | None) -> bool:
    """Whether one right is of the role, and of the district, where they are asked for."""
    return not (role or district) or any(
        role in (None, grant.role)
        and (district is None or bool(grant.unit and grant.unit.code == district))
        for grant in row.rights
    )


def _is(row: Row, state: str | None) -> bool:
    return {
        None: True,
        ACTIVE: row.user.is_active,
        INACTIVE: not row.user.is_active,
        LOCKED: row.hold is not None,
        WITHOUT: row.user.is_active and not row.rights,
    }[state]
