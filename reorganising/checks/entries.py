"""The units that a decree writes out: each as it would be, and what is wrong with it by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from personnel.models import Unit
from reorganising.fault import Fault

from .columns import label_of, wrong_columns

ABOVE = "parent"
# What a decree says of every unit, and what of a commune besides.
NAMED = ("code", "name", "level", "kind")
FACTS = ("terrain", "terrain_confirmed", "minority_area", "minority_area_confirmed")
MAY_SAY = {*NAMED, *FACTS, ABOVE, "terrain_decision", "minority_area_decision"}
# As the constraint "unit_kind_fits_level" has them; a group is never decreed.
KINDS = {
    Unit.Level.PROVINCE: {Unit.Kind.PROVINCE},
    Unit.Level.DISTRICT: {Unit.Kind.CITY, Unit.Kind.TOWN, Unit.Kind.DISTRICT},
    Unit.Level.COMMUNE: {
        Unit.Kind.WARD, Unit.Kind.TOWNSHIP, Unit.Kind.COMMUNE, Unit.Kind.SPECIAL_ZONE,
    },
}  # fmt: skip
LEVELS: Mapping[str, str] = {kind: level for level, kinds in KINDS.items() for kind in kinds}


@dataclass(frozen=True)
class Entry:
    """A unit that a decree writes out: `said` as it stands there, `unit` as it would be."""

    said: Mapping[str, Any]
    unit: Unit

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Entry:
        """Return it of whatever is said: what is no text of a column is left out of the unit."""
        columns = {name: value for name, value in said.items() if name in MAY_SAY - {ABOVE}}
        texts = {name: said[name] if isinstance(said.get(name), str) else "" for name in NAMED}
        return cls(said, Unit(**{**columns, **texts}))

    @property
    def code(self) -> str:
        """Its code; "" where it has none."""
        return self.unit.code

    @property
    def above(self) -> str | None:
        """The code of what it stands right below; None: the province."""
        above = self.said.get(ABOVE)
        return above if isinstance(above, str) else None

    @property
    def named(self) -> str:
        """It in a sentence: its name and code, as far as it has them."""
        told = " ".join(filter(None, (self.unit.name, self.code and f"({self.code})")))
        return told or "đơn vị không có mã"

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with it by itself: a column, a kind, what nobody knows."""
        for name in sorted(self.said.keys() - MAY_SAY):
            yield self._fault("unknown_key", f"không rõ mục “{name}” là gì")
        if ABOVE not in self.said or not isinstance(self.said[ABOVE], str | None):
            yield self._fault("parent_missing", "chưa ghi trực thuộc đơn vị nào")
        for name in FACTS if self.unit.is_commune else ():
            if self.said.get(name) is None:
                yield self._fault("fact_missing", f"chưa ghi {_label(name)}")
        yield from self._wrong_columns()
        fits = next((kinds for level, kinds in KINDS.items() if level == self.unit.level), None)
        if self.unit.is_group:
            yield self._fault("level_group", "nhóm đơn vị không do văn bản sắp xếp lập ra")
        elif fits and self.unit.kind in Unit.Kind.values and self.unit.kind not in fits:
            kind, level = self.unit.get_kind_display(), self.unit.get_level_display()
            yield self._fault("kind_not_of_level", f"loại “{kind}” không thuộc cấp “{level}”")

    def _wrong_columns(self) -> Iterator[Fault]:
        absent = [name for name in FACTS if self.said.get(name) is None]
        for name, said in wrong_columns(self.unit, [ABOVE, *absent]):
            yield self._fault(f"wrong_{name}", f"{_label(name)}: {said}")

    def _fault(self, code: str, told: str) -> Fault:
        return Fault(code, f"{self.named}: {told.rstrip('.')}.", self.code)


def is_higher(above: Unit, unit: Unit) -> bool:
    """Whether one unit can be above another; of a level that nobody knows, nothing is said."""
    return above.level not in Unit.Level.values or above.rank < unit.rank


def _label(name: str) -> str:
    label = label_of(Unit, name)
    return f"{label[0].lower()}{label[1:]}"
