"""Whom of a class each line of a file means; who is not certain is told, never guessed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from personnel.models import Enrolment, Person, TrainingClass
from personnel.scope import Editor
from personnel.words.partial_dates import PartialDate
from personnel.words.text import match_key
from personnel.words.vietnamese import fold

from .reading import Line

_NOT_THERE = "không có tên trong lớp, hoặc ngoài phạm vi được cập nhật; thêm vào lớp trước"
_TWICE = "người này có ở nhiều dòng của tệp; chỉ để một dòng"


@dataclass(frozen=True)
class Matched:
    """A line with whom of the class it means; without, `why` nobody."""

    line: Line
    enrolment: Enrolment | None
    why: str = ""


class People:
    """The people of a class of whom a user writes, by number and name.

    Numbers are known of those alone whose records the user may see.
    """

    def __init__(self, training_class: TrainingClass, user: Editor) -> None:
        own = Enrolment.objects.editable_by(user).filter(training_class=training_class)
        self.every = list(own.select_related("person").order_by("person__sort_key", "pk"))
        ids = [enrolment.person_id for enrolment in self.every]
        seen = set(Person.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
        self._by_number = {
            e.person.cccd: e for e in self.every if e.person.cccd and e.person_id in seen
        }
        self._by_name: defaultdict[str, list[Enrolment]] = defaultdict(list)
        self._by_bare: defaultdict[str, list[Enrolment]] = defaultdict(list)
        for enrolment in self.every:
            self._by_name[match_key(enrolment.person.full_name)].append(enrolment)
            self._by_bare[fold(enrolment.person.full_name)].append(enrolment)

    def matched(self, lines: Iterable[Line]) -> list[Matched]:
        """Return each line with whom it means; somebody in several lines is meant by none."""
        found = [self._match(line) for line in lines]
        times = Counter(one.enrolment.pk for one in found if one.enrolment)
        return [
            Matched(one.line, None, _TWICE)
            if one.enrolment and times[one.enrolment.pk] > 1
            else one
            for one in found
        ]

    def without(self, matched: Iterable[Matched]) -> list[Enrolment]:
        """Return those in open states whom no line means."""
        there = {one.enrolment.pk for one in matched if one.enrolment}
        return [e for e in self.every if e.is_open and e.pk not in there]

    def _match(self, line: Line) -> Matched:
        named = self._by_name.get(match_key(line.name), [])
        if numbered := self._by_number.get(line.cccd) if line.cccd else None:
            if numbered in named:
                return Matched(line, numbered)
            return Matched(line, None, f"số CCCD là của {numbered.person}, không phải {line.name}")
        others = [e for e in named if not (line.cccd and self._has_another(e, line.cccd))]
        if named and not others:
            return Matched(line, None, "số CCCD khác với hồ sơ")
        born = [e for e in others if _agrees(e.person, line.birth)]
        if len(born) == 1:
            return Matched(line, born[0])
        return Matched(line, None, self._why(line, others, born))

    def _has_another(self, enrolment: Enrolment, cccd: str) -> bool:
        return self._by_number.get(enrolment.person.cccd or "") is enrolment and (
            enrolment.person.cccd != cccd
        )

    def _why(self, line: Line, named: Sequence[Enrolment], born: Sequence[Enrolment]) -> str:
        if len(born) > 1:
            return f"lớp có {len(born)} người tên này; ghi ngày sinh để phân biệt"
        if named:
            return "ngày sinh khác với hồ sơ"
        alike = self._by_bare.get(fold(line.name), [])
        if line.name and alike:
            names = ", ".join(str(enrolment.person) for enrolment in alike)
            return f"trong lớp ghi là {names}; sửa dấu trong tệp cho đúng"
        return _NOT_THERE


def _agrees(person: Person, birth: PartialDate | None) -> bool:
    """Whether somebody may be born then; nothing said agrees with any."""
    recorded = PartialDate.stored(person.birth_date, person.birth_precision)
    return birth is None or recorded is None or recorded.agrees_with(birth)
