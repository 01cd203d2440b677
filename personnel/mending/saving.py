"""Writing what was filled in: every line that can be written, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from personnel.doubts.asking import Answer
from personnel.doubts.case import record_of
from personnel.doubts.confirming import confirm
from personnel.keeping.recording import Refused, Scribe, recording

from .cells import Line
from .doubting import doubts_raised
from .filling import Same, filled_form
from .lines import Lines

REASON = "Bổ sung thông tin còn thiếu"
Answering = Callable[[Line], Answer]


@dataclass
class Filled:
    """The lines written, those that said what is recorded by now anyway, and those left.

    `lost` people are not in the user's hands, or not there any more.
    """

    written: list[Line] = field(default_factory=list)
    same: list[Line] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    lost: int = 0


def fill_in(lines: Lines, *, at: datetime, answer: Answering) -> Filled:
    """Write the lines that were sent, and return what became of each.

    Each stands for itself: one that cannot be written says why and keeps what was typed, and the
    others are written. `answer` is what was said of the doubts that a line raised. The people are
    held first, and read anew. Raises Refused when the database is busy.
    """
    filled = Filled()
    with recording(by=lines.user, at=at, reason=REASON) as scribe:
        scribe.hold_present(lines.own())
        sent = lines.sent()
        filled.lost = len(lines.typed) - len(lines.own())
        ready = [pair for line in sent if (pair := _ready(line, lines, filled))]
        for line, form in _undoubted(ready, lines, answer):
            _write(line, form, scribe, answer(line), lines.today)
            (filled.left if line.is_bad else filled.written).append(line)
    filled.left += [line for line in sent if line.is_bad and line not in filled.left]
    return filled


def _ready(line: Line, lines: Lines, filled: Filled) -> tuple[Line, Any] | None:
    """Return a line with its form where it can be written."""
    try:
        form = filled_form(line, lines)
    except Same:
        filled.same.append(line)
        return None
    return None if line.is_bad else (line, form)


def _undoubted(
    ready: Sequence[tuple[Line, Any]], lines: Lines, answer: Answering
) -> list[tuple[Line, Any]]:
    """Return the lines of which every doubt was told before; on the others it is told now."""
    raised = doubts_raised([form.instance for _, form in ready], lines.user, lines.today)
    for (line, _), doubts in zip(ready, raised, strict=True):
        if any(told.key not in answer(line).told for told in doubts):
            line.doubts = doubts
    return [(line, form) for line, form in ready if not line.is_bad]


def _write(line: Line, form: Any, scribe: Scribe, answer: Answer, day: date) -> None:
    """Write a line, and what was confirmed of it; what the database declines is said on it."""
    try:
        with recording(by=scribe.by, at=scribe.at, reason=REASON):
            form.write(scribe)
    except Refused as refused:
        line.problems.append(str(refused))
        return
    if answer.confirmed:
        confirm(record_of(line.person), answer.confirmed, by=scribe.by, at=scribe.at, day=day)
