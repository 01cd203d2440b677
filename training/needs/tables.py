"""The table of the needs: units down, courses or criteria across, each number a list of names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import cached_property

from personnel.kinds import KINDS
from personnel.models import Unit
from personnel.models.hierarchy import DISTRICT_LEVEL
from reports.asking import level_asked
from reports.scope import levels_below, rows_at
from reports.sections import ordered
from targets.judging import Place, figure_key
from targets.needs.counting import EVERYBODY, tallied
from targets.needs.minimum import Minimum, minimum_of
from targets.needs.people import UNMET, Someone
from targets.rules import Criterion

from .asked import Asked
from .shown import Shown

# The names of what has no course: nothing ends in time, or the catalogue does not know it.
WITHOUT_COURSE = {
    Shown.RETIRING: "Không khóa nào kịp",
    Shown.ENROLLED: "Khóa ngoài danh mục",
}
REACHED, NOT_ENOUGH = "đạt", "không đủ người kịp"
Counts = Mapping[str, Counter[int | None]]


@dataclass(frozen=True)
class Head:
    """A column: its code, what it stands under, what it is called, and in full."""

    code: str
    above: str
    label: str
    full: str


@dataclass(frozen=True)
class Cell:
    """A number, the list of its people, and what is to be said of it, REACHED or NOT_ENOUGH."""

    number: int
    url: str
    note: str = ""

    @property
    def is_told(self) -> bool:
        """Whether the number says something, be it none: those who can are too few."""
        return bool(self.number) or self.note == NOT_ENOUGH


@dataclass(frozen=True)
class Row:
    """A unit with its cells; `people` counts each of its people once, `seats` all cells."""

    unit: Unit
    url: str
    people: Cell
    seats: Cell
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """The units of a level and their sum, which stands alone where there is one unit."""

    heads: list[Head]
    rows: list[Row]
    total: Row
    levels: Mapping[str, str]
    level: str

    @property
    def above(self) -> list[tuple[str, int]]:
        """The upper headings, each with how many columns it stands over."""
        return [(text, len(list(among))) for text, among in groupby(self.heads, lambda h: h.above)]


def table(asked: Asked) -> Table:
    """Return the table of what is asked for, by the units of the deadline's map."""
    then = asked.study.then
    levels = levels_below(then)
    level = level_asked(asked.params, levels, first=DISTRICT_LEVEL)
    counted = _Minimums(asked) if asked.show == Shown.MINIMUM else _Counted(asked)
    units = rows_at(then, level) if levels else [then.root]
    rows = [_row(asked, counted, unit, figure_key(unit)) for unit in units]
    total = _row(asked, counted, then.root, EVERYBODY)
    return Table(counted.heads, rows, total, levels, level)


def _row(asked: Asked, counted: _Counted | _Minimums, unit: Unit, place: Place) -> Row:
    address = asked.study.then.name_of(unit) or None
    one = {"unit": address, "level": None, "left": None}

    def cell(number: int, column: str | None = None, note: str = "") -> Cell:
        return Cell(number, asked.url("training-needs-list", **one, column=column), note)

    cells = [
        cell(counted.number(head.code, place), head.code, counted.note(head.code, place))
        for head in counted.heads
    ]
    people, seats = cell(counted.people(place)), cell(counted.seats(place))
    return Row(unit, asked.url(**one, column=None), people, seats, cells)


class _Counted:
    """What counts people by course or by criterion."""

    def __init__(self, asked: Asked) -> None:
        self._by_course, self._told = asked.show.by_course, list(_told(asked))
        self._counts = tallied(self._told)
        self._people = tallied(("", one) for _, one in self._told).get("", Counter())
        by_course = self._by_course
        self.heads = (
            of_courses(asked, self._counts) if by_course else of_criteria(asked, self._counts)
        )

    def number(self, code: str, place: Place) -> int:
        """Return of how many people of a place a column is told."""
        return _at(self._counts.get(code, Counter()), place)

    def note(self, code: str, place: Place) -> str:
        """Return that nothing is to be said of it."""
        return ""

    def people(self, place: Place) -> int:
        """Return how many people of a place something is told of."""
        return _at(self._people, place)

    def seats(self, place: Place) -> int:
        """Return the sum of the columns."""
        return sum(self.number(head.code, place) for head in self.heads)


class _Minimums:
    """What counts the fewest seats by which each criterion reaches its share in a place."""

    def __init__(self, asked: Asked) -> None:
        self._needs = asked.study.needs
        self._among: dict[int | None, list[Someone]] = defaultdict(list)
        for one in self._needs.standings.stay:
            for place in {EVERYBODY, one.board, one.unit}:
                self._among[place].append(one)
        self._criteria = {criterion.code: criterion for criterion in self._needs.criteria}
        covered = (c for c in ordered(self._criteria.values()) if self._covers(c))
        self.heads = [_of_criterion(criterion) for criterion in covered]

    def number(self, code: str, place: Place) -> int:
        """Return the fewest seats that a criterion takes in a place."""
        return self._found(code, place).seats

    def note(self, code: str, place: Place) -> str:
        """Return that a criterion is reached without a seat, or cannot be."""
        found = self._found(code, place)
        if not found.reachable:
            return NOT_ENOUGH
        return REACHED if found.covered and not found.gap else ""

    def people(self, place: Place) -> int:
        """Return 0: minimums of several criteria are of no people in particular."""
        return 0

    def seats(self, place: Place) -> int:
        """Return 0: they do not add up."""
        return 0

    def _covers(self, criterion: Criterion) -> bool:
        return bool(self._found(criterion.code, EVERYBODY).covered)

    def _found(self, code: str, place: Place) -> Minimum:
        if (code, place) not in self._known:
            places = place if isinstance(place, frozenset) else (place,)
            among = [one for each in places for one in self._among[each]]
            self._known[code, place] = minimum_of(self._needs, self._criteria[code], among)
        return self._known[code, place]

    @cached_property
    def _known(self) -> dict[tuple[str, Place], Minimum]:
        return {}


def _told(asked: Asked) -> Iterable[tuple[str, Someone]]:
    """Yield whom something is told of, by the code of its column."""
    if asked.show.by_course:
        return ((line.course, line.one) for line in asked.lines)
    if asked.show == Shown.TOO_LATE:
        late = asked.study.counts.lines[asked.show.measure]
        return ((c.code, line.one) for line in late for c in line.need.too_late)
    return encouraged(asked)


def encouraged(asked: Asked) -> Iterable[tuple[str, Someone]]:
    """Yield who does not meet what is only monitored, by the code of the criterion."""
    standings = asked.study.needs.standings
    for criterion in monitored(asked):
        at = standings.place(criterion)
        for one in standings.stay:
            if one.situation.outcomes[at] in UNMET:
                yield criterion.code, one


def monitored(asked: Asked) -> list[Criterion]:
    """Return the criteria for which the text names no number."""
    return [criterion for criterion in asked.study.criteria if not criterion.judged]


def of_courses(asked: Asked, counts: Counts) -> list[Head]:
    """Return the columns of courses that are told of, by kind and level."""
    kinds = list(KINDS)
    offers = {offer.code: offer for offer in asked.study.needs.offers.offers}
    known = (offers[code] for code in counts if code in offers)
    heads = [
        Head(
            offer.code, KINDS[offer.kind].short, KINDS[offer.kind].level_label(offer.level),
            offer.name,
        )
        for offer in sorted(known, key=lambda o: (kinds.index(o.kind), o.level, o.code))
    ]  # fmt: skip
    for code in sorted(counts.keys() - offers.keys()):
        name = code or WITHOUT_COURSE.get(asked.show, "")
        heads.append(Head(code, "", name, name))
    return heads


def of_criteria(asked: Asked, counts: Counts) -> list[Head]:
    """Return the columns of criteria that are told of, in the resolution's order."""
    return [_of_criterion(c) for c in ordered(asked.study.criteria) if c.code in counts]


def _of_criterion(criterion: Criterion) -> Head:
    share = f" ({criterion.share})" if criterion.share else ""
    full = f"{criterion.cover.label}: {criterion.label}{share}"
    return Head(criterion.code, criterion.cover.section.short, criterion.short, full)


def _at(counts: Counter[int | None], place: Place) -> int:
    if isinstance(place, frozenset):
        return sum(counts[each] for each in place)
    return counts[place]
