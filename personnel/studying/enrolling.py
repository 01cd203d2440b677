"""Putting people into a class, and proposing them for a course that has none yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from personnel.keeping.recording import Refused, Scribe, recording, require_editable
from personnel.kinds import KINDS
from personnel.models import Credential, Enrolment, Person, TrainingClass
from personnel.scope import Editor

from .seats import require_seats
from .served import served_on
from .states import FOLLOWING, LONGEST_REASON, where
from .writing import add, write

State = Enrolment.State
# The states in which somebody is put into a class.
BEGINNING = (State.PROPOSED, State.SENT, State.STUDYING)


@dataclass(frozen=True)
class Aim:
    """What somebody is to reach: a level of a kind, by the course of that code where it has one."""

    code: str
    kind: str
    level: int
    language: str = ""

    @classmethod
    def of(cls, course: Any) -> Aim:
        """Return what a course, an offer of one, or a class leads to."""
        code = course.course_code if isinstance(course, TrainingClass) else course.code
        return cls(code, course.kind, course.level, getattr(course, "language", ""))

    @property
    def told(self) -> str:
        """It in words."""
        told = f"{KINDS[self.kind].label}: {KINDS[self.kind].level_label(self.level)}"
        return f"{told}, {self.language}" if self.language else told


@dataclass
class Enrolled:
    """Who was written down, and who was passed over, with why.

    `placed` are those of `added` that were proposed for the course before, and have a class now.
    """

    added: list[Enrolment] = field(default_factory=list)
    passed_over: list[tuple[Person, str]] = field(default_factory=list)
    placed: list[Enrolment] = field(default_factory=list)


def enrol(
    people: Collection[Person], into: TrainingClass, *, state: str, by: Editor, at: datetime,
    since: date | None = None, reason: str = "", beyond_seats: bool = False,
) -> Enrolled:  # fmt: skip
    """Put people into a class in a state from a day on, today without one.

    Passed over is who is in it, holds the level, serves nowhere on the day, or has an open
    enrolment of the course in another class; whoever has one without a class is put into this one.
    Raises Refused when anybody's record is in other hands, when the class has no seats for them
    unless `beyond_seats` is said, and when nobody can be proposed for a class that is over.
    """
    told = State(state)
    with recording(by=by, at=at, reason=f"{told.label} vào lớp {into}") as scribe:
        fresh = scribe.hold(into)
        day = since or timezone.localdate(at)
        _require_open_to(fresh, told, timezone.localdate(at))
        writer = _Enrolling(scribe, Aim.of(fresh), told, day, reason, None)
        done = writer.enrol(people, fresh)
        if not beyond_seats and done.added:
            require_seats(fresh, by)
    return done


def propose(
    people: Collection[Person], course: Any, *, by: Editor, at: datetime,
    state: str = State.PROPOSED, since: date | None = None, reason: str = "",
    expected: date | None = None,
) -> Enrolled:  # fmt: skip
    """Write people down for a course, or an offer of one, or an `Aim`, that has no class.

    Passed over is who holds the level or has an open enrolment of the course. `expected` is from
    when it is expected to count, if anybody knows. Raises Refused as `enrol`.
    """
    aim = course if isinstance(course, Aim) else Aim.of(course)
    told = State(state)
    with recording(by=by, at=at, reason=f"{told.label}: {aim.told}") as scribe:
        day = since or timezone.localdate(at)
        return _Enrolling(scribe, aim, told, day, reason, expected).enrol(people, None)


def _require_open_to(training_class: TrainingClass, state: Enrolment.State, today: date) -> None:
    if state not in BEGINNING:
        raise Refused(f"Chưa ghi gì: không vào lớp ở trạng thái {state.label.lower()} được.")
    if state == State.PROPOSED and training_class.ends < today:
        ended = f"{training_class.ends:%d/%m/%Y}"
        raise Refused(f"Chưa ghi gì: lớp đã bế giảng ngày {ended}, không đề cử vào được nữa.")


@dataclass(frozen=True)
class _Enrolling:
    scribe: Scribe
    aim: Aim
    state: Enrolment.State
    day: date
    reason: str
    expected: date | None

    def enrol(self, people: Collection[Person], into: TrainingClass | None) -> Enrolled:
        held = self.scribe.hold_all(list(people))
        require_editable(self.scribe.by, *held)
        done, served = Enrolled(), served_on([p.pk for p in held], self.day)
        standing = _Standing.read([p.pk for p in held], self.aim, into, self.day)
        for person in held:
            if why := standing.against(person.pk, into):
                done.passed_over.append((person, why))
            elif waiting := standing.waiting(person.pk):
                done.placed.append(self._place(waiting, into))
            elif person.pk not in served:
                why = f"không giữ chức danh nào ngày {self.day:%d/%m/%Y}"
                done.passed_over.append((person, why))
            else:
                done.added.append(self._new(person, into, *served[person.pk]))
        add(self.scribe, done.added)
        write(self.scribe, done.placed)
        done.added += done.placed
        return done

    def _new(self, person: Person, into: TrainingClass | None, unit: int, title: int) -> Enrolment:
        aim = self.aim
        return Enrolment(
            person=person, training_class=into, course_code=aim.code, kind=aim.kind,
            level=aim.level, language=aim.language, state=self.state, since=self.day,
            reason=self.reason[:LONGEST_REASON], unit_id=unit, title_id=title,
            expected=self.expected,
        )  # fmt: skip

    def _place(self, waiting: Enrolment, into: TrainingClass | None) -> Enrolment:
        """Put whoever was written down without a class into one; no state goes backwards."""
        waiting.training_class = into
        waiting.course_code = self.aim.code
        ahead = self.state != State.PROPOSED and waiting.state != State.STUDYING
        if ahead and self.state in FOLLOWING[waiting.state]:
            waiting.state, waiting.since = self.state, self.day
            waiting.reason = self.reason[:LONGEST_REASON]
        return waiting


@dataclass(frozen=True)
class _Standing:
    """What stands of people in the way of an aim: what they hold, and where they are enrolled."""

    held: dict[int, Credential]
    there: dict[int, Enrolment]
    elsewhere: dict[int, Enrolment]

    @classmethod
    def read(
        cls, people: Sequence[int], aim: Aim, into: TrainingClass | None, day: date
    ) -> _Standing:
        found = Enrolment.objects.filter(person__in=people).select_related("training_class")
        found = found.select_related("training_class", "person")
        same = found.filter(kind=aim.kind, level=aim.level, language=aim.language)
        there = {e.person_id: e for e in found.filter(training_class=into)} if into else {}
        return cls(holders(people, aim, day), there, {e.person_id: e for e in same.open()})

    def against(self, person: int, into: TrainingClass | None) -> str:
        """Return why somebody is passed over; "" where nothing stands in the way."""
        if in_it := self.there.get(person):
            return f"đã có trong lớp ({in_it.get_state_display().lower()})"
        if credential := self.held.get(person):
            return f"đã có {credential.told}"
        other = self.elsewhere.get(person)
        if other and (other.training_class_id or into is None):
            return where(other)
        return ""

    def waiting(self, person: int) -> Enrolment | None:
        """Return the open enrolment without a class."""
        return self.elsewhere.get(person)


def holders(people: Sequence[int], aim: Aim, day: date) -> dict[int, Credential]:
    """Return the highest credential of each who holds the level or more on a day; one query."""
    found = _held(people, [aim.kind], day)
    enough = {person: [c for c in held if is_enough(c, aim)] for person, held in found.items()}
    return {person: several[0] for person, several in enough.items() if several}


def holders_among(enrolments: Collection[Enrolment], day: date) -> dict[int, Credential]:
    """Return what those hold of these who have their level on a day; by enrolment, one query."""
    if not enrolments:
        return {}
    kinds = {enrolment.kind for enrolment in enrolments}
    held = _held({enrolment.person_id for enrolment in enrolments}, kinds, day)
    found: dict[int, Credential] = {}
    for enrolment in enrolments:
        aim = Aim(enrolment.course_code, enrolment.kind, enrolment.level, enrolment.language)
        several = [c for c in held.get(enrolment.person_id, ()) if is_enough(c, aim)]
        found |= {enrolment.pk: several[0]} if several else {}
    return found


def is_enough(credential: Credential, aim: Aim) -> bool:
    """Whether a credential is of an aim's level or above, in its language if either tells one."""
    if credential.kind != aim.kind or credential.level < aim.level:
        return False
    return not aim.language or credential.language in ("", aim.language)


def _held(
    people: Collection[int], kinds: Collection[str], day: date
) -> dict[int, list[Credential]]:
    """Return the credentials of these kinds that each holds on a day, the highest first."""
    rows = Credential.objects.held_on(day).filter(person__in=people, kind__in=kinds)
    found: dict[int, list[Credential]] = defaultdict(list)
    for credential in rows.order_by("-level", "pk"):
        found[credential.person_id].append(credential)
    return found
