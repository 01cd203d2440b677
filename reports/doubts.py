"""Communes of which the province has not confirmed a fact that figures rest on."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from personnel.models import Unit
from targets.sources import Source

# More names than these are summed up by district or group.
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
class Within:
    """The communes of a district or group of which a fact is not confirmed, of how many it has.

    A commune in none stands for itself.
    """

    unit: Unit
    communes: list[Unit]
    of: int


@dataclass(frozen=True)
class Doubt:
    """A fact that is not confirmed of some communes, and how they are counted meanwhile."""

    fact: Unit.Fact
    communes: list[Unit]
    within: list[Within]

    @property
    def told(self) -> str:
        """What is not confirmed, as a sentence says it."""
        return TOLD[self.fact]

    @property
    def named(self) -> bool:
        """Whether each commune is named, rather than how many there are in each district, group."""
        return len(self.communes) <= FEW or all(found.unit.is_commune for found in self.within)

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


def doubts(doubted: Iterable[Unit], source: Source) -> list[Doubt]:
    """Return what is not confirmed of `doubted` communes of a source, by fact and by what has them.

    One query where there are groups.
    """
    doubted = list(doubted)
    found = [(fact, of_facts(doubted, {fact})) for fact in Unit.Fact]
    return [Doubt(fact, among, list(_within(among, source))) for fact, among in found if among]


def _within(communes: Iterable[Unit], source: Source) -> Iterator[Within]:
    having = _having(source)
    below: dict[int, list[Unit]] = {}
    for commune in communes:
        below.setdefault(having.get(commune.pk, commune).pk, []).append(commune)
    of = Counter(unit.pk for unit in having.values())
    for among in below.values():
        unit = having.get(among[0].pk, among[0])
        yield Within(unit, among, of[unit.pk] or 1)


def _having(source: Source) -> dict[int, Unit]:
    """Return the district of each commune of a source, or the group where it has none."""
    among = {pk: group for group in source.groups for pk in group.parts}
    found: dict[int, Unit] = {}
    for unit in source.units:
        above = unit.above if unit.above and unit.above.is_district else among.get(unit.pk)
        if unit.is_commune and above:
            found[unit.pk] = above
    return found
