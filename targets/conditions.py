"""Conditions as plain data, to be kept beside figures and run again whatever the code says by then.

{"and": [...]}, {"or": [...]}, {"not": ...}, {"not true": ...}, or a comparison: [column and lookup,
value], with days as {"day": "2025-12-31"}.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.db.models.lookups import Exact, GreaterThan

from personnel.reading.standing import flag

Written = Mapping[str, Any] | list[Any]
_CONNECTORS = {Q.AND: "and", Q.OR: "or"}
_NAMES = {name: connector for connector, name in _CONNECTORS.items()}


class NotTrue(Exact):
    """That a condition does not hold, also where a comparison with nothing recorded is neither."""

    def __init__(self, condition: Q) -> None:
        self.condition = condition
        super().__init__(flag(condition), 0)


class Holds(GreaterThan):
    """That a condition holds, asked of each row once all tables are joined.

    PostgreSQL takes few conditions on title groups, and places to hold of hardly anybody, asks
    what it can of a table by itself and joins what is left row by row.
    """

    def __init__(self, condition: Q) -> None:
        super().__init__(flag(condition), 0)


def write(condition: Q) -> dict[str, Any]:
    """Return a condition as data; raises TypeError for what is no comparison with a plain value."""
    if condition.connector not in _CONNECTORS:
        raise TypeError(f"no condition with {condition.connector} can be written down")
    parts = [_part(child) for child in condition.children]
    written: dict[str, Any] = {_CONNECTORS[condition.connector]: parts}
    return {"not": written} if condition.negated else written


def _part(child: Any) -> Written:
    if isinstance(child, Q):
        return write(child)
    if isinstance(child, NotTrue):
        return {"not true": write(child.condition)}
    if not isinstance(child, tuple):
        raise TypeError(f"only comparisons can be written down, not a {type(child).__name__}")
    lookup, value = child
    return [lookup, _plain(value)]


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool | int):
        return value
    raise TypeError(f"a {type(value).__name__} cannot be written down")


def read(written: Mapping[str, Any]) -> Q:
    """Return the condition that was written."""
    ((sign, inner),) = written.items()
    if sign == "not":
        return ~read(inner)
    if sign == "not true":
        return Q(NotTrue(read(inner)))
    parts = (_read_part(part) for part in inner)
    return Q(*parts, _connector=_NAMES[sign])


def _read_part(part: Written) -> Any:
    if isinstance(part, list):
        lookup, value = part
        return lookup, _value(value)
    return read(part)


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return [_value(each) for each in plain]
    return date.fromisoformat(plain["day"]) if isinstance(plain, dict) else plain
