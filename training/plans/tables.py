"""What a plan comes to: seats by course and by unit, criteria on the deadline and year by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from personnel.models import Unit
from targets.assuming import Assuming
from targets.figures import Figure, Outcome
from targets.needs.counting import EVERYBODY, Measure
from targets.needs.enrolled import LiveEnrolments
from targets.needs.forecasting import Forecast, Forecasting
from targets.needs.plans import Missing
from targets.rules import Criterion

from .promised import WithPlan
from .working import Place, Tried


@dataclass(frozen=True)
class Reach:
    """A criterion on a day where it is asked: without the plan, and with it."""

    criterion: Criterion
    before: Figure
    after: Figure

    @property
    def needed(self) -> int:
        """How many have to meet it."""
        share, covered = self.criterion.share, self.after.covered
        return share.needed(covered) if share and covered else 0

    @property
    def more(self) -> int:
        """How many more meet it with the plan."""
        return self.after.met - self.before.met

    @property
    def gap(self) -> int:
        """How many are short of the share with the plan."""
        return max(0, self.needed - self.after.met)


@dataclass(frozen=True)
class CourseSeats:
    """The seats of one course beside those of sending everybody.

    `years` are those of the plan, each with its seats; `unrecorded` are seats of people of whom
    nothing of the kind is recorded, to be asked before they are sent.
    """

    code: str
    name: str
    years: list[tuple[int, int]]
    everybody: int
    unrecorded: int

    @property
    def seats(self) -> int:
        """The seats of all years."""
        return sum(seats for _, seats in self.years)

    @property
    def saved(self) -> int:
        """How many seats fewer than if everybody were sent; fewer than 0: more."""
        return self.everybody - self.seats


@dataclass(frozen=True)
class BoardSeats:
    """The seats of the people of one unit right below the province, by course.

    `lacking` are the criteria that it does not reach with the plan.
    """

    unit: Unit
    address: str
    courses: list[tuple[str, int]]
    people: int
    everybody: int
    lacking: list[Reach]

    @property
    def seats(self) -> int:
        """The seats of all courses."""
        return sum(seats for _, seats in self.courses)


@dataclass(frozen=True)
class Tables:
    """The tables of a plan that was worked out, each made when it is asked for."""

    tried: Tried

    @cached_property
    def by_course(self) -> list[CourseSeats]:
        """The seats of every course that anybody is sent to, here or if everybody were."""
        tried = self.tried
        wanted = tried.study.counts.by_course(Measure.WANTED)
        taken = tried.plan.by_year()
        unrecorded = Counter(
            seat.offer.code
            for seat in tried.plan.seats
            if tried.held(seat.one, seat.offer.kind) is None
        )
        return [
            CourseSeats(
                code, tried.catalogue[code][0].name,
                [(year, taken[code, year]) for year in tried.years],
                wanted[code][EVERYBODY] if code in wanted else 0, unrecorded[code],
            )
            for code in sorted({code for code, _ in taken} | wanted.keys())
        ]  # fmt: skip

    @cached_property
    def by_year(self) -> list[tuple[int, int]]:
        """The seats of each year of the plan."""
        counts = Counter(seat.year for seat in self.tried.plan.seats)
        return [(year, counts[year]) for year in self.tried.years]

    @property
    def unrecorded(self) -> int:
        """How many seats are of people of whom nothing of the kind is recorded."""
        return sum(row.unrecorded for row in self.by_course)

    @cached_property
    def by_board(self) -> list[BoardSeats]:
        """The seats of every unit right below the province, by course in the order of the rows."""
        tried = self.tried
        seats: dict[int, Counter[str]] = defaultdict(Counter)
        people: dict[int, set[int]] = defaultdict(set)
        for seat in tried.plan.seats:
            seats[seat.one.board][seat.offer.code] += 1
            people[seat.one.board].add(seat.one.pk)
        everybody = Counter(line.one.board for line in tried.study.counts.lines[Measure.WANTED])
        return [
            BoardSeats(
                unit, tried.study.then.name_of(unit),
                [(row.code, seats[pk][row.code]) for row in self.by_course],
                len(people[pk]), everybody[pk],
                [reach for reach in self.reaches[pk] if reach.gap],
            )
            for pk, unit in tried.boards.items()
        ]  # fmt: skip

    @cached_property
    def reaches(self) -> dict[Place, list[Reach]]:
        """Every criterion with a share on the deadline, in all and by unit below the province."""
        before: dict[tuple[int, Place], Counter[Outcome]] = defaultdict(Counter)
        after: dict[tuple[int, Place], Counter[Outcome]] = defaultdict(Counter)
        for at, place, was, now in self.tried.judged():
            before[at, place][was] += 1
            after[at, place][now] += 1
        places: list[Place] = [EVERYBODY, *self.tried.boards]
        return {
            place: [
                Reach(criterion, _figure(before[at, place]), _figure(after[at, place]))
                for at, criterion in enumerate(self.tried.criteria)
            ]
            for place in places
        }

    @property
    def missing(self) -> list[tuple[Missing, Unit | None, str]]:
        """Where a share is not reached: how many are short of it, in which unit, its address."""
        tried = self.tried
        found = []
        for missing in tried.plan.not_reached:
            unit = tried.boards.get(missing.board) if missing.board is not EVERYBODY else None
            found.append((missing, unit, tried.study.then.name_of(unit) if unit else ""))
        return found

    @property
    def in_all(self) -> list[Reach]:
        """The criteria of the whole province."""
        return self.reaches[EVERYBODY]

    def forecasts(self) -> list[tuple[Forecast, list[Reach]]]:
        """Return what the end of each year comes to, as recorded and with the plan.

        With the plan are those enrolled too. A query or two for each year.
        """
        criteria = self.tried.criteria
        with_plan = WithPlan(LiveEnrolments(), self.tried.plan)
        forecasting = Forecasting(self.tried.study.source, criteria, with_plan)
        days = (date(year, 12, 31) for year in self.tried.years)
        forecasts = [forecasting.on(min(day, self.tried.study.horizon.deadline)) for day in days]
        return [(forecast, [_reach(forecast, c) for c in criteria]) for forecast in forecasts]


def _reach(forecast: Forecast, criterion: Criterion) -> Reach:
    ways = (Assuming.NOTHING, Assuming.ENROLLED)
    return Reach(criterion, *(forecast.figure(criterion, way) for way in ways))


def _figure(counts: Counter[Outcome]) -> Figure:
    return Figure(counts[Outcome.MET], counts[Outcome.SHORT], counts[Outcome.UNKNOWN])
