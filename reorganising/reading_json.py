"""A decree from a JSON file that anybody may have written: what it says, what is not understood.

    {"number": …, "day": "2025-07-01", "source": …, "ends": [code …],
     "begins": [{"code", "name", "level", "kind", "parent": code, null for the province,
                 "terrain", "terrain_confirmed", "minority_area", "minority_area_confirmed"} …],
     "changes": [{"old": code, "new": code, "default": true or false} …],
     "splits": [{"person": CCCD or id, "old": code, "new": code} …],
     "past": [as in "begins": units of a province that is joined to this one …]}

"splits" and "past" may be left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from personnel.words.vietnamese import clean

from .fault import Fault
from .known_past import known_past

# A decree on every commune of the country would be smaller.
MOST_BYTES = 5 * 1024 * 1024
# In any other a decree has its day by a slip.
YEARS = range(1945, 2200)
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
HEAD = ("number", "day", "source")
MUST, MAY = ("ends", "begins", "changes"), ("splits", "past")
# What is a code or names a person: a number, too, where somebody left the quotes out.
CODES = {"code", "parent", "old", "new", "person"}


class Unreadable(Exception):
    """That a file is no JSON; its fault says why."""

    def __init__(self, code: str, told: str) -> None:
        self.fault = Fault(code, told)
        super().__init__(told)


def read_json(path: Path) -> tuple[dict[str, Any], list[Fault]]:
    """Read a file; return what `Decreed.of` takes, and what of the file was not understood.

    What was not is left out; without a day, today stands in its place, so that the rest can be
    checked. Where a file names units of another province and says nothing of that one's past, it
    is that of the decree that comes along (`known_past`). Never raises for what a file holds.
    """
    try:
        with path.open("rb") as file:
            return read_bytes(file.read(MOST_BYTES + 1))
    except OSError as error:
        fault = Fault("file_closed", f"Không đọc được tệp {path.name}: {error.strerror}.")
        return understood({})[0], [fault]


def read_bytes(content: bytes) -> tuple[dict[str, Any], list[Fault]]:
    """Read the content of a file; returns and never raises as `read_json`."""
    try:
        return understood(_parsed(content))
    except Unreadable as unreadable:
        return understood({})[0], [unreadable.fault]


def understood(told: Any) -> tuple[dict[str, Any], list[Fault]]:
    """Return what was told of a decree as `Decreed.of` takes it, and what was not understood."""
    if not isinstance(told, dict):
        fault = Fault("not_an_object", "Tệp phải chứa một đối tượng JSON: {…}.")
        return understood({})[0], [fault]
    faults = [*_unknown(told), *_absent(told)]
    day = _day(told, faults)
    found: dict[str, Any] = {"number": "", "day": day.isoformat(), "source": ""}
    for name in ("number", "source"):
        if name in told:
            found[name] = _text(told[name], name, faults)
    for name, read in _LISTS.items():
        found[name] = _list(told.get(name, []), name, read, faults)
    if "past" not in told:
        named = {*found["ends"], *(change["old"] for change in found["changes"])}
        found["past"] = known_past(day, named)
    return found, faults


def _parsed(content: bytes) -> Any:
    if len(content) > MOST_BYTES:
        raise Unreadable("file_large", f"Tệp lớn hơn {MOST_BYTES // 1024**2} MB.")
    try:
        told = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
        # Half of a character can stand in escapes, and no database keeps it.
        json.dumps(told, ensure_ascii=False).encode()
        return told
    except UnicodeDecodeError as error:
        raise Unreadable("not_utf8", "Tệp không phải văn bản UTF-8.") from error
    except json.JSONDecodeError as error:
        told = f"Tệp không phải JSON: lỗi ở dòng {error.lineno}, cột {error.colno}."
        raise Unreadable("not_json", told) from error
    except (RecursionError, ValueError) as error:  # brackets within brackets; endless digits
        raise Unreadable("not_json", "Tệp không phải JSON của một văn bản sắp xếp.") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; what is told twice in it would be lost once in silence."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise Unreadable("key_twice", f"Một đối tượng ghi hai lần mục {_quoted(twice)}.")
    return found


def _unknown(told: dict[str, Any]) -> Iterator[Fault]:
    if names := sorted(told.keys() - {*HEAD, *MUST, *MAY}):
        yield Fault("unknown_key", f"Không rõ mục {_quoted(names)} là gì.")


def _absent(told: dict[str, Any]) -> Iterator[Fault]:
    for name in (*HEAD, *MUST):
        if name not in told:
            yield Fault("key_missing", f"Thiếu mục “{name}”.")


def _day(told: dict[str, Any], faults: list[Fault]) -> date:
    day = told.get("day")
    try:
        if isinstance(day, str) and _DAY.fullmatch(day):
            read = date.fromisoformat(day)
            if read.year in YEARS:
                return read
    except ValueError:
        pass
    if "day" in told:
        told_as = f"“{day}”" if isinstance(day, str) else "không phải văn bản"
        faults.append(
            Fault("wrong_day", f"Mục “day” phải là ngày dạng 2025-07-01; tệp ghi {told_as}.")
        )
    return timezone.localdate()


def _list(value: Any, name: str, read: _Read, faults: list[Fault]) -> list[Any]:
    if not isinstance(value, list):
        faults.append(Fault("not_a_list", f"Mục “{name}” phải là một danh sách: […]."))
        return []
    found = (read(each, f"Mục “{name}”, dòng {at}", faults) for at, each in enumerate(value, 1))
    return [each for each in found if each is not None]


def _code(value: Any, where: str, faults: list[Fault]) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and clean(value):
        return clean(value)
    faults.append(Fault("not_a_code", f"{where}: phải là một mã đơn vị."))
    return None


def _unit(value: Any, where: str, faults: list[Fault]) -> dict[str, Any] | None:
    """Read a unit that is written out; what its columns take is asked when it is checked."""
    if not isinstance(value, dict):
        faults.append(Fault("not_a_unit", f"{where}: phải là một đối tượng: {{…}}."))
        return None
    found = {name: _plain(name, each) for name, each in value.items()}
    if found.get("parent") == "":
        found["parent"] = None
    return found


def _change(value: Any, where: str, faults: list[Fault]) -> dict[str, Any] | None:
    found = _of_two(value, where, "default", faults)
    if found is not None and not isinstance(found["default"], bool):
        faults.append(Fault("not_a_default", f"{where}: “default” phải là true hoặc false."))
        return None
    return found


def _sent(value: Any, where: str, faults: list[Fault]) -> dict[str, Any] | None:
    found = _of_two(value, where, "person", faults)
    if found is not None and not isinstance(found["person"], str):
        faults.append(Fault("not_a_person", f"{where}: “person” phải là số CCCD hoặc mã hồ sơ."))
        return None
    return found


def _of_two(value: Any, where: str, third: str, faults: list[Fault]) -> dict[str, Any] | None:
    """Read what is said of an old unit and a new one, with what is said of them."""
    keys = {"old", "new", third}
    if not isinstance(value, dict) or value.keys() != keys:
        told = f"{where}: phải là một đối tượng có đúng các mục {_quoted(sorted(keys))}."
        faults.append(Fault("not_a_change", told))
        return None
    codes = [_code(value[name], f"{where}, mục “{name}”", faults) for name in ("old", "new")]
    if None in codes:
        return None
    return {"old": codes[0], "new": codes[1], third: _plain(third, value[third])}


def _text(value: Any, name: str, faults: list[Fault]) -> str:
    if isinstance(value, str):
        return clean(value)
    faults.append(Fault("not_a_text", f"Mục “{name}” phải là văn bản."))
    return ""


def _plain(name: str, value: Any) -> Any:
    """Return a value with its spaces and marks put right, a code that is a number as text."""
    if name in CODES and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return clean(value) if isinstance(value, str) else value


def _quoted(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


_Read = Callable[[Any, str, list[Fault]], Any]
_LISTS: dict[str, _Read] = {
    "ends": _code,
    "begins": _unit,
    "changes": _change,
    "splits": _sent,
    "past": _unit,
}
