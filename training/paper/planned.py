"""What of an approved plan goes on paper for somebody: courses, years, boards, seats, classes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import cached_property

from personnel.kinds import KINDS
from personnel.models import Ethnicity, Person, TrainingClass, Unit
from personnel.scope import Viewer
from reports.models import PlannedSeat, TrainingPlan
from reports.rules import Rules
from targets.rules import Criterion

EVERY, ALWAYS, EVERYWHERE = "", 0, 0  # course, year, board: all of them


@dataclass(frozen=True)
class PaperCourse:
    """A course of the plan as its catalogue had it; `whole` when all its seats are on the paper."""

    code: str
    name: str
    kind: str
    level: int
    by_school: bool
    class_size: int
    provider: str
    whole: bool


@dataclass(frozen=True)
class Board:
    """A unit right below the province by the name it had when the plan was approved."""

    pk: int
    name: str


@dataclass(frozen=True)
class Numbers:
    """How many seats, and how many people, women and people of a minority sit in them."""

    seats: int = 0
    people: int = 0
    women: int = 0
    minority: int = 0


@dataclass(frozen=True)
class Classes:
    """How many classes of a course begin in a year, and how many go on from the years before."""

    new: int = 0
    carried: int = 0


@dataclass(frozen=True)
class PlanOnPaper:
    """An approved plan, of one `year` of intakes or all (0), as far as somebody may see its seats.

    `root` is the province, `at` the moment it is put on paper. `running` are classes that were
    there before the plan and go on in its time.
    """

    plan: TrainingPlan
    root: Unit
    at: datetime
    seats: tuple[PlannedSeat, ...]
    running: tuple[TrainingClass, ...]
    whole: bool
    teaches: bool
    year: int = ALWAYS

    @classmethod
    def of(
        cls, plan: TrainingPlan, user: Viewer, root: Unit, at: datetime, year: int = ALWAYS
    ) -> PlanOnPaper:
        """Read what `user` may see of a plan; two queries."""
        seats = PlannedSeat.objects.visible_to(user).filter(plan=plan)
        classes = TrainingClass.objects.visible_to(user).order_by("starts", "pk")
        running = classes.filter(starts__lt=plan.start, ends__gte=plan.start)
        ordered = seats.order_by("year", "board_name", "unit_name", "sort_key", "person", "pk")
        return cls(
            plan, root, at, tuple(ordered), tuple(running), user.sees_province, user.teaches, year
        )

    @cached_property
    def chosen(self) -> list[PlannedSeat]:
        """The seats of the year that is asked for."""
        return [seat for seat in self.seats if self.year in (ALWAYS, seat.year)]

    @cached_property
    def every_year(self) -> list[int]:
        """The years in which somebody begins a course."""
        return sorted({seat.year for seat in self.seats})

    @property
    def years(self) -> list[int]:
        """The same, or the one that is asked for."""
        return [self.year] if self.year else self.every_year

    @property
    def span(self) -> str:
        """The years in words."""
        years = self.years
        if not years:
            return ""
        return f"năm {years[0]}" if len(years) == 1 else f"giai đoạn {years[0]} - {years[-1]}"

    @cached_property
    def courses(self) -> list[PaperCourse]:
        """The courses that have seats, by kind and level."""
        told: dict[str, Mapping[str, Any]] = {}
        for entry in self.plan.catalogue:
            told.setdefault(entry["code"], entry)
        firsts = {seat.course_code: seat for seat in reversed(self.chosen)}
        found = [self._course(seat, told.get(code, {})) for code, seat in firsts.items()]
        order = list(KINDS)
        return sorted(found, key=lambda c: (order.index(c.kind), c.level, c.code))

    def _course(self, seat: PlannedSeat, told: Mapping[str, Any]) -> PaperCourse:
        return PaperCourse(
            seat.course_code, seat.course_name, seat.kind, seat.level, seat.by_school,
            int(told.get("class_size") or 0), str(told.get("provider") or ""),
            self.whole or (self.teaches and seat.by_school),
        )  # fmt: skip

    @cached_property
    def boards(self) -> list[Board]:
        """The units right below the province that send somebody, in the order the plan has them."""
        names = {seat.board_id: seat.board_name for seat in self.chosen}
        order = {unit["id"]: at for at, unit in enumerate(self.plan.units)}
        ids = sorted(names, key=lambda pk: (order.get(pk, len(order)), names[pk], pk))
        return [Board(pk, names[pk]) for pk in ids]

    def numbers(self, course: str = EVERY, year: int = ALWAYS, board: int = EVERYWHERE) -> Numbers:
        """Return the numbers of a course, a year, a board; or of all of them."""
        return self._numbers.get((course, year, board), Numbers())

    @cached_property
    def _numbers(self) -> dict[tuple[str, int, int], Numbers]:
        seats: Counter[tuple[str, int, int]] = Counter()
        who: dict[tuple[str, int, int], dict[int, PlannedSeat]] = defaultdict(dict)
        for seat in self.chosen:
            for course in (EVERY, seat.course_code):
                for year in (ALWAYS, seat.year):
                    for board in (EVERYWHERE, seat.board_id):
                        key = course, year, board
                        seats[key] += 1
                        who[key][seat.person] = seat
        return {
            key: Numbers(
                number,
                len(who[key]),
                sum(seat.sex == Person.Sex.FEMALE for seat in who[key].values()),
                sum(is_minority(seat) for seat in who[key].values()),
            )
            for key, number in seats.items()
        }

    def classes(self, course: PaperCourse, year: int) -> Classes | None:
        """Return the classes of a course in a year; None where not all its seats are seen.

        One class for so many seats of one intake as a class takes. Carried on are those of the
        intakes before, of this plan and of classes that were there before it.
        """
        if not (course.whole and course.class_size):
            return None
        intakes = self._intakes[course.code].items()
        sizes = {span: -(-number // course.class_size) for span, number in intakes}
        new = sum(size for (starts, _), size in sizes.items() if starts.year == year)
        carried = sum(
            size for (starts, ends), size in sizes.items() if starts.year < year <= ends.year
        )
        there = [
            each for each in self.running
            if each.course_code == course.code and each.starts.year < year <= each.ends.year
        ]  # fmt: skip
        return Classes(new, carried + len(there))

    @cached_property
    def _intakes(self) -> dict[str, Counter[tuple[date, date]]]:
        """How many begin and end a course together, of all years, by its code."""
        found: dict[str, Counter[tuple[date, date]]] = defaultdict(Counter)
        for seat in self.seats:
            found[seat.course_code][seat.starts, seat.ends] += 1
        return found

    @cached_property
    def _criteria(self) -> Mapping[str, Criterion]:
        return Rules(self.plan.rules.facts).criteria

    def closes(self, seat: PlannedSeat) -> str:
        """Return what a seat closes, in words, by the rules of the plan."""
        named = []
        for code in seat.closes:
            criterion = self._criteria.get(code)
            mark = f"{criterion.cover.section.short} - {criterion.short}" if criterion else code
            named.append(mark)
        return "; ".join(named)

    @property
    def document(self) -> str:
        """Which document approved the plan; what is not known stays open."""
        number = self.plan.document_number or "……"
        day = self.plan.document_day
        return f"số {number} ngày {day:%d/%m/%Y}" if day else f"số {number}"


def is_minority(seat: PlannedSeat) -> bool:
    """Whether somebody is of an ethnic group other than the Kinh, as far as it was recorded."""
    return seat.ethnic_group not in ("", Ethnicity.KINH)
