"""What an address asks for by one of a few words."""

from collections.abc import Collection

from django.core.exceptions import BadRequest
from django.http import QueryDict

from personnel.models import Unit
from personnel.models.hierarchy import LEVELS_BELOW
from targets.lens import Lens

from .scope import named

# By which units figures are broken down, as the address says it: those right below, or groups.
ROWS = ("units", "groups")


def chosen(params: QueryDict, name: str, allowed: Collection[str], default: str = "") -> str:
    """Return which of `allowed` the address chooses, `default` where it chooses nothing.

    Raises BadRequest naming what is accepted.
    """
    value = params.get(name, "") or default
    if value and value not in allowed:
        raise BadRequest(
            f"Giá trị “{value}” của “{name}” không dùng được. Chấp nhận: {', '.join(allowed)}."
        )
    return value


def unit_asked(params: QueryDict, units: list[Unit], lens: Lens, name: str = "unit") -> Unit | None:
    """Return which of `units` the address means by `name`; None where it means none.

    Raises BadRequest for one that is not among them.
    """
    address = params.get(name, "")
    found = named(units, address, lens.units_on) if address else None
    if address and found is None:
        raise BadRequest(f"Không có đơn vị mang mã “{address}” để chọn trong phạm vi được xem.")
    return found


def year_asked(told: str, first: int, last: int) -> int:
    """Return the year that an address names, from `first` to `last`, both included.

    Raises BadRequest for what is none of them.
    """
    year = int(told) if told.isascii() and told.isdecimal() and len(told) == 4 else 0
    if not first <= year <= last:
        raise BadRequest(f"Năm “{told[:20]}” không dùng được: từ {first} đến {last}.")
    return year


def by_groups(params: QueryDict) -> bool:
    """Return whether the address asks for groups of units as rows; raises BadRequest."""
    return chosen(params, "rows", ROWS) == "groups"


def level_asked(params: QueryDict, levels: Collection[str], *, first: str) -> str:
    """Return the level of units that the address asks for, of those that are there that day.

    Without one `first`; and where that day has none of what is asked for, the communes or, above
    them, whatever is there. Raises BadRequest for what is no level of units.
    """
    asked = chosen(params, "level", LEVELS_BELOW, first)
    return asked if asked in levels or not levels else [*levels][-1]
