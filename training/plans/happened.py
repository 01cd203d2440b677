"""What became of the seats of an approved plan: by enrolments and credentials as recorded today."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from personnel.keeping.bulk import in_parts
from personnel.models import Credential, Enrolment, Merge, Person, Post, TrainingClass
from personnel.reading.joined import leads_to
from reports.models import PlannedSeat, TrainingPlan


class State(TextChoices):
    """What became of a seat. All but the first two and the last are states of an enrolment."""

    HELD = "held", "Đã có trình độ"
    WAITING = "waiting", "Chưa cử"
    PROPOSED = "proposed", "Đề cử"
    SENT = "sent", "Được cử"
    STUDYING = "studying", "Đang học"
    FINISHED = "finished", "Hoàn thành"
    FAILED = "failed", "Không đạt"
    LEFT = "left", "Thôi học"
    POSTPONED = "postponed", "Hoãn"
    GONE = "gone", "Không còn công tác"


@dataclass(frozen=True)
class Happened:
    """A seat and what became of it; `person` is the number that leads on, where it was joined."""

    seat: PlannedSeat
    person: int
    state: State
    training_class: TrainingClass | None = None


def happened(plan: TrainingPlan, seats: Iterable[PlannedSeat], today: date) -> list[Happened]:
    """Return what became of these seats of a plan by a day, in their order.

    What counts of a person and kind is the latest enrolment for the level or a higher one that is
    open or begun since the plan; that the level is held by other ways is told apart. Of who has
    neither it is told whether they still hold a title.
    """
    seats = list(seats)
    numbers = _numbers({seat.person for seat in seats})
    ids = set(numbers.values())
    enrolments = _enrolments(ids, plan.day)
    held = _held(ids, today)
    serving = _serving(ids, today)
    found = []
    for seat in seats:
        pk = numbers[seat.person]
        own = [e for e in enrolments[pk, seat.kind] if e.level >= seat.level]
        has = held.get((pk, seat.kind), -1) >= seat.level
        state = _state(own[0] if own else None, has, pk in serving)
        found.append(Happened(seat, pk, state, own[0].training_class if own else None))
    return found


def _state(enrolment: Enrolment | None, has: bool, serves: bool) -> State:
    if enrolment and (enrolment.is_open or enrolment.state == Enrolment.State.FINISHED):
        return State(enrolment.state)
    if has:
        return State.HELD
    if not serves:
        return State.GONE
    return State(enrolment.state) if enrolment else State.WAITING


def _numbers(ids: Collection[int]) -> Mapping[int, int]:
    """Return the number that each of these leads to: its own, or that of what it was joined to."""
    found = {pk: pk for pk in ids}
    for some in in_parts(ids):
        joined = Merge.objects.in_force().filter(joined__in=some)
        for pk in joined.values_list("joined", flat=True):
            merge = leads_to(pk)
            found[pk] = merge.kept if merge else pk
    return found


def _enrolments(ids: Collection[int], since: date) -> dict[tuple[int, str], list[Enrolment]]:
    """Return those that may be the plan's of each person and kind, the latest first."""
    found: dict[tuple[int, str], list[Enrolment]] = defaultdict(list)
    for some in in_parts(ids):
        for enrolment in Enrolment.objects.of_people(some):
            if enrolment.is_open or enrolment.since >= since:
                found[enrolment.person_id, enrolment.kind].append(enrolment)
    return found


def _held(ids: Collection[int], day: date) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = {}
    for some in in_parts(ids):
        rows = Credential.objects.held_on(day).filter(person__in=some).order_by()
        for person, kind, level in rows.values_list("person_id", "kind", "level"):
            found[person, kind] = max(level, found.get((person, kind), -1))
    return found


def _serving(ids: Collection[int], day: date) -> set[int]:
    """Return who of them holds a title on a day; a record that is gone holds none."""
    found: set[int] = set()
    for some in in_parts(ids):
        there = Person.objects.filter(pk__in=some).order_by().values("pk")
        posts = Post.objects.held_on(day).filter(person__in=there).order_by()
        found |= set(posts.values_list("person_id", flat=True))
    return found


@dataclass(frozen=True)
class Tally:
    """How many seats came to what, of some of them: those of a course, of a unit or a year."""

    label: str
    key: str
    counts: Mapping[State, int]

    @property
    def seats(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def by_state(self) -> list[tuple[State, int]]:
        """How many are in each state, in the order of the columns."""
        return [(state, self.counts[state]) for state in State]


def tallies(found: Iterable[Happened], by: str) -> list[Tally]:
    """Return how many seats came to what by a column of the seats: `course`, `board` or `year`."""
    counts: dict[tuple[str, str], Counter[State]] = defaultdict(Counter)
    for each in found:
        counts[_BY[by](each.seat)][each.state] += 1
    return [Tally(label, key, counts[key, label]) for key, label in sorted(counts)]


_BY = {
    "course": lambda seat: (seat.course_code, seat.course_name),
    "board": lambda seat: (str(seat.board_id), seat.board_name),
    "year": lambda seat: (str(seat.year), str(seat.year)),
}
