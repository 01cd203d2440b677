"""What was read of a file, kept row by row for the pages that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import transaction

from personnel.words.vietnamese import clean
from sheets.comparing.absent import Absent, Missing
from sheets.comparing.anew import anew
from sheets.comparing.changes import Comparison, RowDiff
from sheets.deciding import place_of
from sheets.models import Upload, UploadRow
from sheets.problems import Sort
from sheets.questions import questions_of
from sheets.records import Problem, Reading, Record

ERROR, QUESTION, CONFLICT, WARNING = "error", "question", "conflict", "warning"
# Among the counts: what the file does to posts in communes that ended.
ANEW = "anew"
_BATCH = 500
_GREATEST = 2**31 - 1
_LONGEST = {field.name: getattr(field, "max_length", None) for field in UploadRow._meta.fields}
Status = UploadRow.Status


def store(
    upload: Upload,
    reading: Reading,
    comparison: Comparison,
    absent: Absent,
    stale: Collection[str] = (),
) -> None:
    """Replace the rows of an upload, and set its counts and how its file was understood.

    `stale` are the places (`place_of`) of rows that changed since they were last shown. The
    upload itself is not saved: `runs.finish` does that, in the same transaction.
    """
    records = reading.layout.records
    diffs = {place_of(diff.row.record): diff for diff in comparison.rows}
    problems = _by_place(reading, comparison)
    rows = []
    for order, record in enumerate(records):
        place = place_of(record)
        row = _row(record, diffs.get(place), problems.pop(place, []))
        row.upload, row.order, row.is_stale = upload, order, place in stale
        if (record.sheet, record.number) in reading.left_out:
            row.status = Status.LEFT_OUT
        rows.append(row)
    with transaction.atomic():
        upload.rows.all().delete()
        UploadRow.objects.bulk_create(rows, batch_size=_BATCH)
    rest = [problem for found in problems.values() for problem in found]
    counts = _counts(reading, rows, rest, absent, comparison) | {
        ANEW: anew(comparison, absent.people)
    }
    upload.counts = storable(counts)
    upload.understanding = storable(reading.layout.as_json())
    upload.signature = reading.layout.signature


def storable(value: Any) -> Any:
    """Return texts, lists and mappings as both databases take them, whatever a file holds.

    A null character and half of a pair (a lone surrogate) are no part of any text.
    """
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "ignore").decode()
    if isinstance(value, dict):
        return {storable(key): storable(held) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable(held) for held in value]
    return value


def _by_place(reading: Reading, comparison: Comparison) -> dict[str, list[dict[str, Any]]]:
    """Return everything to look at, by the place of its row."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for problem, severity in _problems(reading, comparison):
        found[f"{problem.row}@{problem.sheet}"].append(_told(problem, severity))
    return found


def _problems(reading: Reading, comparison: Comparison) -> Iterator[tuple[Problem, str]]:
    for problem in reading.errors:
        yield problem, QUESTION if problem.sort is Sort.QUESTION else ERROR
    for problem in comparison.conflicts:
        yield problem, CONFLICT
    for problem in (*reading.warnings, *comparison.notes):
        yield problem, WARNING


def _told(problem: Problem, severity: str) -> dict[str, Any]:
    told = problem.as_json() | {
        "reason": problem.reason,
        "accepted": problem.accepted,
        "field": problem.field,
        "unknown": problem.unknown,
        "group": problem.group,
        "severity": severity,
        "asks": str(problem.asks),
        "doubt": problem.doubt,
    }
    return {name: storable(value) for name, value in told.items()}


def _row(record: Record, diff: RowDiff | None, problems: list[dict[str, Any]]) -> UploadRow:
    severities = {problem["severity"] for problem in problems}
    row = UploadRow(
        sheet=_cut(record.sheet, "sheet"),
        number=min(record.number, _GREATEST),
        # What keeps a row without an error of its own from being read is asked, maybe above it.
        status=Status.ERROR if ERROR in severities else Status.ASKED,
        problems=problems,
        has_conflicts=CONFLICT in severities,
        has_warnings=WARNING in severities,
    )
    if diff is None:
        row.full_name = _cut(record.cells.get("full_name"), "full_name")
        named = record.cells.get("unit") or (record.unit and record.unit.name)
        row.unit_name = _cut(named, "unit_name")
    else:
        _fill(row, diff)
    return row


def _fill(row: UploadRow, diff: RowDiff) -> None:
    row.full_name = _cut(diff.row.full_name, "full_name")
    row.unit, row.unit_name = diff.row.place, diff.row.place.name
    row.status = Status(diff.status)
    row.person = diff.person.pk
    row.changes = [
        [storable(change.label), storable(change.before), storable(change.after)]
        for change in diff.changes
    ]
    row.candidates = [candidate.pk for candidate in diff.candidates]
    row.lower, row.needs_since = list(diff.lower), diff.needs_since
    row.unnamed = [storable(told) for told in diff.unnamed]
    row.fingerprint = diff.fingerprint


def _cut(value: object, field: str) -> str:
    text = clean(storable("" if value is None else str(value)))
    return text[: _LONGEST[field]]


def _counts(
    reading: Reading,
    rows: Sequence[UploadRow],
    rest: list[dict[str, Any]],
    absent: Absent,
    comparison: Comparison,
) -> dict[str, Any]:
    """Return what `Upload.counts` keeps; `problems` are those of no person's row."""
    by_status = {str(status): sum(row.status == status for row in rows) for status in Status}
    return by_status | {
        "people": len(rows),
        "studies": comparison.studies,
        "evaluations": comparison.evaluations,
        "only_evaluations": any(r.only_evaluations for r in reading.layout.records),
        "conflicts": sum(row.has_conflicts for row in rows),
        "warnings": sum(row.has_warnings for row in rows),
        "unknown_columns": reading.unknown_columns,
        "problems": rest,
        "questions": _questions(reading),
        "full": absent.full,
        "absent": [_absent(somebody) for somebody in absent.people],
    }


def _questions(reading: Reading) -> dict[str, int]:
    """Return how many questions nobody answered, by where: on the preview, of the layout."""
    asked = [question.asks for question in questions_of(reading.errors)]
    of_cells = asked.count("reading")
    return {"cells": of_cells, "layout": len(asked) - of_cells}


def _absent(missing: Missing) -> dict[str, Any]:
    return {
        "pk": missing.person.pk,
        "name": missing.person.full_name,
        "unit": missing.unit.name,
        "title": missing.post.title.name,
        "born": missing.person.birth_shown,
        "said": missing.said,
        "offered": missing.offered.isoformat() if missing.offered else "",
    }
