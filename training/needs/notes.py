"""What is to be looked at before somebody is sent: notes beside a name, which leave nobody out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from personnel.kinds import KINDS
from personnel.models import Course, Enrolment
from targets.needs.enrolled import Expected
from targets.needs.offers import Offer

from .entries import Entry

PROFESSIONAL = "professional"


@dataclass(frozen=True)
class Known:
    """What is recorded of somebody that decides whether they may be sent.

    `levels` are those held on the deadline by kind, None where nothing is recorded; `editable`
    is whether the record is in the user's hands.
    """

    name: str
    birth: date
    party_joined: date | None
    title: int
    unit: int
    levels: Mapping[str, int | None]
    enrolments: Sequence[Enrolment] = ()
    editable: bool = False


@dataclass(frozen=True)
class Preconditions:
    """What each course asks, by its code and what it builds on, begun on a day."""

    courses: Mapping[tuple[str, int], Course]
    start: date
    deadline: date

    def notes(self, entry: Entry, known: Known) -> list[str]:
        """Return what is to be looked at, in words."""
        return list(self._notes(entry, known))

    def _notes(self, entry: Entry, known: Known) -> Iterator[str]:
        for kind in entry.unrecorded:
            yield f"Chưa có thông tin {_kind(kind)}: cần xác minh"
        for offer in entry.offers:
            yield from self._before(offer, known)
        if _leaves_too_soon(entry, self.start):
            yield "Nghỉ hưu trước khi phục vụ đủ thời gian sau khóa học"
        if entry.late:
            yield "Không kịp: " + "; ".join(criterion.label for criterion in entry.late)
        for expected in entry.studied:
            yield _studied(expected, self.deadline)
        for enrolment in known.enrolments:
            if enrolment.kind in entry.kinds and enrolment.state in _SAID:
                yield _enrolled(enrolment)

    def _before(self, offer: Offer, known: Known) -> Iterator[str]:
        course = self.courses.get((offer.code, offer.builds_on))
        if course is None:
            return
        if course.party_required and known.party_joined is None:
            yield "Hồ sơ chưa ghi ngày vào Đảng"
        asked, held = course.professional_required, known.levels.get(PROFESSIONAL)
        if asked is not None and (held is None or held < asked):
            level = KINDS[PROFESSIONAL].level_label(asked)
            yield f"Chưa có {level.lower()} chuyên môn, cần có trước khi học {course.name.lower()}"
        if course.oldest is not None and _age(known.birth, self.start) > course.oldest:
            yield f"Quá {course.oldest} tuổi khi khai giảng"


# Of who is sent or studies it is told when that will count.
_SAID = (Enrolment.State.PROPOSED, Enrolment.State.POSTPONED)


def _kind(kind: str) -> str:
    label = KINDS[kind].label
    return label[0].lower() + label[1:]


def _age(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _leaves_too_soon(entry: Entry, start: date) -> bool:
    leaves = entry.one.leaves
    return leaves is not None and any(o.serves_until(start) > leaves for o in entry.offers)


def _studied(expected: Expected, deadline: date) -> str:
    level = KINDS[expected.kind].level_label(expected.level)
    told = f"Đang học {_kind(expected.kind)}: {level}"
    if expected.day is None:
        return f"{told}, chưa rõ ngày cấp"
    late = "" if expected.by(deadline) else ", sau hạn"
    return f"{told}, dự kiến cấp {expected.day:%d/%m/%Y}{late}"


def _enrolled(enrolment: Enrolment) -> str:
    state = enrolment.get_state_display()
    where = f", lớp {enrolment.training_class}" if enrolment.training_class else ""
    return f"{state} {_kind(enrolment.kind)}: {enrolment.gives.split(': ', 1)[1]}{where}"
