"""A sheet from file to portal: read, compare, and write when nothing stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from personnel.basics.cycles import uncollected
from personnel.models import Unit
from personnel.scope import Editor
from xlsx.workbook import open_workbook

from .comparing.changes import Comparison, Status
from .comparing.diff import compare
from .correcting import Correction
from .layout.whole import understood
from .problems import Sort
from .questions import Question, questions_of
from .reading.matching import References
from .reading.reading import Progress, read_records
from .reading.single_cells import Readings
from .records import Problem, Reading
from .scope import Scope, scope_of
from .writing.writing import write


@dataclass(frozen=True)
class Report:
    """What became of a file: how it read, how it compares, and whether it was written."""

    reading: Reading
    comparison: Comparison
    written: bool

    @property
    def skipped(self) -> int:
        """How many people of the file are not written: in error, or to be decided first."""
        in_error = self.reading.records - len(self.reading.rows)
        return in_error + self.comparison.count(Status.WITHHELD)

    @property
    def questions(self) -> list[Question]:
        """What somebody has to answer before the rows concerned are written, each once."""
        return questions_of(self.reading.errors)

    @property
    def counts(self) -> dict[str, int]:
        """How many decisions the file asks for, and how many errors and notes it has."""
        wrong = sum(found.sort is Sort.ERROR for found in self.reading.errors)
        notes = len(self.warnings)
        return {"questions": len(self.questions), "errors": wrong, "notes": notes}

    @property
    def warnings(self) -> list[Problem]:
        """What to look at although it is no error."""
        return self.reading.warnings + self.comparison.notes

    def as_json(self) -> dict[str, Any]:
        """Return counts and lists by the names that `import_sheet --json` prints."""
        return {
            "people": self.reading.records,
            "new": self.comparison.count(Status.NEW),
            "changed": self.comparison.count(Status.CHANGED),
            "unchanged": self.comparison.count(Status.UNCHANGED),
            "skipped": self.skipped,
            "studies": self.comparison.studies,
            "evaluations": self.comparison.evaluations,
            "left_out": len(self.reading.left_out),
            "counts": self.counts,
            "questions": [question.as_json() for question in self.questions],
            "errors": _as_json(self.reading.errors),
            "warnings": _as_json(self.warnings),
            "conflicts": _as_json(self.comparison.conflicts),
            "unknown_columns": self.reading.unknown_columns,
            "written": self.written,
        }


def _as_json(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [problem.as_json() for problem in problems]


def read_sheet(
    source: Path | IO[bytes],
    today: date,
    scope: Scope | None = None,
    *,
    correction: Correction | None = None,
    readings: Readings | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read the lists of people in a workbook; raises SheetRefused when there are none.

    `correction` is what somebody put right about its layout, `readings` what to read instead
    of texts nobody knows; `progress` is told how many people are read, of how many.
    """
    references = References.on(today)
    layout = understood(open_workbook(source), references, scope, correction)
    reading = read_records(layout.records, references, scope, readings, progress)
    reading.problems[:0] = layout.problems
    reading.layout = layout
    return reading


@uncollected()
def import_sheet(
    source: Path | IO[bytes],
    *,
    today: date,
    by: Editor | None,
    board: Unit | None = None,
    dry_run: bool = False,
    skip_errors: bool = False,
    reason: str = "",
) -> Report:
    """Read a sheet and write it, unless it has errors (or only its rows without any).

    `by` stands in the history, and their rights bound what the file may touch; none is whoever
    runs the server. Rows for other units than theirs, or than `board`, are errors.
    Raises SheetRefused for a file that is no personnel sheet and for a user who may not,
    SheetNotWritten when the database does not take it.
    """
    scope = scope_of(by, board)
    reading = read_sheet(source, today, scope)
    if dry_run or (reading.errors and not skip_errors):
        return Report(reading, compare(reading.rows, today, scope), written=False)
    written = write(reading.rows, by=by, today=today, scope=scope, reason=reason)
    return Report(reading, written, written=True)
