"""Users of new boards, made together or not at all."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import Grant, User
from accounts.own.passwords import TEMPORARY, temporary_password
from accounts.users.administrators import administering
from personnel.keeping.recording import Refused
from personnel.models import Unit

from .lines import Line, understood


@dataclass(frozen=True)
class Made:
    """A user who was made, their unit, and the password that is shown once."""

    user: User
    unit: Unit
    password: str


def units_of_boards(at: datetime) -> list[Unit]:
    """Return the units that get boards of their own: the communes in force, in their order."""
    today = timezone.localdate(at)
    return list(Unit.objects.communes().in_force(today).order_by("code"))


def make_boards(text: str, role: str, *, by: User, at: datetime) -> list[Made]:
    """Make the users of a list, each with a right for the unit of its line from today.

    Passwords are temporary, as of any new user; they are returned and kept nowhere. Raises
    Refused where a line is wrong by now, and nobody is made.
    """
    # Slow on purpose, so before anything is locked; the hash lets other threads work.
    lines = _sound(text, at)
    passwords = [temporary_password() for _ in lines]
    with ThreadPoolExecutor() as pool:
        hashes = list(pool.map(make_password, passwords))
    with administering(by=by, at=at, reason="Tạo tài khoản theo danh sách") as scribe:
        if _sound(text, at) != lines:
            raise Refused("Chưa ghi gì: tài khoản vừa thay đổi ở nơi khác. Hãy xem lại danh sách.")
        users = [
            User(
                username=line.username, full_name=line.full_name, password=hashed,
                must_change_password=True, password_until=at + TEMPORARY,
            )
            for line, hashed in zip(lines, hashes, strict=True)
        ]  # fmt: skip
        scribe.create(User, users)
        units = [line.unit for line in lines if line.unit]
        today = timezone.localdate(at)
        grants = [
            Grant(user=user, role=role, unit=unit, valid_from=today)
            for user, unit in zip(users, units, strict=True)
        ]
        scribe.create(Grant, grants)
    return [Made(*each) for each in zip(users, units, passwords, strict=True)]


def _sound(text: str, at: datetime) -> Collection[Line]:
    lines = understood(text, units_of_boards(at))
    if not lines or any(line.wrong for line in lines):
        raise Refused("Chưa ghi gì: danh sách còn dòng chưa đúng.")
    return lines
