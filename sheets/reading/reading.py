"""Records read into clean rows; every error of the file is found in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sheets.records import Reading, Record, Row
from sheets.scope import Scope

from .above import Above
from .checks import check_repeated_numbers, check_repeated_people, check_second_heads
from .matching import References
from .record_reading import RecordReader
from .single_cells import Cells, Readings
from .together import told_together

# How many people are read between two reports of progress.
_STEP = 200
# People done and people in all.
Progress = Callable[[int, int], object]


def read_records(
    records: Iterable[Record],
    references: References,
    scope: Scope | None = None,
    readings: Readings | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read every record against `references`; dates are held against their day.

    With `scope`, units are looked for among its own, and rows of others are errors.
    `readings` say what to read instead of texts nobody knows.
    """
    reading, cells, above = Reading(), Cells(references, readings or {}), Above()
    records = list(records)
    read, numbers = [], []
    for done, as_it_stands in enumerate(records):
        if progress and done % _STEP == 0:
            progress(done, len(records))
        record, unclear = above.filled(as_it_stands)
        reader = RecordReader(record, cells, scope, unclear)
        row = reader.row()
        reading.problems += reader.problems
        if reader.is_left_out:
            reading.left_out.add((record.sheet, record.number))
        # Whoever left, or is asked about, is nobody's twin.
        cccd = "" if reader.may_have_left else reader.values.get("cccd") or ""
        numbers.append((record, cccd))
        if row:
            read.append(row)
    reading.records = len(records)
    _keep_single_people(reading, read, numbers)
    reading.problems = told_together(reading.problems)
    order = {(record.sheet, record.number): at for at, (record, _) in enumerate(numbers)}
    reading.problems.sort(key=lambda found: order[found.sheet, found.row or 0])
    return reading


def _keep_single_people(
    reading: Reading, rows: list[Row], numbers: list[tuple[Record, str]]
) -> None:
    repeated = list(check_repeated_numbers(numbers))
    taken = {(found.sheet, found.row) for found in repeated}
    left = [row for row in rows if (row.record.sheet, row.record.number) not in taken]
    twins = list(check_repeated_people(left))
    taken |= {(found.sheet, found.row) for found in twins if found.is_error}
    reading.problems += repeated + twins
    reading.rows = [row for row in left if (row.record.sheet, row.record.number) not in taken]
    reading.problems += check_second_heads(reading.rows)
