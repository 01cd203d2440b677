"""Headcounts and structure of a unit's workforce, each number with the link to its people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q

from personnel.models import Title, Unit
from targets.covers import COMMITTEE, STAFF
from targets.figures import Outcome, percentage
from targets.judging import UnitCounts, figure_key
from targets.lens import Lens
from targets.rules import title_groups
from targets.structure import BASES, EVERYBODY, MEASURES, UNSURE, Measure

from .doubts import facts_in_words, of_facts
from .links import Links
from .unmet import TOGETHER, UNMET, together_conditions, together_counted


@dataclass(frozen=True)
class Part:
    """A part of the workforce: its count, the whole it is part of, and their lists.

    `unconfirmed` is the number of communes of which a fact is not confirmed that it rests on, and
    `doubted` says which; `unsure` the number of people by whose title's group, which is not
    confirmed, they are in the whole; `beside` is a wider count that must not be taken for it.
    """

    label: str
    count: int
    whole: int
    url: str
    whole_url: str = ""
    baseline: str = ""
    unconfirmed: int = 0
    doubted: str = ""
    unsure: int = 0
    unsure_url: str = ""
    beside: "Part | None" = None

    @property
    def rate(self) -> Decimal | None:
        """The part in percent of the whole."""
        return percentage(self.count, self.whole)


class Workforce:
    """The counts of `workforce_conditions` for every unit, and where they lead.

    `doubted` are the communes with facts not confirmed of the unit whose structure is asked for.
    """

    def __init__(self, counts: UnitCounts, links: Links, doubted: Iterable[Unit] = ()) -> None:
        self._counts, self._links, self._doubted = counts, links, list(doubted)

    def count(self, name: str, unit: Unit) -> int:
        """Return how many people of a unit one of the conditions counted holds of."""
        return self._counts(name, figure_key(unit))

    def group(self, unit: Unit, group: str) -> Part:
        """Return the headcount of a title group, of "staff", or of "all"."""
        count = self._counts(f"group {group}", figure_key(unit))
        url = self._links.people(unit, group=group)
        whole = self._counts(f"group {EVERYBODY.code}", figure_key(unit))
        whole_url = self._links.people(unit, group=EVERYBODY.code)
        unsure, unsure_url = self._unsure(unit, f"group {group}", group=group)
        return Part(
            GROUP_LABELS[group], count, whole, url, whole_url, unsure=unsure, unsure_url=unsure_url
        )

    def _unsure(self, unit: Unit, name: str, **asked: object) -> tuple[int, str]:
        """Return whom a count has by a group that is not confirmed, and where they are listed."""
        name = f"{name} unsure"
        count = self.count(name, unit) if self._counts.holds(name) else 0
        return count, self._links.people(unit, **asked, confirmed="no") if count else ""

    def groups(self, unit: Unit) -> list[Part]:
        """Return the headcounts of the title groups that have anyone, and of everyone.

        Beside those who are only on the committee stands everybody who is on it.
        """
        parts = {g: self.group(unit, g) for g in (*Title.Group.values, EVERYBODY.code)}
        members = self.group(unit, COMMITTEE.code)
        only = Title.Group.COMMITTEE.value
        parts[only] = replace(parts[only], beside=members if members.count else None)
        return [part for part in parts.values() if part.count or part.beside]

    def short(self, unit: Unit) -> Part:
        """Return how many are too low in at least one target of the horizon."""
        return self._together(unit, Outcome.SHORT)

    def lacking(self, unit: Unit) -> Part:
        """Return how many are too low in none, but of whom something asked is not recorded."""
        return self._together(unit, Outcome.UNKNOWN)

    def unmet(self, unit: Unit) -> Part:
        """Return how many miss a target: too low, or not recorded ("chưa đạt đủ")."""
        return self._together(unit, UNMET)

    def complete(self, unit: Unit) -> Part:
        """Return how many meet every target that speaks of them ("đạt đủ")."""
        people, missing = self.group(unit, EVERYBODY.code).count, self.unmet(unit).count
        url = self._links.people(unit, outcome=Outcome.MET)
        return Part(TOGETHER[Outcome.MET].named, people - missing, people, url)

    def _together(self, unit: Unit, outcome: str) -> Part:
        everyone = self.group(unit, EVERYBODY.code)
        count = together_counted(self._counts, outcome, figure_key(unit))
        url = self._links.people(unit, outcome=outcome)
        return Part(TOGETHER[outcome].named, count, everyone.count, url)

    def part(self, unit: Unit, code: str, base: str) -> Part:
        """Return one structure measure of `unit` over a base ("staff" or "all")."""
        measure, key = MEASURES[code], figure_key(unit)
        asked = {"measure": code, "base": base}
        unsure, unsure_url = self._unsure(unit, f"{code} {base}", **asked, whole=1)
        return Part(
            measure.label,
            self._counts(f"{code} {base} part", key),
            self._counts(f"{code} {base} whole", key),
            self._links.people(unit, **asked),
            self._links.people(unit, **asked, whole=1),
            baseline=measure.baseline if base == STAFF.code else "",
            unconfirmed=len(of_facts(self._doubted, measure.unit_facts)),
            doubted=facts_in_words(measure.unit_facts),
            unsure=unsure,
            unsure_url=unsure_url,
        )

    def structure(self, unit: Unit) -> list[tuple[Measure, list[Part]]]:
        """Return every measure with its part for each base."""
        return [
            (measure, [self.part(unit, measure.code, base) for base in BASES])
            for measure in MEASURES.values()
        ]


# Whose principal title is the committee's is only on the committee; others are on it, too.
GROUP_LABELS = {
    **dict(Title.Group.choices),
    Title.Group.COMMITTEE.value: "Chỉ là cấp ủy viên",
    COMMITTEE.code: "Cấp ủy viên, gồm cả người giữ chức danh khác",
    **{base.code: base.label for base in BASES.values()},
}


def workforce_conditions(lens: Lens) -> dict[str, Q]:
    """Return every headcount and measure as a condition on a standing, by name."""
    conditions = {f"group {group}": Q(title_group=group) for group in Title.Group.values}
    conditions[f"group {COMMITTEE.code}"] = COMMITTEE.on(lens.day)
    conditions |= together_conditions(lens.criteria, lens.day)
    for base in BASES.values():
        conditions[f"group {base.code}"] = base.on(lens.day)
        for measure in MEASURES.values():
            conditions[f"{measure.code} {base.code} part"] = measure.counted(base, lens.day)
            conditions[f"{measure.code} {base.code} whole"] = measure.whole(base, lens.day)
    return conditions


def unsure_conditions(lens: Lens) -> dict[str, Q]:
    """Return whom headcounts and measures count by a title group that is not confirmed, by name.

    Apart from `workforce_conditions`, which are the rules that figures are sealed by.
    """
    groups = {g: Q(title_group=g) for g in Title.Group.values if g != Title.Group.COMMITTEE}
    groups |= {base.code: base.on(lens.day) for base in BASES.values()}
    conditions = {f"group {g} unsure": q & UNSURE for g, q in groups.items() if title_groups(q)}
    for base in BASES.values():
        for measure in MEASURES.values():
            if unsure := measure.unsure(base, lens.day):
                conditions[f"{measure.code} {base.code} unsure"] = unsure
    return conditions
