"""The frozen people behind a frozen figure: the same questions as the live list's, of a source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict

from personnel.models import PersonQuerySet, Unit
from reports.asking import chosen
from reports.links import page_url
from reports.people.table import Row, shown_kinds
from reports.sources import Source
from reports.workforce import GROUP_LABELS, workforce_conditions
from targets.criteria import BY_CODE
from targets.figures import Outcome
from targets.judging import outcome_of, unmet_somewhere, with_outcome
from targets.rules import Criterion
from targets.structure import BASES, MEASURES

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
    """The people of a source whom an address asks for, and what it asks in words."""

    source: Source
    unit: Unit
    criterion: Criterion | None
    rows: QuerySet[Any]
    asked: list[str]

    @classmethod
    def read(cls, params: QueryDict, source: Source) -> "FrozenList":
        """Read an address; raises BadRequest, and Http404 for a unit that is not in the source."""
        unit, criterion = _unit(params, source), criterion_asked(params)
        rows, asked = source.listed().filter(within(unit)), list[str]()
        for condition, words in _conditions(params, source, criterion):
            rows, asked = rows.filter(condition), [*asked, words]
        if criterion:
            label, outcomes = OUTCOMES[chosen(params, "outcome", OUTCOMES) or "covered"]
            rows = with_outcome(rows, criterion, source.lens.day, *outcomes)
            rows = rows.annotate(judged=outcome_of(criterion, source.lens.day))
            asked += [f"{criterion.cover.label}: {criterion.label}", label]
        return cls(source, unit, criterion, rows, asked)

    def told(self, people: Sequence[Any], seen: PersonQuerySet) -> list[Row]:
        """Return people of the list in words, with links to those of `seen`; one query."""
        lens, units = self.source.lens, {unit.pk: unit.name for unit in self.source.units}
        ids = {person.person for person in people}
        kinds = shown_kinds(self.criterion)
        present = set(seen.filter(pk__in=ids).values_list("pk", flat=True))
        return [
            Row.of(
                person,
                kinds,
                url=page_url(lens, "person", person.person) if person.person in present else "",
                unit=units.get(person.unit_id, person.unit_code),
                title=person.title_name,
                outcome=Outcome(person.judged) if self.criterion else None,
            )
            for person in people
        ]


def within(unit: Unit) -> Q:
    """Return the condition on a standing, live or frozen: its principal post is in the unit."""
    if unit.level == Unit.Level.COMMUNE:
        return Q(unit_id=unit.pk)
    if unit.parts:
        return Q(district_id__in=unit.parts)
    return Q() if unit.level == Unit.Level.PROVINCE else Q(district_id=unit.pk)


def _unit(params: QueryDict, source: Source) -> Unit:
    """Return the unit asked for by number, the whole source without one."""
    number = params.get("unit", "")
    if not number:
        return source.root
    found = next((unit for unit in source.units if str(unit.pk) == number), None)
    if found is None:
        raise Http404("Không có đơn vị này trong số liệu đã nộp.")
    return found


def criterion_asked(params: QueryDict) -> Criterion | None:
    """Return the criterion about people that an address asks for; raises BadRequest."""
    code = chosen(params, "criterion", BY_CODE)
    if not code:
        return None
    if not BY_CODE[code].about_people:
        raise BadRequest("Chỉ tiêu này đếm hồ sơ công việc, không có danh sách người.")
    return BY_CODE[code]


def _conditions(
    params: QueryDict, source: Source, criterion: Criterion | None
) -> Iterator[tuple[Q, str]]:
    """Yield what is asked beside the criterion: group, measure, any criterion missed."""
    named = workforce_conditions(source.lens)
    if group := chosen(params, "group", GROUP_LABELS):
        yield named[f"group {group}"], GROUP_LABELS[group]
    if measure := chosen(params, "measure", MEASURES):
        base = chosen(params, "base", BASES) or "all"
        part = "whole" if params.get("whole") else "part"
        label = f"{MEASURES[measure].label} ({BASES[base].label})"
        words = f"Mẫu số của: {label}" if part == "whole" else label
        yield named[f"{measure} {base} {part}"], words
    if chosen(params, "outcome", OUTCOMES) and not criterion:
        if params["outcome"] != "unmet":
            raise BadRequest("Chọn chỉ tiêu để xem kết quả này.")
        missed = unmet_somewhere(source.lens.criteria, source.lens.day)
        yield missed, "Chưa đạt ít nhất một chỉ tiêu"
