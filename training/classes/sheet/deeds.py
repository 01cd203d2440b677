"""What a file would write of each person of a class, and how it is kept until that is confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing

from personnel.models import Enrolment, TrainingClass
from personnel.studying.results import OUTCOMES
from personnel.studying.states import FINISHING, FOLLOWING
from personnel.words.partial_dates import PartialDate

from .matching import Matched, People
from .reading import Line

State = Enrolment.State
# What was looked at is written within this time, or looked at anew.
_KEPT_FOR = 6 * 60 * 60


@dataclass(frozen=True)
class Deed:
    """A state to be written of somebody, as the file tells it; `seen` is the one it was in."""

    enrolment: Enrolment
    state: Enrolment.State
    reason: str
    number: str
    day: PartialDate | None
    seen: str

    @property
    def is_result(self) -> bool:
        """Whether it is written with the results of the class."""
        return self.state in OUTCOMES

    @property
    def before(self) -> str:
        """The state of before, in words."""
        return State(self.seen).label


@dataclass(frozen=True)
class Wrong:
    """A line of which nothing is written, and why."""

    line: Line
    why: Sequence[str]


@dataclass(frozen=True)
class Meant:
    """What a whole file means: what is written, what not, what is so already, who is missing."""

    deeds: Sequence[Deed]
    wrong: Sequence[Wrong]
    unchanged: int
    blank: int
    missing: Sequence[Enrolment]


def meant_by(lines: Iterable[Line], people: People, today: date) -> Meant:
    """Return what lines mean for the people of a class."""
    lines = list(lines)
    blank = [line for line in lines if line.says_nothing]
    matched = people.matched(line for line in lines if not line.says_nothing)
    deeds, wrong, unchanged = [], [], 0
    for one in matched:
        why = _why_not(one, today)
        if why:
            wrong.append(Wrong(one.line, why))
        elif one.enrolment and one.line.state:
            deed = _deed(one.enrolment, one.line, one.line.state)
            if deed.state == one.enrolment.state:
                unchanged += 1
            else:
                deeds.append(deed)
    told = [*matched, *people.matched(blank)]
    return Meant(deeds, wrong, unchanged, len(blank), people.without(told))


def _deed(enrolment: Enrolment, line: Line, state: Enrolment.State) -> Deed:
    return Deed(enrolment, state, line.reason, line.number, line.day, enrolment.state)


def _why_not(one: Matched, today: date) -> list[str]:
    line = one.line
    why = [*line.wrong, *([one.why] if one.why else [])]
    if why or one.enrolment is None or line.state is None:
        return why
    state, before = line.state, State(one.enrolment.state)
    if state == before:
        return []
    is_open = before in FINISHING if state == State.FINISHED else state in FOLLOWING[before]
    if not is_open:
        why.append(
            f"đang ở trạng thái {before.label.lower()}, không ghi {state.label.lower()} được"
        )
    if state in State.with_reason() and not line.reason:
        why.append(f"{state.label.lower()} thì phải ghi lý do")
    return why + _wrong_award(line, state, today)


def _wrong_award(line: Line, state: Enrolment.State, today: date) -> list[str]:
    if state != State.FINISHED:
        return ["không hoàn thành thì không có số, ngày cấp"] if line.number or line.day else []
    if line.day and line.day.first > today:
        return [f"ngày cấp {line.day} ở tương lai"]
    return []


def kept(deeds: Sequence[Deed], training_class: TrainingClass, user: Any) -> str:
    """Return deeds as a page keeps them until they are confirmed: signed, of one class and user."""
    rows = [
        [
            d.enrolment.pk,
            d.state.value,
            d.reason,
            d.number,
            list(d.day.parts) if d.day else [],
            d.seen,
        ]
        for d in deeds
    ]
    return signing.dumps(rows, salt=_salt(training_class, user), compress=True)


def taken_up(text: str, training_class: TrainingClass, user: Any) -> list[Deed] | None:
    """Return the deeds that a page kept, of those still in the class; None where it is none of it.

    Too old, of another class or another user is none.
    """
    try:
        rows: list[list[Any]] = signing.loads(
            text, salt=_salt(training_class, user), max_age=_KEPT_FOR
        )
    except signing.BadSignature:
        return None
    own = {enrolment.pk: enrolment for enrolment in People(training_class, user).every}
    if any(row[0] not in own for row in rows):
        return None
    return [
        Deed(own[pk], State(state), reason, number, PartialDate(*day) if day else None, seen)
        for pk, state, reason, number, day, seen in rows
    ]


def _salt(training_class: TrainingClass, user: Any) -> str:
    return f"class sheet {training_class.pk} {user.pk}"
