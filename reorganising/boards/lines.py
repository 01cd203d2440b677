"""A pasted list of users, understood line by line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.functions import Lower

from accounts.models import User
from personnel.models import Unit
from personnel.words.vietnamese import clean, fold

# Each password is hashed slowly on purpose, while whoever sent the form waits.
MOST_LINES = 100
_BETWEEN = re.compile(r"\s*[;\t]\s*")


@dataclass(frozen=True)
class Line:
    """One line: the unit, who, the user name, and all that is wrong with it.

    `known` where the user name is that of somebody who is there already.
    """

    number: int
    text: str
    unit: Unit | None = None
    full_name: str = ""
    username: str = ""
    wrong: tuple[str, ...] = ()


def understood(text: str, units: Collection[Unit]) -> list[Line]:
    """Return the lines of a list: "unit; full name; user name", the last left out at will.

    A unit is told by its code or its name. A user name that was left out is made of the unit's
    name, and is another than all there are.
    """
    typed = [row for row in text.splitlines() if row.strip()]
    taken = set(User.objects.values_list(Lower("username"), flat=True))
    found, by_name = [], _by_name(units)
    for number, row in enumerate(typed[:MOST_LINES], 1):
        line = _read(number, row, by_name)
        if not line.username and line.unit:
            line = replace(line, username=free_name(line.unit, taken))
        line = replace(line, wrong=(*line.wrong, *_wrong(line, taken)))
        taken.add(line.username.lower())
        found.append(line)
    found += [
        Line(number, row, wrong=(f"quá {MOST_LINES} dòng; tạo làm nhiều lần",))
        for number, row in enumerate(typed[MOST_LINES:], MOST_LINES + 1)
    ]
    return found


def one_a_commune(units: Iterable[Unit]) -> str:
    """Return a list with one user for each unit, to be looked through and sent."""
    taken = set(User.objects.values_list(Lower("username"), flat=True))
    rows = []
    for unit in units:
        name = free_name(unit, taken)
        taken.add(name)
        rows.append(f"{unit.code}; Cán bộ {unit.name}; {name}")
    return "\n".join(rows)


def free_name(unit: Unit, taken: Collection[str]) -> str:
    """Return a user name made of a unit's name, without marks and not among those taken."""
    stem = re.sub(r"[^a-z0-9]+", "", fold(unit.name))[:40] or unit.code
    name = stem
    if name in taken:
        name = f"{stem}{unit.code}"
    number = 2
    while name in taken:
        name, number = f"{stem}{unit.code}-{number}", number + 1
    return name


def _by_name(units: Iterable[Unit]) -> Mapping[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for unit in units:
        for name in {unit.code, clean(unit.name).lower()}:
            found.setdefault(name, []).append(unit)
    return found


def _read(number: int, row: str, by_name: Mapping[str, list[Unit]]) -> Line:
    where, full_name, username, *more = [*_BETWEEN.split(row.strip()), "", ""]
    line = Line(number, row.strip(), full_name=clean(full_name), username=username.strip())
    units = by_name.get(clean(where).lower(), [])
    if any(more):
        return replace(line, wrong=("có quá ba ô: đơn vị; họ và tên; tên đăng nhập",))
    if not units:
        return replace(line, wrong=(f"không có đơn vị “{where}” đang hoạt động",))
    if len(units) > 1:
        codes = ", ".join(unit.code for unit in units)
        return replace(line, wrong=(f"có nhiều đơn vị “{where}”: ghi mã ({codes})",))
    return replace(line, unit=units[0])


def _wrong(line: Line, taken: Collection[str]) -> Iterator[str]:
    if not line.full_name:
        yield "thiếu họ và tên"
    if line.username and not line.username.isascii():
        yield "tên đăng nhập viết không dấu"
    if line.username.lower() in taken:
        yield f"tên đăng nhập {line.username} đã có"
    user = User(username=line.username, full_name=line.full_name)
    for name in ("username", "full_name"):
        field: Any = User._meta.get_field(name)
        value = getattr(user, name)
        try:
            if value:
                field.clean(value, user)
        except ValidationError as error:
            yield from error.messages
