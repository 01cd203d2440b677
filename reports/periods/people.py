"""The frozen people behind a frozen figure: the same questions as the live list's, of a source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict

from personnel.models import PersonQuerySet, Unit
from personnel.reading.joined import reachable
from personnel.reading.standing import within
from reports.asking import chosen
from reports.links import page_url
from reports.people.choices import CONFIRMED
from reports.people.columns.column import Column, Row
from reports.people.columns.register import default_columns
from reports.people.table import told_apart
from reports.unmet import TOGETHER, Together, judgements
from reports.workforce import GROUP_LABELS, workforce_conditions
from targets.figures import Outcome
from targets.judging import outcome_of, with_outcome
from targets.rules import Criterion
from targets.sources import Source
from targets.structure import BASES, MEASURES

from .changed_rules import OTHERWISE, judged_otherwise, today_of

_COVERED = (Outcome.MET, Outcome.SHORT, Outcome.UNKNOWN)
OUTCOMES = {
    "covered": ("Đối tượng", _COVERED),
    "met": (Outcome.MET.label, (Outcome.MET,)),
    "unmet": ("Chưa đạt hoặc chưa có thông tin", (Outcome.SHORT, Outcome.UNKNOWN)),
    "short": (Outcome.SHORT.label, (Outcome.SHORT,)),
    "unknown": (Outcome.UNKNOWN.label, (Outcome.UNKNOWN,)),
}


@dataclass(frozen=True)
class FrozenList:
    """The people of a source whom an address asks for, and what it asks in words.

    `together` is the outcome asked of all targets, when no criterion is named.
    """

    source: Source
    unit: Unit
    criterion: Criterion | None
    rows: QuerySet[Any]
    asked: list[str]
    together: Together | None = None

    @classmethod
    def read(cls, params: QueryDict, source: Source) -> "FrozenList":
        """Read an address; raises BadRequest, and Http404 for a unit that is not in the source."""
        unit, criterion = _unit(params, source), criterion_asked(params, source.lens.known)
        rows, asked = source.listed().filter(within(unit)), list[str]()
        for condition, words in _conditions(params, source, criterion):
            rows, asked = rows.filter(condition), [*asked, words]
        if criterion:
            rows, label = _of_outcome(params, source, criterion, rows)
            asked += [f"{criterion.cover.label}: {criterion.label}", label]
        together = None if criterion else TOGETHER.get(params.get("outcome", ""))
        if together:
            rows = rows.annotate(**judgements(source.lens.criteria, source.lens.day))
        return cls(source, unit, criterion, rows, asked, together)

    @classmethod
    def among(
        cls, params: QueryDict, source: Source, rows: QuerySet[Any], words: str
    ) -> "FrozenList":
        """Read an address that asks for a unit, by number, of rows that are found already."""
        unit = _unit(params, source)
        return cls(source, unit, None, rows.filter(within(unit)), [words])

    @property
    def columns(self) -> list[Column]:
        """The columns of every list of what was kept, which has no others to choose from."""
        return default_columns(self.criterion, self.together)

    def told(self, people: Sequence[Any], seen: PersonQuerySet) -> list[Row]:
        """Return people of the list in words, with links to those of `seen`; a query or two."""
        lens, units = self.source.lens, {unit.pk: unit.name for unit in self.source.units}
        ids = {person.person for person in people}
        criteria = lens.criteria if self.together else []
        present = reachable(ids, seen)
        return [
            Row(
                person,
                self.columns,
                url=page_url(lens, "person", person.person) if person.person in present else "",
                unit=units.get(person.unit_id, person.unit_code),
                title=person.title_name,
                outcome=Outcome(person.judged) if self.criterion else None,
                today=Outcome(person.today) if hasattr(person, "today") else None,
                missed=told_apart(person, criteria, self.together),
            )
            for person in people
        ]


def _of_outcome(
    params: QueryDict, source: Source, criterion: Criterion, rows: QuerySet[Any]
) -> tuple[QuerySet[Any], str]:
    """Narrow to an outcome of a criterion, or to those of whom today's rules say another."""
    outcome = chosen(params, "outcome", (*OUTCOMES, OTHERWISE)) or "covered"
    lens, judged = source.lens, outcome_of(criterion, source.lens.day)
    if outcome == OTHERWISE:
        now = today_of(lens, criterion.code)
        if now is None or not now.about_people:
            raise BadRequest("Quy tắc hiện nay của phần mềm không còn chỉ tiêu này.")
        found = judged_otherwise(rows.annotate(judged=judged), now, lens.day)
        return found, "Quy tắc hiện nay của phần mềm đánh giá khác"
    label, outcomes = OUTCOMES[outcome]
    found = with_outcome(rows, criterion, lens.day, *outcomes)
    return found.annotate(judged=judged), label


def _unit(params: QueryDict, source: Source) -> Unit:
    """Return the unit asked for by number, the whole source without one."""
    number = params.get("unit", "")
    if not number:
        return source.root
    units = (*source.units, *source.groups)
    found = next((unit for unit in units if str(unit.pk) == number), None)
    if found is None:
        raise Http404("Không có đơn vị này trong số liệu đã nộp.")
    return found


def criterion_asked(params: QueryDict, known: Mapping[str, Criterion]) -> Criterion | None:
    """Return which of the criteria about people an address asks for; raises BadRequest."""
    code = chosen(params, "criterion", known)
    if not code:
        return None
    if not known[code].about_people:
        raise BadRequest("Chỉ tiêu này đếm hồ sơ công việc, không có danh sách người.")
    return known[code]


def _conditions(
    params: QueryDict, source: Source, criterion: Criterion | None
) -> Iterator[tuple[Q, str]]:
    """Yield what is asked beside the criterion: group, measure, any criterion missed."""
    named = source.as_ruled(workforce_conditions(source.lens))
    if group := chosen(params, "group", GROUP_LABELS):
        yield named[f"group {group}"], GROUP_LABELS[group]
    if measure := chosen(params, "measure", MEASURES):
        base = chosen(params, "base", BASES) or "all"
        part = "whole" if params.get("whole") else "part"
        label = f"{MEASURES[measure].label} ({BASES[base].label})"
        words = f"Mẫu số của: {label}" if part == "whole" else label
        yield named[f"{measure} {base} {part}"], words
    if unsure := chosen(params, "confirmed", CONFIRMED):
        yield Q(group_unconfirmed=1), CONFIRMED[unsure]
    outcome = "" if criterion else chosen(params, "outcome", OUTCOMES)
    if outcome:
        if outcome not in TOGETHER:
            raise BadRequest("Chọn chỉ tiêu để xem kết quả này.")
        together = TOGETHER[outcome]
        yield together.where(source.lens.criteria, source.lens.day), together.label
