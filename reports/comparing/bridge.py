"""The bridge of a criterion: before + steps = after, for who meets it and for whom it covers.

Whoever counts otherwise stands in exactly one step; who does not, in none.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from personnel.models import Unit
from targets.figures import Figure, Outcome
from targets.judging import NO_FIGURE, figure_key
from targets.rules import Criterion
from targets.sources import Source

from .reading import Read, Stands, read
from .reasons import Change, Reasons, change
from .steps import Step


@dataclass(frozen=True)
class Part:
    """A step: how many people stand in it, what it does to both counts, and who they are.

    `people` is empty where a seal kept the counts alone.
    """

    step: Step
    count: int
    met: int
    covered: int
    people: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """What the step is called."""
        return str(self.step.label)


@dataclass(frozen=True)
class Counters:
    """A commune of which the counters differ."""

    name: str
    before: Figure
    after: Figure

    @property
    def met(self) -> int:
        """How many more were handled online."""
        return self.after.met - self.before.met

    @property
    def covered(self) -> int:
        """How many more there were."""
        return self.after.covered - self.before.covered


@dataclass(frozen=True)
class Bridge:
    """One criterion on both sides, and the steps between: of people, or of units with dossiers.

    `criterion` is as the side after asks it.
    """

    criterion: Criterion
    before: Figure
    after: Figure
    steps: tuple[Part, ...] = ()
    units: tuple[Counters, ...] = ()

    @property
    def met(self) -> int:
        """By how many those who meet it have changed."""
        return self.after.met - self.before.met

    @property
    def covered(self) -> int:
        """By how many those whom it covers have changed."""
        return self.after.covered - self.before.covered

    @property
    def rates(self) -> tuple[Decimal | None, Decimal | None]:
        """The rates of both sides, as they are shown everywhere."""
        share = self.criterion.share
        return self.before.rate(share), self.after.rate(share)

    @property
    def points(self) -> Decimal | None:
        """By how many percentage points the rate has changed; None where a side has none."""
        before, after = self.rates
        return None if before is None or after is None else after - before

    @property
    def adds_up(self) -> bool:
        """Whether before and the steps come to after, in both counts."""
        parts: list[Part | Counters] = [*self.steps, *self.units]
        told = sum(part.met for part in parts), sum(part.covered for part in parts)
        return told == (self.met, self.covered)


Bridges = Mapping[str, Bridge]


def bridge_of(before: Source, after: Source, criteria: Iterable[Criterion]) -> Bridges:
    """Return the bridge of each criterion that both sides know, by code; of one root.

    Two queries for two days of the records; `reading.read` says what more. Two for dossiers.
    """
    criteria = list(criteria)
    found = dict(bridges(read(before, after, [c.code for c in criteria]), after.lens.day))
    dossiers = [criterion for criterion in criteria if not criterion.about_people]
    found |= {criterion.code: _of_dossiers(before, after, criterion) for criterion in dossiers}
    return {c.code: found[c.code] for c in criteria if c.code in found}


def bridges(found: Read, day: date) -> Iterator[tuple[str, Bridge]]:
    """Yield the bridge of each criterion about people of two sides that are read, by code."""
    moved = _moved(found)
    sides = _figures(found, found.before), _figures(found, found.after)
    for at, criterion in enumerate(found.asked):
        reasons, people = Reasons(found, at, day), defaultdict[Step, list[tuple[int, Change]]](list)
        for person, changed in moved[at]:
            people[reasons.step(person, changed)].append((person, changed))
        steps = tuple(_part(step, people[step]) for step in Step if step in people)
        yield criterion.code, Bridge(criterion, sides[0][at], sides[1][at], steps)


def _part(step: Step, people: Collection[tuple[int, Change]]) -> Part:
    met, covered = (sum(changed[at] for _, changed in people) for at in (0, 1))
    return Part(step, len(people), met, covered, tuple(person for person, _ in people))


def _moved(found: Read) -> list[list[tuple[int, Change]]]:
    """Return who counts otherwise, and how, by criterion."""
    moved: list[list[tuple[int, Change]]] = [[] for _ in found.pairs]
    # Few numbers come often: what one becomes another means is worked out once.
    meaning: dict[tuple[int, int], list[tuple[int, Change]]] = {}
    for person in sorted({*found.before, *found.after}):
        before, after = found.before.get(person), found.after.get(person)
        pair = before.judged if before else 0, after.judged if after else 0
        if pair[0] == pair[1]:
            continue
        if pair not in meaning:
            meaning[pair] = list(_changes(found, *pair))
        for at, changed in meaning[pair]:
            moved[at].append((person, changed))
    return moved


def _changes(found: Read, before: int, after: int) -> Iterator[tuple[int, Change]]:
    pairs = zip(found.outcomes(before), found.outcomes(after), strict=True)
    for at, (old, new) in enumerate(pairs):
        changed = change(old, new)
        if changed != (0, 0):
            yield at, changed


def _figures(found: Read, stands: Stands) -> list[Figure]:
    figures = [NO_FIGURE] * len(found.pairs)
    for judged, people in Counter(stand.judged for stand in stands.values()).items():
        for at, outcome in enumerate(found.outcomes(judged)):
            if outcome != Outcome.EXEMPT:
                figures[at] += Figure(**{outcome.value: people})
    return figures


def _of_dossiers(before: Source, after: Source, criterion: Criterion) -> Bridge:
    """Return the bridge of the dossiers, commune by commune."""
    place = figure_key(after.root)
    old, new = (side.figures([criterion]).figure(criterion, place) for side in (before, after))
    names = _communes(before) | _communes(after)
    units = [
        Counters(name, *(side.dossiers.get(pk, NO_FIGURE) for side in (before, after)))
        for pk, name in names.items()
    ]
    changed = tuple(unit for unit in units if unit.before != unit.after)
    return Bridge(criterion, old, new, units=changed)


def _communes(source: Source) -> dict[int, str]:
    root: Unit = source.root
    return {unit.pk: unit.name for unit in source.units if unit.is_commune and root.contains(unit)}
