"""Headcounts and structure of a unit's workforce, each number with the link to its people."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from personnel.models import Title, Unit
from targets.covers import STAFF
from targets.figures import percentage
from targets.judging import UnitCounts, unmet_somewhere
from targets.structure import BASES, EVERYBODY, MEASURES, Measure

from .board import figure_key
from .lens import Lens
from .links import Links


@dataclass(frozen=True)
class Part:
    """A part of the workforce: its count, the whole it is part of, and their lists."""

    label: str
    count: int
    whole: int
    url: str
    whole_url: str = ""
    baseline: str = ""

    @property
    def rate(self) -> Decimal | None:
        """The part in percent of the whole."""
        return percentage(self.count, self.whole)


class Workforce:
    """The counts of `workforce_conditions` for every unit, and where they lead."""

    def __init__(self, counts: UnitCounts, links: Links) -> None:
        self._counts, self._links = counts, links

    def group(self, unit: Unit, group: str) -> Part:
        """Return the headcount of a title group, of "staff", or of "all"."""
        count = self._counts(f"group {group}", figure_key(unit))
        url = self._links.people(unit, group=group)
        whole = self._counts(f"group {EVERYBODY.code}", figure_key(unit))
        whole_url = self._links.people(unit, group=EVERYBODY.code)
        return Part(GROUP_LABELS[group], count, whole, url, whole_url)

    def groups(self, unit: Unit) -> list[Part]:
        """Return the headcounts of the title groups that have anyone, and of everyone."""
        parts = (self.group(unit, group) for group in (*Title.Group.values, EVERYBODY.code))
        return [part for part in parts if part.count]

    def unmet(self, unit: Unit) -> Part:
        """Return how many miss at least one criterion of the horizon."""
        everyone = self.group(unit, "all")
        count = self._counts("unmet somewhere", figure_key(unit))
        url = self._links.people(unit, outcome="unmet")
        return Part("chưa đạt ít nhất một chỉ tiêu", count, everyone.count, url)

    def part(self, unit: Unit, code: str, base: str) -> Part:
        """Return one structure measure of `unit` over a base ("staff" or "all")."""
        measure, key = MEASURES[code], figure_key(unit)
        asked = {"measure": code, "base": base}
        return Part(
            measure.label,
            self._counts(f"{code} {base} part", key),
            self._counts(f"{code} {base} whole", key),
            self._links.people(unit, **asked),
            self._links.people(unit, **asked, whole=1),
            baseline=measure.baseline if base == STAFF.code else "",
        )

    def structure(self, unit: Unit) -> list[tuple[Measure, list[Part]]]:
        """Return every measure with its part for each base."""
        return [
            (measure, [self.part(unit, measure.code, base) for base in BASES])
            for measure in MEASURES.values()
        ]


GROUP_LABELS = dict(Title.Group.choices) | {base.code: base.label for base in BASES.values()}


def workforce_conditions(lens: Lens) -> dict[str, Q]:
    """Return every headcount and measure as a condition on a standing, by name."""
    conditions = {f"group {group}": Q(title_group=group) for group in Title.Group.values}
    conditions["unmet somewhere"] = unmet_somewhere(lens.criteria, lens.day)
    for base in BASES.values():
        conditions[f"group {base.code}"] = base.on(lens.day)
        for measure in MEASURES.values():
            conditions[f"{measure.code} {base.code} part"] = measure.counted(base, lens.day)
            conditions[f"{measure.code} {base.code} whole"] = measure.whole(base, lens.day)
    return conditions
