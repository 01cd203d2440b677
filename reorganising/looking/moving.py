"""Who comes into which unit from where, and which titles then have several holders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import F
from django.utils.functional import cached_property

from personnel.models import PersonQuerySet, Post, Title, Unit

DAY = timedelta(days=1)


class Held(NamedTuple):
    """A title that somebody holds on the day, in the unit of its eve and in that of the day."""

    person: int
    title: int
    old: int
    new: int


@dataclass(frozen=True)
class Shared:
    """A title that several people from different units bring into one, or that heads it.

    It is no error: who keeps it, a decision on personnel has to say. `holders` are people, each
    with the unit they come from.
    """

    unit: Unit
    title: Title
    holders: Sequence[tuple[int, Unit]]


@dataclass(frozen=True)
class Arriving:
    """A unit that begins, the people who count in it by the unit they come from, and titles.

    `twice` are people who held one title in several of those units: one post of two origins,
    counted once.
    """

    unit: Unit
    origins: Sequence[tuple[Unit, Sequence[int]]]
    shared: Sequence[Shared]
    twice: Sequence[tuple[int, Title]]

    @property
    def people(self) -> int:
        """How many count in it on its first day."""
        return sum(len(people) for _, people in self.origins)

    @property
    def heads(self) -> list[Shared]:
        """The titles at the head that several hold."""
        return [shared for shared in self.shared if shared.title.head]

    @property
    def others(self) -> list[Shared]:
        """The other titles that people of several units hold."""
        return [shared for shared in self.shared if not shared.title.head]


class Moving:
    """Everybody in post on the day that a decree takes effect, as written down in the database.

    `people` are those whom the user sees, `units` all that there are, by id. Two queries.
    """

    def __init__(self, day: date, people: PersonQuerySet, units: Mapping[int, Unit]) -> None:
        self._units = units
        self._titles = Title.objects.in_bulk()
        posts = Post.objects.held_on(day).filter(person__in=people).principal_first(day)
        placed = posts.placed_on(day - DAY, "old").placed_on(day, "new")
        rows = placed.annotate(old_id=F("old"), new_id=F("new"))
        self.held = [
            Held(*row) for row in rows.values_list("person_id", "title_id", "old_id", "new_id")
        ]

    @property
    def came_from(self) -> dict[int, int]:
        """The unit of the eve in which each person was counted."""
        return {person: held.old for person, held in self.counted.items()}

    def into(self, units: Iterable[Unit]) -> list[Arriving]:
        """Return for each of these units who comes into it, in their order."""
        return [self._arriving(unit) for unit in units]

    def going_from(self, unit: int) -> dict[int, int]:
        """Return where each who holds a title in a unit on the eve is on the day, by person."""
        return {held.person: held.new for held in self.held if held.old == unit}

    def _arriving(self, unit: Unit) -> Arriving:
        held = self._by_new.get(unit.pk, [])
        by_title: dict[int, list[Held]] = defaultdict(list)
        for each in held:
            by_title[each.title].append(each)
        titles = sorted(by_title, key=lambda pk: self._titles[pk].order)
        shared = (self._shared(unit, self._titles[pk], by_title[pk]) for pk in titles)
        twice = (
            (person, self._titles[pk]) for pk in titles for person in _in_two_units(by_title[pk])
        )
        return Arriving(
            unit, self._origins(unit), [one for one in shared if one is not None], list(twice)
        )

    def _origins(self, unit: Unit) -> list[tuple[Unit, Sequence[int]]]:
        found: dict[int, list[int]] = defaultdict(list)
        for held in self._counted_in.get(unit.pk, []):
            found[held.old].append(held.person)
        return sorted(
            ((self._units[old], people) for old, people in found.items()),
            key=lambda origin: origin[0].code,
        )

    def _shared(self, unit: Unit, title: Title, held: Sequence[Held]) -> Shared | None:
        """Return a title as one that has to be decided on; None where it has not."""
        holders = {each.person: self._units[each.old] for each in held}
        from_several = len({each.old for each in held}) > 1
        # A committee has as many members as come together; which of them stay is elected.
        by_one = title.head or from_several and title.group != Title.Group.COMMITTEE
        if len(holders) < 2 or not by_one:
            return None
        return Shared(unit, title, list(holders.items()))

    @cached_property
    def _by_new(self) -> dict[int, list[Held]]:
        return _grouped(self.held)

    @cached_property
    def counted(self) -> dict[int, Held]:
        """The post by which each person is counted: the first of theirs."""
        first: dict[int, Held] = {}
        for each in self.held:
            first.setdefault(each.person, each)
        return first

    @cached_property
    def _counted_in(self) -> dict[int, list[Held]]:
        return _grouped(self.counted.values())


def _grouped(held: Iterable[Held]) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = defaultdict(list)
    for each in held:
        found[each.new].append(each)
    return found


def _in_two_units(held: Iterable[Held]) -> list[int]:
    """Return the people among holders of one title who held it in several units."""
    units: dict[int, set[int]] = defaultdict(set)
    for each in held:
        units[each.person].add(each.old)
    return [person for person, of in units.items() if len(of) > 1]
