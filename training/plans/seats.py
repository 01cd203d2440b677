"""The seats of an approved plan that a user may see, counted and narrowed to what is asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.functional import cached_property

from personnel.scope import Viewer
from reports.asking import chosen
from reports.models import PlannedSeat, TrainingPlan

from .happened import Happened, State, Tally, happened, tallies


@dataclass(frozen=True)
class SeatsSeen:
    """The seats of a plan in view, and what became of them by a day."""

    plan: TrainingPlan
    user: Viewer
    today: date

    @cached_property
    def seats(self) -> list[PlannedSeat]:
        """Those in view, by name."""
        return list(self.plan.seats.visible_to(self.user))

    @cached_property
    def happened(self) -> list[Happened]:
        """What became of each."""
        return happened(self.plan, self.seats, self.today)

    @property
    def whole(self) -> bool:
        """Whether the user sees every seat, so that totals are the plan's own."""
        return self.user.sees_province

    @property
    def people(self) -> int:
        """How many people have a seat in view."""
        return len({seat.person for seat in self.seats})

    @cached_property
    def years(self) -> list[int]:
        """The years of the seats in view."""
        return sorted({seat.year for seat in self.seats})

    @cached_property
    def tallies_of_courses(self) -> list[Tally]:
        """What became of the seats of each course."""
        return tallies(self.happened, "course")

    @property
    def by_course(self) -> list[tuple[Tally, list[tuple[int, int]], int]]:
        """The seats of each course: by year, and of everybody when the plan was approved."""
        counts = Counter((seat.course_code, seat.year) for seat in self.seats)
        everybody = self.plan.figures["everybody_by_course"]
        return [
            (row, [(year, counts[row.key, year]) for year in self.years], everybody.get(row.key, 0))
            for row in self.tallies_of_courses
        ]

    @cached_property
    def by_year(self) -> list[Tally]:
        """What became of the seats of each year."""
        return tallies(self.happened, "year")

    @cached_property
    def by_board(self) -> list[Tally]:
        """What became of the seats of each unit right below the province, in its order."""
        order = {str(unit["id"]): at for at, unit in enumerate(self.plan.units)}
        rows = tallies(self.happened, "board")
        return sorted(rows, key=lambda row: order.get(row.key, len(order)))

    @cached_property
    def total(self) -> Tally:
        """What became of all in view."""
        counts = Counter(each.state for each in self.happened)
        return Tally("Tổng số", "", counts)

    def narrowed(self, request: HttpRequest) -> tuple[list[Happened], list[str]]:
        """Return the seats that an address asks for, and the same in words; raises BadRequest."""
        courses = {seat.course_code: seat.course_name for seat in self.seats}
        boards = {str(seat.board_id): seat.board_name for seat in self.seats}
        course = chosen(request.GET, "course", courses)
        board = chosen(request.GET, "unit", boards)
        year = chosen(request.GET, "year", [str(year) for year in self.years])
        state = chosen(request.GET, "state", State.values)
        found = [
            each
            for each in self.happened
            if course in ("", each.seat.course_code)
            and board in ("", str(each.seat.board_id))
            and year in ("", str(each.seat.year))
            and state in ("", each.state)
        ]
        said = [
            courses.get(course, ""), f"năm {year}" if year else "", boards.get(board, ""),
            State(state).label.lower() if state else "",
        ]  # fmt: skip
        return found, [text for text in said if text]
