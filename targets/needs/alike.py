"""People who are alike to a plan: what they miss and hold, where they count, whom they come after.

Kinds that nobody's criterion joins are planned apart: somebody is alike to others in each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .goals import places_of
from .needing import Needs
from .people import Missed, Situation, Someone
from .wishes import EVERY_KIND, Wishes

# What a criterion, by its place in `Needs.criteria`, asks beyond what is held: levels by kind.
Asked = tuple[int, tuple[tuple[str, int], ...]]
Kinds = frozenset[str]


@dataclass(frozen=True, order=True)
class Lacking:
    """A kind of which something is missed: the level held, and the lowest that is asked."""

    kind: str
    held: int
    asked: int


@dataclass(frozen=True, order=True)
class Shape:
    """What decides which courses help somebody; `given` are the kinds they are chosen for."""

    kinds: tuple[Lacking, ...]
    asks: tuple[Asked, ...]
    given: tuple[str, ...]


@dataclass(frozen=True, order=True)
class Alike:
    """People of one shape who count in the same places and whose group has the same rank."""

    shape: Shape
    places: tuple[int | None, ...]
    rank: int


def alike(needs: Needs, wishes: Wishes) -> dict[Alike, list[Someone]]:
    """Return everybody who may help by what they are alike in, whoever serves longest first.

    The order is the same in whatever order they are read.
    """
    found: dict[Alike, list[Someone]] = defaultdict(list)
    shapes = _Shapes(needs, wishes)
    for one in sorted(needs.standings.stay, key=_serves_longest):
        places, rank = places_of(one, wishes), wishes.rank_of_group(one.group)
        for shape in shapes.of(one):
            found[Alike(shape, places, rank)].append(one)
    return dict(sorted(found.items()))


def joined(groups: Iterable[Iterable[str]]) -> list[Kinds]:
    """Return the same kinds in groups of which no two have one in common."""
    found: list[Kinds] = []
    for group in map(frozenset, groups):
        sharing = [other for other in found if other & group]
        found = [other for other in found if not other & group]
        found.append(group.union(*sharing))
    return found


def _serves_longest(one: Someone) -> tuple[int, int]:
    return -(one.leaves or date.max).toordinal(), one.pk


class _Shapes:
    """The shapes of people, each situation looked at once."""

    def __init__(self, needs: Needs, wishes: Wishes) -> None:
        self.needs = needs
        self._given, self._left = _by_person(wishes.taken), _by_person(wishes.left)
        self._known: dict[tuple[Situation, Kinds, Kinds], list[Shape]] = {}

    def of(self, one: Someone) -> list[Shape]:
        """Return what somebody is alike in, for each group of kinds that are planned apart."""
        key = one.situation, self._given[one.pk], self._left[one.pk]
        if key not in self._known:
            self._known[key] = [] if EVERY_KIND in key[2] else self._shapes(*key)
        return self._known[key]

    def _shapes(self, situation: Situation, given: Kinds, left: Kinds) -> list[Shape]:
        asks = self._asks(situation)
        lacking = {one.kind: one for one in _lacking(asks) if one.kind not in left}
        given &= lacking.keys()
        open_to = [(at, ask) for at, ask in asks if {one.kind for one in ask} <= lacking.keys()]
        apart = joined([*({one.kind for one in ask} for _, ask in open_to), *({k} for k in given)])
        return [_shape(kinds, lacking, open_to, given) for kinds in apart]

    def _asks(self, situation: Situation) -> list[tuple[int, list[Missed]]]:
        """Return what is missed of each criterion of which anything is, by its place."""
        missed = (self.needs.standings.missed(situation, c) for c in self.needs.criteria)
        return [(at, found) for at, found in enumerate(missed) if found]


def _by_person(moves: Iterable[tuple[int, str]]) -> dict[int, Kinds]:
    found: dict[int, Kinds] = defaultdict(frozenset)
    for person, kind in moves:
        found[person] |= {kind}
    return found


def _lacking(asks: Iterable[tuple[int, list[Missed]]]) -> list[Lacking]:
    levels: dict[tuple[str, int], int] = {}
    for one in (one for _, missed in asks for one in missed):
        # Nothing recorded builds on 0.
        key = one.kind, one.held or 0
        levels[key] = min(one.level, levels.get(key, one.level))
    return [Lacking(*key, asked) for key, asked in sorted(levels.items())]


def _shape(
    kinds: Kinds, lacking: dict[str, Lacking], asks: list[tuple[int, list[Missed]]], given: Kinds
) -> Shape:  # fmt: skip
    """Return the shape of what is missed of some kinds."""
    asked = (
        (at, tuple((one.kind, one.level) for one in missed))
        for at, missed in asks
        if missed[0].kind in kinds
    )
    found = tuple(lacking[kind] for kind in sorted(kinds))
    return Shape(found, tuple(asked), tuple(sorted(given & kinds)))
