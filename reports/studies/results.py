"""Results of a year as numbers: by course, state, unit and group; attendances and people apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.functional import cached_property

from personnel.kinds import KINDS
from personnel.models import Enrolment

EVERY = ""  # course: all of them


class Result(TextChoices):
    """What became of whoever was sent in the year; `ALL` is all that follow it, each in one."""

    ALL = "all", "Được cử"
    SENT = Enrolment.State.SENT.value, "Chưa học"
    STUDYING = Enrolment.State.STUDYING.value, "Đang học"
    FINISHED = Enrolment.State.FINISHED.value, "Hoàn thành"
    FAILED = Enrolment.State.FAILED.value, "Không đạt"
    LEFT = Enrolment.State.LEFT.value, "Thôi học"
    POSTPONED = Enrolment.State.POSTPONED.value, "Hoãn"


PARTS = tuple(result for result in Result if result != Result.ALL)
ENDED = (Result.FINISHED, Result.FAILED, Result.LEFT, Result.POSTPONED)


@dataclass(frozen=True)
class Taught:
    """A course as it is counted: `code` of the catalogue, or of what it gives where none is."""

    kind: str
    level: int
    code: str
    name: str

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands among others: by kind, as these stand everywhere, then by level."""
        return list(KINDS).index(self.kind), self.level, self.code


@dataclass(frozen=True)
class Tally:
    """How often somebody went, and how many different people that was."""

    attendances: int = 0
    people: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.attendances + other.attendances, self.people + other.people)


# Of a course in a unit and a group of titles: with whom a number is.
Place = tuple[str, int, str]
Pair = tuple[int, int]


@dataclass(frozen=True)
class Results:
    """The results of a `year` to a day, by place: course code, id of the commune, group.

    `tallies` by place and result, `planned` the people of approved plans, `held` how many of those
    in post hold the level given at the end of the year before and on the day. A person is in one
    commune and one group, so that numbers of people add up over both; over courses they do not,
    and stand under `EVERY` by themselves. `unknown` are the units whose report does not say.
    """

    year: int
    courses: tuple[Taught, ...] = ()
    tallies: Mapping[tuple[Place, str], Tally] = field(default_factory=dict)
    planned: Mapping[Place, int] = field(default_factory=dict)
    held: Mapping[Place, Pair] = field(default_factory=dict)
    unconfirmed: int = 0
    unknown: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.courses)

    @property
    def is_planned(self) -> bool:
        """Whether an approved plan names anybody of these units for the year."""
        return bool(self.planned)

    @cached_property
    def _everywhere(self) -> _Sums:
        return self._sums(None)

    def of(
        self, course: str = EVERY, *, units: Collection[int] | None = None, group: str = ""
    ) -> Row:
        """Return the numbers of a course, or of all: in these communes and that group alone."""
        sums = self._everywhere if units is None else self._sums(frozenset(units))
        return sums.row(course, group)

    def _sums(self, units: Collection[int] | None) -> _Sums:
        sums = _Sums()
        for ((course, unit, group), result), tally in self.tallies.items():
            if units is None or unit in units:
                sums.tally(course, group, result, tally)
        for (course, unit, group), number in self.planned.items():
            if units is None or unit in units:
                sums.planned(course, group, number)
        for (course, unit, group), pair in self.held.items():
            if units is None or unit in units:
                sums.held(course, group, pair)
        return sums

    @property
    def groups(self) -> list[str]:
        """The groups in which somebody was sent or planned."""
        places = [place for place, _ in self.tallies] + list(self.planned)
        return sorted({group for _, _, group in places})

    def as_json(self) -> dict[str, object]:
        """Return it in whole numbers and text, in one order."""
        return {
            "year": self.year,
            "unconfirmed": self.unconfirmed,
            "courses": [[c.code, c.name, c.kind, c.level] for c in self.courses],
            "results": [
                [*place, result, tally.attendances, tally.people]
                for (place, result), tally in sorted(self.tallies.items())
            ],
            "planned": [[*place, number] for place, number in sorted(self.planned.items())],
            "held": [[*place, *pair] for place, pair in sorted(self.held.items())],
        }

    @classmethod
    def read(cls, kept: Mapping[str, list[list[object]]]) -> Results:
        """Return what `as_json` made."""
        told: dict[str, list[list[object]]] = dict(kept)
        return cls(
            year=int(str(kept["year"])),
            courses=tuple(
                Taught(str(kind), int(str(level)), str(code), str(name))
                for code, name, kind, level in told["courses"]
            ),
            tallies={
                (_place(where), str(result)): Tally(int(str(attended)), int(str(people)))
                for *where, result, attended, people in told["results"]
            },
            planned={_place(where): int(str(n)) for *where, n in told["planned"]},
            held={_place(where): (int(str(a)), int(str(b))) for *where, a, b in told["held"]},
            unconfirmed=int(str(kept["unconfirmed"])),
        )

    @classmethod
    def together(cls, year: int, found: Iterable[Results], unknown: Iterable[int]) -> Results:
        """Return the results of several units, none of whose communes are another's too."""
        parts = list(found)
        courses = {course.code: course for part in parts for course in part.courses}
        return cls(
            year,
            tuple(in_order(courses.values())),
            {key: tally for part in parts for key, tally in part.tallies.items()},
            {place: number for part in parts for place, number in part.planned.items()},
            {place: pair for part in parts for place, pair in part.held.items()},
            sum(part.unconfirmed for part in parts),
            tuple(unknown),
        )


def in_order(courses: Iterable[Taught]) -> list[Taught]:
    """Return courses as they stand in tables."""
    return sorted(courses, key=lambda course: course.place)


def _place(where: Iterable[object]) -> Place:
    course, unit, group = where
    return str(course), int(str(unit)), str(group)


@dataclass(frozen=True)
class Row:
    """The numbers of one line: by result, how many were planned, how many hold the level."""

    results: Mapping[str, Tally]
    planned: int
    held: Pair | None

    def tally(self, result: str) -> Tally:
        """Return the numbers of a result."""
        return self.results.get(result, Tally())

    @property
    def sent(self) -> Tally:
        """All that were sent."""
        return self.tally(Result.ALL)

    @property
    def cells(self) -> Iterator[tuple[Result, Tally]]:
        """Each result that those sent came to."""
        return ((result, self.tally(result)) for result in PARTS)

    def __bool__(self) -> bool:
        return bool(self.planned or self.sent.attendances)


class _Sums:
    """Numbers added up over units, by course and group; group "" is all of them."""

    def __init__(self) -> None:
        self._tallies: dict[tuple[str, str], dict[str, Tally]] = defaultdict(dict)
        self._planned: dict[tuple[str, str], int] = defaultdict(int)
        self._held: dict[tuple[str, str], Pair] = {}

    def tally(self, course: str, group: str, result: str, tally: Tally) -> None:
        for key in ((course, group), (course, "")):
            row = self._tallies[key]
            row[result] = row.get(result, Tally()) + tally

    def planned(self, course: str, group: str, number: int) -> None:
        for key in ((course, group), (course, "")):
            self._planned[key] += number

    def held(self, course: str, group: str, pair: Pair) -> None:
        for key in ((course, group), (course, "")):
            before, after = self._held.get(key, (0, 0))
            self._held[key] = before + pair[0], after + pair[1]

    def row(self, course: str, group: str) -> Row:
        key = course, group
        return Row(self._tallies.get(key, {}), self._planned.get(key, 0), self._held.get(key))
