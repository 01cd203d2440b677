"""Classes made of an approved plan: its seats that nobody has been sent to, cut into classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.db.models import F

from personnel.keeping.recording import Refused
from personnel.models import Person, TrainingClass
from personnel.scope import Editor
from personnel.studying.enrolling import enrol
from personnel.studying.opening import open_class
from reports.models import TrainingPlan
from reports.periods.writing import require_administrator

from .happened import Happened, State
from .seats import SeatsSeen


@dataclass(frozen=True)
class Intake:
    """The seats of a plan that are one course begun on one day, building on one level.

    `waiting` are those whose people nobody has put into a class; `course` is that of the plan's
    catalogue.
    """

    course: Mapping[str, Any]
    starts: date
    ends: date
    planned: int
    waiting: list[Happened]

    @property
    def key(self) -> str:
        """What names it in an address."""
        course = self.course
        return f"{course['code']}.{course['builds_on']}.{course['months']}.{self.starts:%Y%m%d}"

    @property
    def classes(self) -> int:
        """How many classes of the usual size its people fill."""
        return -(-len(self.waiting) // int(self.course["class_size"]))


@dataclass(frozen=True)
class How:
    """How classes are made of an intake: of at most `size` people, for each board or across them.

    `facts` are columns of each class; it is called `name` with its number behind.
    """

    name: str
    size: int
    each_board: bool
    state: str
    facts: Mapping[str, Any]


@dataclass
class Opened:
    """The classes that were opened, how many people are in them, who was passed over and why."""

    classes: list[TrainingClass] = field(default_factory=list)
    people: int = 0
    passed_over: list[tuple[Person, str]] = field(default_factory=list)


def intakes(seen: SeatsSeen) -> list[Intake]:
    """Return the intakes of the seats in view, by course and day."""
    found: dict[tuple[tuple[str, int, int], date], list[Happened]] = defaultdict(list)
    for each in seen.happened:
        seat = each.seat
        found[(seat.course_code, seat.builds_on, seat.months), seat.starts].append(each)
    courses = {(c["code"], c["builds_on"], c["months"]): c for c in seen.plan.catalogue}
    return [
        Intake(
            courses[course], starts, among[0].seat.ends, len(among),
            [each for each in among if _waits(each)],
        )
        for (course, starts), among in sorted(found.items(), key=itemgetter(0))
    ]  # fmt: skip


def _waits(each: Happened) -> bool:
    without = each.training_class is None and each.state in (State.PROPOSED, State.SENT)
    return each.state == State.WAITING or without


def divided(plan: TrainingPlan, intake: Intake, how: How) -> list[list[Happened]]:
    """Return who sits in which class: neighbours together, classes of nearly the same size."""
    order = {unit["id"]: at for at, unit in enumerate(plan.units)}
    boards: dict[int, list[Happened]] = defaultdict(list)
    for each in intake.waiting:
        boards[each.seat.board_id].append(each)
    among = [
        sorted(boards[board], key=lambda each: (each.seat.unit_name, bytes(each.seat.sort_key)))
        for board in sorted(boards, key=lambda board: order.get(board, len(order)))
    ]
    lots = among if how.each_board else [[each for board in among for each in board]]
    return [part for lot in lots for part in _parts(lot, how.size)]


def _parts(lot: Sequence[Happened], size: int) -> list[list[Happened]]:
    """Cut people into as few classes of at most `size` as hold them, nearly equal in number."""
    classes = -(-len(lot) // size)
    ends = [len(lot) * at // classes for at in range(classes + 1)] if classes else []
    return [list(lot[a:b]) for a, b in zip(ends, ends[1:], strict=False)]


def named(how: How, intake: Intake, number: int) -> list[str]:
    """Return what so many classes are called; numbers go on behind those there are already."""
    like = TrainingClass.objects.filter(name__startswith=how.name, starts=how.facts["starts"])
    taken = set(like.values_list("name", flat=True))
    if number == 1 and how.name not in taken:
        return [how.name]
    names: list[str] = []
    at = 0
    while len(names) < number:
        at += 1
        if (name := f"{how.name}, lớp {at}") not in taken:
            names.append(name)
    return names


def open_classes(
    plan: TrainingPlan, key: str, how: How, *, by: Editor, at: datetime, today: date
) -> Opened:
    """Open the classes of an intake and put its people into them; all of it or nothing.

    Raises Refused unless `by` administers the province, where nobody waits any more, and where
    a class cannot be opened or nobody can be put into it.
    """
    with transaction.atomic():
        require_administrator(by)
        # Whoever else makes classes of the plan waits, and then finds these people in theirs.
        TrainingPlan.objects.filter(pk=plan.pk).update(note=F("note"))
        found = {each.key: each for each in intakes(SeatsSeen(plan, by, today))}
        intake = found.get(key)
        if intake is None or not intake.waiting:
            raise Refused("Chưa lập lớp: không còn ai chờ xếp lớp của khóa và năm này.")
        done, parts = Opened(), divided(plan, intake, how)
        for name, part in zip(named(how, intake, len(parts)), parts, strict=True):
            _open(done, intake, how, name, [each.person for each in part], by, at)
    return done


def _open(
    done: Opened, intake: Intake, how: How, name: str, people: list[int], by: Editor, at: datetime
) -> None:
    course = intake.course
    opened = TrainingClass(
        name=name, course_code=course["code"], kind=course["kind"], level=course["level"],
        language=course["language"], by_school=course["by_school"],
        seats=max(how.size, len(people)), **how.facts,
    )  # fmt: skip
    open_class(opened, by=by, at=at)
    records = list(Person.objects.editable_by(by).filter(pk__in=people))
    enrolled = enrol(
        records, opened, state=how.state, by=by, at=at, reason="Theo kế hoạch đã duyệt"
    )
    if not enrolled.added:
        raise Refused(f"Chưa lập lớp: không xếp được ai vào {name}. Mở lại trang để xem vì sao.")
    done.classes.append(opened)
    done.people += len(enrolled.added)
    done.passed_over += enrolled.passed_over
