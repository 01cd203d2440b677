"""The units that a sheet may name, by code, full name or name alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from personnel.models import Unit
from personnel.words.text import match_key
from personnel.words.vietnamese import fold

_SHORT_KINDS = {
    "x": Unit.Kind.COMMUNE,
    "p": Unit.Kind.WARD,
    "tt": Unit.Kind.TOWNSHIP,
    "đk": Unit.Kind.SPECIAL_ZONE,
    "h": Unit.Kind.DISTRICT,
    "tx": Unit.Kind.TOWN,
    "tp": Unit.Kind.CITY,
}
# The kinds of unit as `unit_key` writes them, "thị xã" and "thị trấn" before what they contain.
UNIT_KINDS = tuple(sorted((f"{match_key(kind)} " for kind in Unit.Kind.values), reverse=True))


def unit_key(text: str) -> str:
    """Return the key of a unit's name, its kind written out: "X. Ba Tô" → "xã ba tô"."""
    key = match_key(text.replace(".", " "))
    kind, _, name = key.partition(" ")
    return f"{match_key(_SHORT_KINDS[kind].value)} {name}" if kind in _SHORT_KINDS else key


class Places:
    """Units of one level, found by code, by full name or by name alone."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.all = list(units)
        self._by_code = {unit.code: unit for unit in self.all}
        self._by_full_name: dict[str, list[Unit]] = defaultdict(list)
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.all:
            full = unit_key(unit.name)
            self._by_full_name[full].append(unit)
            self._by_name[full.removeprefix(match_key(unit.kind)).strip()].append(unit)

    def named(self, text: str) -> list[Unit]:
        """Return the units that `text` may mean: by code, else full name, else name alone."""
        if text in self._by_code:
            return [self._by_code[text]]
        key = unit_key(text)
        return self._by_full_name.get(key) or self._by_name.get(key) or []

    def named_in_full(self, text: str) -> list[Unit]:
        """Return the units of this full name, its kind written out or short."""
        return self._by_full_name.get(unit_key(text), [])

    def like(self, text: str) -> list[Unit]:
        """Return the units whose name differs from `text` only by marks or kind."""
        kinds = tuple(f"{fold(kind)} " for kind in Unit.Kind.values)
        bare = _without_kind(fold(unit_key(text)), kinds)
        return [unit for unit in self.all if _without_kind(fold(unit.name), kinds) == bare]


def _without_kind(name: str, kinds: tuple[str, ...]) -> str:
    return next((name.removeprefix(kind) for kind in kinds if name.startswith(kind)), name)
