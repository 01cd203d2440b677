"""Where figures come from: the records as they are now, or what was kept of them.

Pages, the trend, commands, previews and workbooks ask a source for figures; the same conditions
run over either. What districts handed in is a source of `reports.sources`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from personnel.kinds import KINDS
from personnel.models import Person, PersonQuerySet, Unit
from personnel.reading.counted import (
    apart,
    doubt_as_judged,
    units_and_groups,
    without_groups,
)
from personnel.reading.kept_rows import rows_kept
from personnel.reading.one_by_one import one_by_one
from personnel.reading.particulars import with_languages, with_particulars, with_retirement
from personnel.reading.standing import standing, within
from personnel.scope import Viewer

from .figures import Figure
from .judging import (
    RollUp,
    UnitCounts,
    as_counted,
    as_counted_apart,
    as_counts,
    count_query,
    count_rows,
    counted,
    counted_apart,
    dossier_counters,
    dossier_totals,
    kinds_asked,
)
from .lens import Lens
from .rules import Criterion

IN_LIST_ORDER = ("district_id", "unit_id", "sort_key", "birth_date", "person")


@dataclass(frozen=True)
class Part:
    """Some of those counted on a day: a condition on any people, and one on their standing.

    The first spares reading everybody. Both are functions of the day with a name of their own, by
    which what is kept of statements knows them.
    """

    people: Callable[[date], Q]
    rows: Callable[[date], Q] = lambda day: Q()


class Source(ABC):
    """Figures of `root` and the units within it through a lens.

    `label` says on screen and paper where they come from, `digest` is the hash that they are
    sealed or submitted under ("" for the records), `missing` the districts that have nothing in
    it though they should. `person_column` is the column of its rows that says who.
    """

    label: str
    person_column: str
    digest = ""

    def __init__(self, lens: Lens, root: Unit, missing: Sequence[Unit] = ()) -> None:
        self.lens, self.root, self.missing = lens, root, list(missing)

    @property
    @abstractmethod
    def units(self) -> list[Unit]:
        """The units it has figures of, from the top, then by code: never to be saved."""

    @property
    def groups(self) -> list[Unit]:
        """The named groups among them by which its figures may be broken down, with their parts."""
        return []

    @property
    def grouped(self) -> bool:
        """Whether there are such groups."""
        return False

    @property
    @abstractmethod
    def dossiers(self) -> Mapping[int | None, Figure]:
        """The dossiers of the year, by unit id."""

    @abstractmethod
    def rows(self, kinds: Collection[str] = ()) -> QuerySet[Any]:
        """Return the standing of everyone counted, with the levels of these kinds at least."""

    @abstractmethod
    def full_rows(self) -> QuerySet[Any]:
        """Return the same with every column of a `FrozenStanding`, for counting."""

    @abstractmethod
    def listed(self) -> QuerySet[Any]:
        """Return the same for lists: `person`, titles and languages too, by unit and name."""

    def figures(self, criteria: Iterable[Criterion]) -> RollUp:
        """Return the figures of the criteria for every unit; two queries at most."""
        return self.figures_and_counts(criteria, {})[0]

    def counts(
        self, conditions: Mapping[str, Q], kinds: Collection[str] | None = None
    ) -> UnitCounts:
        """Count by unit whom each condition on `full_rows` holds of; one query.

        With `kinds`, on `rows` with the levels of these, which takes less.
        """
        rows = self.full_rows() if kinds is None else self.rows(kinds)
        return count_rows(rows, self.as_ruled(conditions))

    def figures_and_counts(
        self, criteria: Iterable[Criterion], conditions: Mapping[str, Q]
    ) -> tuple[RollUp, UnitCounts]:
        """Return both, reading the people once: two queries at most.

        The conditions speak of no other kinds than the criteria do.
        """
        criteria, ruled = list(criteria), self.as_ruled(conditions)
        dossiers = self._dossiers_asked(criteria)
        of_people = ruled or any(criterion.about_people for criterion in criteria)
        found = self._rolled_up(criteria, ruled) if of_people else ()
        return as_counted(found, criteria, dossiers, ruled)

    def _rolled_up(
        self, criteria: Sequence[Criterion], conditions: Mapping[str, Q]
    ) -> Sequence[Sequence[Any]]:
        return list(self._roll_up(criteria, conditions))

    def _roll_up(
        self, criteria: Sequence[Criterion], conditions: Mapping[str, Q]
    ) -> QuerySet[Any, Any]:
        return counted(self.rows(kinds_asked(criteria)), self.lens.day, criteria, conditions)

    def name_of(self, unit: Unit) -> str:
        """Return what names a unit in records: its code, as it is frozen."""
        return unit.code

    def as_ruled(self, conditions: Mapping[str, Q]) -> Mapping[str, Q]:
        """Return the conditions that are to be asked of its rows under these names."""
        return conditions

    def _dossiers_asked(self, criteria: Sequence[Criterion]) -> Mapping[int | None, Figure]:
        return {} if all(criterion.about_people for criterion in criteria) else self.dossiers


class LiveSource(Source):
    """The records as they are now, on the lens's day.

    `root` is the province, a district, a group, several units together (`Unit.parts`) or a
    commune, which whoever asks may see: only people visible to the `viewer` are counted, without
    one everybody; of a `part`, only these. `units` spares the query for them, where they are read
    already.
    """

    person_column = "pk"

    def __init__(
        self, lens: Lens, root: Unit, viewer: Viewer | None = None,
        units: Iterable[Unit] | None = None, part: Part | None = None,
    ) -> None:  # fmt: skip
        super().__init__(lens, root)
        self.viewer, self._read, self._part = viewer, units, part

    @classmethod
    def of_province(cls, lens: Lens) -> "LiveSource":
        """Return the records of the whole province; raises Unit.DoesNotExist without one."""
        return cls(lens, Unit.objects.in_force(lens.units_on).provinces().get())

    def on(self, day: date) -> "LiveSource":
        """Return the same of another day; where the root was not there, by the map it is on."""
        by = None if self._is_there_on(day) else self.lens.units_on
        return LiveSource(replace(self.lens, day=day, map_day=by), self.root, self.viewer)

    @property
    def recorded(self) -> "LiveSource":
        """The records alone: of a day to come, with whoever will have left by their age."""
        return LiveSource(self.lens.recorded, self.root, self.viewer, self._read)

    def only(self, part: Part) -> "LiveSource":
        """Return the records of some of its people alone."""
        return LiveSource(self.lens, self.root, self.viewer, self._read, part)

    def _is_there_on(self, day: date) -> bool:
        """Whether the root, or all that it takes together, was in force on a day."""
        parts = self.root.parts
        tops = [unit for unit in self.units if unit.pk in parts] if parts else [self.root]
        return self.root.whole_province or all(unit.is_in_force(day) for unit in tops)

    @property
    def label(self) -> str:  # type: ignore[override]  # worked out from the day
        """Where the figures come from, by which map, and what they take for granted."""
        return "; ".join(filter(None, ("số liệu trực tiếp", self.lens.remarks)))

    @cached_property
    def units(self) -> list[Unit]:
        """Those in force on the map's day, and those of another time in which something counts."""
        return without_groups(self._all, self.root)

    @cached_property
    def groups(self) -> list[Unit]:
        """The groups of that day among what the root holds that can be added, with their parts."""
        return apart(unit for unit in self._all if unit.is_group and unit != self.root)

    @property
    def grouped(self) -> bool:
        """Whether there are such."""
        return any(unit.is_group for unit in self._all if unit != self.root)

    @cached_property
    def _all(self) -> list[Unit]:
        lens, read = self.lens, self._read
        units = (
            units_and_groups(lens.day, self.root, map_day=lens.map_day)
            if read is None
            else list(read)
        )
        if lens.map_day:
            doubt_as_judged(units, lens.day, lens.map_day)
        return units

    @cached_property
    def dossiers(self) -> Mapping[int | None, Figure]:
        """As the counters stand now."""

        def write() -> QuerySet[Any, Any]:
            lens, units = self.lens, Unit.objects.within(self.root)
            return dossier_counters(lens.day.year, units, lens.units_on, self.viewer)

        asked = (dossier_counters.__name__, self.follows_from)
        return dossier_totals(rows_kept(asked, write, Person))

    def rows(self, kinds: Collection[str] = ()) -> QuerySet[Any]:
        """Return the standing on the day of who is counted within the root."""
        return self._rows(self.people, kinds)

    def _rolled_up(
        self, criteria: Sequence[Criterion], conditions: Mapping[str, Q]
    ) -> Sequence[Sequence[Any]]:
        asked = (self.follows_from, tuple(criteria), tuple(conditions.items()))
        write = partial(self._roll_up, criteria, conditions)
        return rows_kept(asked, write, Person)

    def told_apart(
        self, criteria: Iterable[Criterion], conditions: Mapping[str, Q], apart: Q
    ) -> dict[bool, tuple[RollUp, UnitCounts]]:
        """Return the figures of people, and whom conditions hold of, by whether `apart` holds.

        One query.
        """
        criteria = [criterion for criterion in criteria if criterion.about_people]
        asked = (self.follows_from, tuple(criteria), tuple(conditions.items()), apart)

        def write() -> QuerySet[Any, Any]:
            rows = self.rows(kinds_asked(criteria))
            return counted_apart(rows, self.lens.day, criteria, conditions, apart)

        found = rows_kept(asked, write, Person)
        return as_counted_apart(found, criteria, conditions)

    def counts_named(
        self, names: Sequence[str], asked: Hashable, write: Callable[[], Iterable[Q]],
        kinds: Sequence[str],
    ) -> UnitCounts:  # fmt: skip
        """Count as `counts` does, by a text that is kept: `write` makes the conditions for it.

        They are one for each of `names`, in order; `asked` is all that they follow from beside
        the names and this source. One query.
        """
        found = rows_kept(
            (self.follows_from, tuple(names), asked, tuple(kinds)),
            lambda: count_query(self.rows(kinds), map(self._asked_of, write())),
            Person,
        )
        return as_counts(found, names)

    def _asked_of(self, condition: Q) -> Q:
        """Return a condition as it is found soonest of as many people as these."""
        return one_by_one(condition) if self.people.query.has_filters() else condition

    @property
    def follows_from(self) -> Hashable:
        """All that the query of `rows` follows from, beside the kinds of credential."""
        lens, root, viewer = self.lens, self.root, self.viewer
        seen = viewer.scope if viewer and not viewer.sees_province else None
        of = (root.pk, root.level, root.parts)
        return lens.day, lens.map_day, lens.ahead, of, seen, self._part

    def rows_of(self, ids: Collection[int], kinds: Collection[str]) -> QuerySet[Any]:
        """Return the same of some people, which reads nothing of others."""
        return self._rows(self.people.filter(pk__in=ids), kinds)

    def _rows(self, people: PersonQuerySet, kinds: Collection[str]) -> QuerySet[Any]:
        lens = self.lens
        rows = standing(lens.day, people, kinds, lens.map_day, ahead=lens.ahead)
        rows = rows.filter(within(self.root))
        return rows.filter(self._part.rows(lens.day)) if self._part else rows

    def full_rows(self) -> QuerySet[Any]:
        """Return the same with all kinds, the languages and who is exempt from the age."""
        day, ahead = self.lens.day, self.lens.ahead
        rows = with_languages(self.rows(tuple(KINDS)), day, self.people, ahead)
        return with_retirement(rows, day)

    def listed(self) -> QuerySet[Any]:
        """Return the same with what a list shows."""
        return with_particulars(self.full_rows(), self.lens.day).order_by(*IN_LIST_ORDER)

    def name_of(self, unit: Unit) -> str:
        """Return its code, with its number where that may be another unit's on the map's day."""
        return self.lens.address(unit)

    @property
    def people(self) -> PersonQuerySet:
        """Everybody whom its figures may count on some day, in post on the lens's or not."""
        seen = Person.objects.visible_to(self.viewer) if self.viewer else Person.objects.all()
        people = seen.ever_in(self.root)
        return people.filter(self._part.people(self.lens.day)) if self._part else people
