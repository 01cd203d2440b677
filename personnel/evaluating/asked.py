"""Which year and commune a page asks for, of those that the user may see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.core.exceptions import BadRequest

from personnel.models import Unit
from personnel.places.reaching import Reaching
from personnel.scope import Viewer
from personnel.words.dates import FIRST_YEAR, last_day

# So many of the latest years are offered; earlier ones are asked for by their address.
OFFERED = 12
DECEMBER = 12


def years(today: date) -> list[int]:
    """Return the years that are offered, the latest first."""
    return list(range(today.year, today.year - OFFERED, -1))


def usual_year(today: date) -> int:
    """Return the year that is being evaluated: in December this one, else the one before.

    Evaluations are made in December, before the 15th (Nghị định 90/2020/NĐ-CP).
    """
    return today.year if today.month == DECEMBER else today.year - 1


def year_of(text: str, today: date) -> int:
    """Return the year asked for, the usual one for ""; raises BadRequest."""
    if not text:
        return usual_year(today)
    year = int(text) if re.fullmatch(r"\d{4}", text, re.ASCII) else 0
    if not FIRST_YEAR <= year <= today.year:
        raise BadRequest(f"Năm “{text[:20]}” không có xếp loại. Chọn năm đến {today.year}.")
    return year


def end_of(year: int, today: date) -> date:
    """Return the day whose posts say who is evaluated: the last of the year, or today before."""
    return min(last_day(year), today)


def communes_of(user: Viewer, year: int, today: date) -> list[Unit]:
    """Return the communes that the user may see, and that stood at the end of a year."""
    seen = Unit.objects.visible_to(user).communes().in_force(end_of(year, today))
    return list(seen.with_above().in_place())


def by_keeper(communes: Iterable[Unit], day: date) -> list[tuple[str, list[tuple[str, Unit]]]]:
    """Return communes beneath what stands above each, each with its address on a day."""
    return [
        (name, [(unit.address_on(day), unit) for unit in units])
        for name, units in groupby(communes, key=lambda unit: str(unit.above or ""))
    ]


def commune_at(address: str, communes: Sequence[Unit]) -> Unit | None:
    """Return the commune that an address of this year or another one means; None: there is none.

    By its own address, else the first that a unit of another time went on in, or came from.
    """
    named = next((unit for unit in communes if unit.is_meant_by(address)), None)
    if named:
        return named
    ids = set(Unit.objects.order_by().addressed(address).communes().values_list("pk", flat=True))
    if not ids:
        return None
    reaching = Reaching.of_rights_to(ids)
    there = {pk for each in ids for pk in reaching.led_to(each) | reaching.reach_of({each}).units}
    return next((unit for unit in communes if unit.pk in there), None)
