"""Everybody as they stand on a day to come: what is held, what is missed, when they leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import F, QuerySet
from django.utils.functional import cached_property

from personnel.basics.asked_again import found_again
from personnel.models import Person
from personnel.reading.ages import DayNumber
from personnel.reading.particulars import with_retirement
from personnel.reading.retirement import retires_on
from targets.figures import Outcome
from targets.judging import kinds_asked
from targets.packing import packed, unpacked
from targets.rules import Ask, Criterion
from targets.sources import LiveSource

UNMET = (Outcome.SHORT, Outcome.UNKNOWN)
_COLUMNS = (
    "pk", "unit_id", "district_id", "title_group", "sex", "born", "retirement_exempt",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Situation:
    """What decides what somebody has to learn: outcomes by criterion, levels held by kind.

    Thousands share a few hundred of them, each known by itself. `levels` are of the kinds that an
    unmet criterion asks; None: nothing is recorded, or nothing is missed. Of the kinds in `busy`
    something is studied that will count too late, or nobody knows when.
    """

    outcomes: tuple[Outcome, ...]
    levels: tuple[int | None, ...]
    mountain: bool
    busy: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Missed:
    """Something asked that is not held: by which criterion, of which kind, at which level."""

    criterion: Criterion
    kind: str
    level: int
    held: int | None


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody in post on the day; `leaves` is the last day in office, None where no age binds.

    `board` is the unit right below the province that `unit` is in, or the unit itself.
    """

    pk: int
    unit: int
    board: int
    group: str
    leaves: date | None
    situation: Situation

    def is_gone(self, day: date) -> bool:
        """Whether the last day in office lies before `day`."""
        return self.leaves is not None and self.leaves < day


@dataclass(frozen=True)
class Standings:
    """Who is in post on a day, judged by criteria about people: those counted, and those gone."""

    day: date
    criteria: tuple[Criterion, ...]
    kinds: tuple[str, ...]
    everybody: tuple[Someone, ...]

    @cached_property
    def stay(self) -> list[Someone]:
        """Those still there on the day."""
        return [one for one in self.everybody if not one.is_gone(self.day)]

    @cached_property
    def gone(self) -> list[Someone]:
        """Those whom the age has sent home before the day."""
        return [one for one in self.everybody if one.is_gone(self.day)]

    def held(self, situation: Situation, kind: str) -> int | None:
        """Return the level held of a kind; None: nothing is recorded."""
        return situation.levels[self._kinds[kind]]

    def place(self, criterion: Criterion) -> int:
        """Return where the outcome of a criterion stands in a situation."""
        return self._places[criterion.code]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {criterion.code: at for at, criterion in enumerate(self.criteria)}

    @cached_property
    def _kinds(self) -> dict[str, int]:
        return {kind: at for at, kind in enumerate(self.kinds)}

    def missed(self, situation: Situation, criterion: Criterion) -> list[Missed]:
        """Return what somebody does not hold of what a criterion asks; nothing of the exempt."""
        if situation.outcomes[self.place(criterion)] not in UNMET:
            return []
        asks = (self._missed(situation, criterion, ask) for ask in criterion.asks)
        return [found for found in asks if found]

    def _missed(self, situation: Situation, criterion: Criterion, ask: Ask) -> Missed | None:
        asked, held = ask.threshold(situation.mountain), self.held(situation, ask.kind)
        if held is not None and held >= asked:
            return None
        return Missed(criterion, ask.kind, asked, held)

    def after(self, situation: Situation, awards: Mapping[str, int]) -> Situation:
        """Return the situation of whoever is awarded levels of some kinds besides."""
        levels = tuple(
            max((level for level in (held, awards.get(kind)) if level is not None), default=None)
            for kind, held in zip(self.kinds, situation.levels, strict=True)
        )
        raised = replace(situation, levels=levels)
        outcomes = (self._judged(raised, at) for at in range(len(self.criteria)))
        return replace(raised, outcomes=tuple(outcomes))

    def _judged(self, situation: Situation, at: int) -> Outcome:
        """Return what a criterion says of levels, whom it covers being as it was."""
        criterion = self.criteria[at]
        if situation.outcomes[at] not in UNMET:
            return situation.outcomes[at]
        missed = [self._missed(situation, criterion, ask) for ask in criterion.asks]
        if not any(missed):
            return Outcome.MET
        short = any(one and one.held is not None for one in missed)
        return Outcome.SHORT if short else Outcome.UNKNOWN


def read_standings(
    source: LiveSource, criteria: Iterable[Criterion], ids: Collection[int] | None = None
) -> Standings:
    """Read everybody counted in a source on its day, or those of them with these ids; one query.

    As is recorded: those who will have left are told apart. Units and their boards are those of
    the day's map.
    """
    criteria = tuple(criterion for criterion in criteria if criterion.about_people)
    kinds, day = tuple(kinds_asked(criteria)), source.lens.day
    recorded = source.recorded
    standing = recorded.rows(kinds) if ids is None else recorded.rows_of(ids, kinds)
    rows = _read(standing, day, criteria, kinds)
    districts = {unit.pk for unit in source.units if unit.is_district}
    return Standings(day, criteria, kinds, tuple(_people(rows, criteria, kinds, districts)))


def read_standing(source: LiveSource, criteria: Iterable[Criterion], person: int) -> Standings:
    """Read one person as `read_standings` does, by a text that is kept; one query."""
    criteria = tuple(criterion for criterion in criteria if criterion.about_people)
    kinds, day = tuple(kinds_asked(criteria)), source.lens.day
    recorded = source.recorded
    rows = found_again(
        ("needs of one", recorded.follows_from, criteria),
        lambda one: _read(recorded.rows_of([one], kinds), day, criteria, kinds),
        Person,
        person,
    )
    districts = {unit.pk for unit in source.units if unit.is_district}
    return Standings(day, criteria, kinds, tuple(_people(rows, criteria, kinds, districts)))


def _read(
    standing: QuerySet[Any], day: date, criteria: Sequence[Criterion], kinds: Sequence[str]
) -> QuerySet[Any, Any]:
    columns = (*_COLUMNS, packed(criteria, day), "mountain_commune", *kinds)
    rows = with_retirement(standing, day)
    # As a number: a date would be made of each, which takes a tenth of the time.
    return rows.annotate(born=DayNumber(F("birth_date"))).order_by().values_list(*columns)


def _people(
    rows: Iterable[tuple[Any, ...]], criteria: Sequence[Criterion], kinds: Sequence[str],
    districts: Collection[int],
) -> Iterable[Someone]:  # fmt: skip
    known = _Known(criteria, kinds)
    for pk, unit, above, group, sex, born, exempt, number, mountain, *levels in rows:
        situation = known.situation(number, bool(mountain), levels)
        leaves = None if exempt else _retires_on(sex, born // 100)
        yield Someone(pk, unit, above if above in districts else unit, group, leaves, situation)


class _Known:
    """The situations met so far, each once."""

    def __init__(self, criteria: Sequence[Criterion], kinds: Sequence[str]) -> None:
        self.criteria, self.kinds = criteria, kinds
        self._found: dict[tuple[Any, ...], Situation] = {}
        self._outcomes: dict[int, tuple[tuple[Outcome, ...], list[bool]]] = {}

    def situation(self, number: int, mountain: bool, levels: Iterable[int | None]) -> Situation:
        """Return the situation of outcomes as one number and levels by kind."""
        outcomes, missed = self._outcomes.get(number) or self._read(number)
        held = tuple(
            level if is_missed else None for level, is_missed in zip(levels, missed, strict=True)
        )
        key = number, mountain, held
        if key not in self._found:
            self._found[key] = Situation(outcomes, held, mountain)
        return self._found[key]

    def _read(self, number: int) -> tuple[tuple[Outcome, ...], list[bool]]:
        """Return the outcomes, and of which kinds something is missed."""
        outcomes = tuple(unpacked(number, self.criteria))
        judged = zip(self.criteria, outcomes, strict=True)
        asked = {a.kind for c, outcome in judged if outcome in UNMET for a in c.asks}
        self._outcomes[number] = outcomes, [kind in asked for kind in self.kinds]
        return self._outcomes[number]


@lru_cache(maxsize=2000)
def _retires_on(sex: str, month: int) -> date:
    return retires_on(sex, date(month // 100, month % 100, 1))
