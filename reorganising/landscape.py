"""The units that a draft speaks of, each with what becomes of it, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from personnel.models import Unit

from .checks.known import eve_of
from .parts import BEGINS, FATE, GOES_ON, PAST, Fate, Key, Parts, comes_from


@dataclass(frozen=True)
class Row:
    """A unit in force on the eve, or another province's, and what becomes of it.

    `typed` and `error` are what was typed of it and why it is not taken.
    """

    code: str
    name: str
    above: str
    fate: Fate
    outside: bool = False
    names: tuple[tuple[str, str], ...] = ()
    typed: str | None = None
    error: str = ""

    @property
    def shown(self) -> str:
        """The codes of what follows, as the field has them."""
        return "; ".join(self.fate.codes) if self.typed is None else self.typed


@dataclass(frozen=True)
class Beginning:
    """A unit that begins, and the units that it follows, with whether each does so by default."""

    unit: Unit
    above: str
    old: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Landscape:
    """The units of a draft by code: those in force on the eve of its day, and those it writes."""

    standing: Mapping[str, Unit]
    parts: Parts

    @classmethod
    def of(cls, parts: Parts) -> Landscape:
        """Read it; one query. A group of units is no unit of the country: no decree ends one."""
        eve = eve_of(date.fromisoformat(parts["head", "day"]))
        standing = Unit.objects.in_force(eve).with_above().in_place()
        return cls({u.code: u for u in standing if not u.is_group}, parts)

    def written(self, kind: str) -> dict[str, Mapping[str, object]]:
        """Return what the draft writes out of units that begin, or of another province's."""
        return {key[1]: entry for key, entry in self.parts.items() if key[0] == kind}

    def rows(self, errors: Mapping[str, tuple[str, str]] | None = None) -> Iterator[Row]:
        """Yield a row for each unit; `errors` has what was typed, and what is said of it."""
        begins = self.written(BEGINS)
        for code, name, above, outside in self._all():
            fate = self.parts.get((FATE, code), GOES_ON)
            names = tuple((new, self._name(begins, new)) for new in fate.codes)
            typed, error = (errors or {}).get(code, (None, ""))
            yield Row(code, name, above, fate, outside, names, typed, error)

    def _all(self) -> Iterator[tuple[str, str, str, bool]]:
        for code, unit in self.standing.items():
            above = unit.above
            yield code, unit.name, above.name if above and not above.is_province else "", False
        past = self.written(PAST)
        for code, entry in past.items():
            above_code = str(entry.get("parent") or "")
            yield code, str(entry.get("name", "")), self._name(past, above_code), True
        known = {*self.standing, *past}
        for kind, code, *_ in self.parts:
            if kind == FATE and code not in known:
                yield code, "(không có hiệu lực vào hôm trước)", "", False

    def beginnings(self) -> list[Beginning]:
        """Return the units that begin, the higher first, each with what it follows."""
        begins = self.written(BEGINS)
        found = [
            Beginning(
                as_unit(entry),
                self.above_of(entry),
                tuple(
                    (old, dict(self.parts[FATE, old].new)[code])
                    for old in sorted(comes_from(self.parts, code))
                ),
            )
            for code, entry in begins.items()
        ]
        return sorted(found, key=lambda each: (each.unit.rank, each.unit.code))

    def above_of(self, entry: Mapping[str, object]) -> str:
        """Return the name of what a unit that begins stands right below; "" of the province."""
        code = entry.get("parent")
        return self._name(self.written(BEGINS), str(code)) if code else ""

    def old_unit(self, code: str) -> Unit | None:
        """Return the unit of a code that is there on the eve, another province's too."""
        past = self.written(PAST)
        return as_unit(past[code]) if code in past else self.standing.get(code)

    def named(self, code: str) -> str:
        """Return the name and code of a unit that is there on the eve."""
        unit = self.old_unit(code)
        return f"{unit.name} ({code})" if unit else code

    def _name(self, written: Mapping[str, Mapping[str, object]], code: str) -> str:
        if code in written:
            return str(written[code].get("name", code))
        return self.standing[code].name if code in self.standing else code

    def part_named(self, key: Key) -> str:
        """Return what a part of a draft is called where it is told of."""
        kind, which = key[0], key[1]
        if kind == "head":
            return {"number": "số hiệu", "day": "ngày có hiệu lực", "source": "nguồn"}[which]
        if kind == BEGINS:
            return f"đơn vị mới {self.written(BEGINS).get(which, {}).get('name', '')} ({which})"
        if kind in (FATE, PAST):
            return self.named(which)
        return f"lựa chọn của một người thuộc {self.named(key[2])}"

    def part_told(self, key: Key) -> str:
        """Return what a part says."""
        value = self.parts.get(key)
        if key[0] == FATE:
            return fate_told(value or GOES_ON)
        if value is None:
            return "không có"
        if key[0] in (BEGINS, PAST):
            return entry_told(value)
        return f"{date.fromisoformat(value):%d/%m/%Y}" if key[1:] == ("day",) else str(value)


def fate_told(fate: Fate) -> str:
    """Return in words what becomes of a unit."""
    if not fate.ends:
        return "giữ nguyên"
    return f"kết thúc, nay là {'; '.join(fate.codes)}" if fate.new else "kết thúc"


def entry_told(entry: Mapping[str, object]) -> str:
    """Return in words what is said of a unit that is written out."""
    unit = as_unit(entry)
    facts = [unit.get_terrain_display(), "vùng DTTS" if unit.minority_area else "ngoài vùng DTTS"]
    sure = ["đã xác nhận địa hình" if unit.terrain_confirmed else "chưa xác nhận địa hình"]
    sure += ["đã xác nhận vùng" if unit.minority_area_confirmed else "chưa xác nhận vùng"]
    told = facts + sure if unit.is_commune else []
    return ", ".join([unit.name, f"trực thuộc {entry.get('parent') or 'tỉnh'}", *map(str, told)])


def as_unit(entry: Mapping[str, object]) -> Unit:
    """Return the unit, unsaved, that is written out."""
    columns = {field.attname for field in Unit._meta.concrete_fields} - {"id", "parent_id"}
    return Unit(**{name: value for name, value in entry.items() if name in columns})
