"""A plan worked out of parameters and hand moves, and what is asked of one person in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from personnel.models import Course, Unit
from reports.needs.study import Study
from targets.figures import Outcome
from targets.lens import Lens
from targets.needs.counting import EVERYBODY, Measure
from targets.needs.enrolled import LiveEnrolments
from targets.needs.offers import Offer
from targets.needs.people import Situation, Someone
from targets.needs.planning import plan_for
from targets.needs.plans import Plan, Seat
from targets.needs.wishes import Wishes
from targets.rules import Criterion
from targets.sources import LiveSource

from .moves import NOBODY, Moves
from .parameters import Parameters

# A unit right below the province by id, or EVERYBODY.
Place = int | None


@dataclass(frozen=True)
class Tried:
    """A plan as it comes out of parameters and of whom somebody moved by hand."""

    study: Study
    parameters: Parameters
    moves: Moves
    wishes: Wishes
    plan: Plan

    @classmethod
    def of(cls, parameters: Parameters, today: date, moves: Moves = NOBODY) -> Tried:
        """Work a plan of the whole province out.

        Raises PastDeadline, ValueError for moves that contradict each other, NoPlan where the
        solver that it takes is not there or came to no end, and Unit.DoesNotExist without a
        province.
        """
        source = LiveSource.of_province(Lens(parameters.horizon, today, today))
        study = Study(source, parameters.start, LiveEnrolments(), readings=parameters.readings)
        wishes = parameters.moved(moves.numbers)
        return cls(study, parameters, moves, wishes, plan_for(study.needs, wishes))

    @property
    def criteria(self) -> list[Criterion]:
        """The criteria with a share, as they are read."""
        return self.study.needs.criteria

    @cached_property
    def years(self) -> list[int]:
        """The years of the intakes that may be of use."""
        return list(range(self.parameters.start.year, self.parameters.horizon.deadline.year + 1))

    @cached_property
    def everybody(self) -> int:
        """How many seats it would take to send everybody who has to learn something."""
        return len(self.study.counts.lines[Measure.WANTED])

    @property
    def seats(self) -> int:
        """How many seats it takes."""
        return len(self.plan.seats)

    @property
    def saved(self) -> int:
        """How many seats fewer that is; fewer than 0: more, by hand or in reserve."""
        return self.everybody - self.seats

    @cached_property
    def catalogue(self) -> dict[str, list[Course]]:
        """The courses that may begin from the start to the deadline, by code; one query."""
        found: dict[str, list[Course]] = {}
        days = self.parameters.start, self.parameters.horizon.deadline
        for course in Course.objects.in_force_within(*days):
            found.setdefault(course.code, []).append(course)
        return found

    def course_of(self, seat: Seat) -> Course:
        """Return the course of the catalogue that a seat is on."""
        courses = self.catalogue[seat.offer.code]
        return next(course for course in courses if Offer.of(course) == seat.offer)

    @cached_property
    def units(self) -> dict[int, Unit]:
        """Every unit of the deadline by id."""
        return {unit.pk: unit for unit in self.study.then.units}

    @cached_property
    def boards(self) -> dict[int, Unit]:
        """The units right below the province by id, in the order of their codes."""
        ids = {one.board for one in self.study.needs.standings.everybody}
        units = (self.units[pk] for pk in ids)
        return {unit.pk: unit for unit in sorted(units, key=lambda unit: unit.code)}

    @cached_property
    def people(self) -> dict[int, Someone]:
        """Everybody in post on the deadline by number, those who will have retired too."""
        return {one.pk: one for one in self.study.needs.standings.everybody}

    def held(self, one: Someone, kind: str) -> int | None:
        """Return the level recorded of a kind, None where nothing is; of one that is missed."""
        return self.study.needs.standings.held(one.situation, kind)

    @cached_property
    def _awards(self) -> dict[int, dict[str, int]]:
        return self.plan.awards()

    def later(self, one: Someone) -> Situation:
        """Return how somebody stands with all the seats they take."""
        awards = self._awards.get(one.pk)
        standings = self.study.needs.standings
        return standings.after(one.situation, awards) if awards else one.situation

    def closes(self, seat: Seat) -> list[Criterion]:
        """Return the criteria that somebody comes to meet, of those that ask for a seat's kind."""
        standings, later = self.study.needs.standings, self.later(seat.one)
        return [
            criterion
            for criterion in self.criteria
            if later.outcomes[standings.place(criterion)] == Outcome.MET
            and seat.offer.kind in {m.kind for m in standings.missed(seat.one.situation, criterion)}
        ]

    def judged(self) -> Iterator[tuple[int, Place, Outcome, Outcome]]:
        """Yield what each criterion says of everybody it covers, without the plan and with it.

        By its place among the criteria, once in all and once for the unit below the province.
        """
        standings = self.study.needs.standings
        places = [(at, standings.place(c)) for at, c in enumerate(self.criteria)]
        for one in standings.stay:
            later = self.later(one)
            for at, place in places:
                was, now = one.situation.outcomes[place], later.outcomes[place]
                if was != Outcome.EXEMPT:
                    yield at, EVERYBODY, was, now
                    yield at, one.board, was, now
