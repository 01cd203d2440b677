"""Writing lines of evaluations: every one that was typed into, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from personnel.keeping.recording import Refused, Scribe, recording, require_editable
from personnel.models import Evaluation, Unit, UnitEvaluation
from personnel.scope import Editor, may_edit_in

from .lines import Line, Lines, recorded
from .values import Value


@dataclass(frozen=True)
class Overtaken:
    """A line that somebody else changed after the page was opened, and that was typed into."""

    name: str
    seen: Value | None
    now: Value
    typed: Value
    who: str


class ChangedMeanwhile(Exception):
    """Somebody else changed lines that were typed into; names each."""

    def __init__(self, lines: list[Overtaken]) -> None:
        super().__init__("Mức xếp loại vừa được người khác sửa.")
        self.lines = lines


def save_lines(lines: Lines, *, reason: str, by: Editor, at: datetime) -> int:
    """Write the changed lines of valid `lines`, and return how many; a blank one is deleted.

    One transaction with history, the people and communes held first and what is recorded read
    anew. Raises ChangedMeanwhile, naming the lines that somebody else changed since they were
    shown; Refused when a record or a commune is not in the user's hands any more, or gone.
    """
    typed = [line for line in lines.own if line.changed]
    with recording(by=by, at=at, reason=reason) as scribe:
        _hold(typed, by, scribe)
        rows = recorded(typed)
        now = {id(line): Value.of(rows.get((line.year, *line.key))) for line in typed}
        changed = [line for line in typed if line.typed != now[id(line)]]
        overtaken = [line for line in changed if line.form.showed != now[id(line)]]
        if overtaken:
            raise ChangedMeanwhile([_told(line, now[id(line)]) for line in overtaken])
        for line in changed:
            _write(line, rows.get((line.year, *line.key)), scribe)
    return len(changed)


def _hold(lines: Iterable[Line], by: Editor, scribe: Scribe) -> None:
    """Hold whom lines are about; raise Refused unless all are there and in the user's hands."""
    people = {line.person.pk: line.person for line in lines if line.person}
    if people:
        require_editable(by, *scribe.hold_all(list(people.values())))
    units = {line.unit.pk for line in lines if line.unit}
    rows = Unit.objects.filter(pk__in=units).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))
    if not all(may_edit_in(by, unit) for unit in units):
        raise Refused("Chưa ghi gì: có đơn vị ngoài phạm vi được cập nhật.")


def _write(line: Line, row: Any, scribe: Scribe) -> None:
    held = scribe.hold_present([row]) if row else []
    if not line.typed.grade:
        for each in held:
            scribe.delete(each)
    elif held:
        scribe.change(held[0], **line.typed.columns)
    else:
        scribe.add(_new(line))


def _new(line: Line) -> Evaluation | UnitEvaluation:
    if line.person:
        return Evaluation(person_id=line.person.pk, year=line.year, **line.typed.columns)
    return UnitEvaluation(
        unit=line.unit, collective=line.collective, year=line.year, **line.typed.columns
    )


def _told(line: Line, now: Value) -> Overtaken:
    model: Any = Evaluation if line.person else UnitEvaluation
    number, collective = line.key
    whose: dict[str, Any] = (
        {"person_id": number} if line.person else {"unit_id": number, "collective": collective}
    )
    history = model.history.filter(year=line.year, **whose).select_related("history_user")
    last = history.order_by("-history_date", "-history_id").first()
    who = str(last.history_user or "Hệ thống") if last else "người khác"
    return Overtaken(line.name, line.form.showed, now, line.typed, who)
