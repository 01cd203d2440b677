"""Communes of which the province has not confirmed a fact that figures rest on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from personnel.models import Unit

# More names than these are summed up by district.
FEW = 20
TOLD = {Unit.Fact.TERRAIN: "miền núi hay đồng bằng", Unit.Fact.MINORITY_AREA: "vùng DTTS"}


def doubted_below(unit: Unit, units: Iterable[Unit]) -> list[Unit]:
    """Return the communes within `unit` (itself included) of which a fact is not confirmed."""
    return [commune for commune in units if unit.contains(commune) and commune.doubts]


def of_facts(doubted: Iterable[Unit], facts: Collection[str]) -> list[Unit]:
    """Return of communes with doubts those of which one of `facts` is not confirmed."""
    return [commune for commune in doubted if not commune.doubts.isdisjoint(facts)]


def facts_in_words(facts: Collection[str]) -> str:
    """Return facts of units as one says what is not confirmed: "địa hình, vùng DTTS"."""
    return ", ".join(fact.label for fact in Unit.Fact if fact in facts)


@dataclass(frozen=True)
class InDistrict:
    """The communes of a district of which a fact is not confirmed, of how many it has."""

    district: Unit
    communes: list[Unit]
    of: int


@dataclass(frozen=True)
class Doubt:
    """A fact that is not confirmed of some communes, and how they are counted meanwhile."""

    fact: Unit.Fact
    communes: list[Unit]
    districts: list[InDistrict]

    @property
    def told(self) -> str:
        """What is not confirmed, as a sentence says it."""
        return TOLD[self.fact]

    @property
    def named(self) -> bool:
        """Whether each commune is named, rather than how many there are in each district."""
        return len(self.communes) <= FEW

    @property
    def taken_as(self) -> str:
        """How they are counted until it is confirmed."""
        return taken_as(self.fact, self.communes)


def taken_as(fact: str, communes: Collection[Unit]) -> str:
    """Return how communes are counted while a fact is not confirmed: "13 xã đồng bằng"."""
    if fact == Unit.Fact.TERRAIN:
        readings = [c.get_terrain_display().lower() for c in communes]
    else:
        readings = [f"{'thuộc' if c.minority_area else 'ngoài'} vùng DTTS" for c in communes]
    told = sorted(set(readings), reverse=True)
    return ", ".join(f"{readings.count(reading)} xã {reading}" for reading in told)


def doubts(doubted: Iterable[Unit], units: Iterable[Unit]) -> list[Doubt]:
    """Return what is not confirmed of `doubted` communes of `units`, by fact and by district."""
    doubted, units = list(doubted), list(units)
    found = ((fact, of_facts(doubted, {fact})) for fact in Unit.Fact)
    return [Doubt(fact, among, _by_district(among, units)) for fact, among in found if among]


def _by_district(communes: Iterable[Unit], units: Iterable[Unit]) -> list[InDistrict]:
    below: dict[int | None, list[Unit]] = {}
    for commune in communes:
        below.setdefault(commune.above_id, []).append(commune)
    of: dict[int | None, int] = {}
    for unit in units:
        of[unit.above_id] = of.get(unit.above_id, 0) + unit.is_commune
    return [
        InDistrict(among[0].above, among, of[pk]) for pk, among in below.items() if among[0].above
    ]
