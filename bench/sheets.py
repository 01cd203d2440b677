"""A province's personnel sheet: read and previewed, confirmed, given out; time and memory.

Each against openpyxl's bare reading (or writing) of the same cells in the same run, and the
confirmation against a plain import row by row. Everything is written into an empty portal of
its own, and taken out of it again.
"""

import gc
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from accounts.models import User
from personnel.basics.cycles import uncollected
from personnel.models import Credential, Evaluation, Person, Post, Unit
from sheets.comparing.absent import not_in_file
from sheets.comparing.changes import Comparison, RowDiff
from sheets.comparing.diff import compare
from sheets.deciding import place_of
from sheets.importing import read_sheet
from sheets.models import Upload, UploadRow
from sheets.template.book import template
from sheets.template.gathering import in_post
from sheets.uploads.storing import store
from sheets.writing.writing import write

from .by_library import import_by_library

DAY = date(2025, 12, 31)
PEOPLE = 5_400
# The library takes minutes for a province; its time for these is multiplied.
SAMPLE = 100


def write_sheet(path: Path) -> int:
    """Write the sheet of the people in post in this portal, at most PEOPLE; returns how many."""
    ids = in_post(Person.objects.all(), DAY, _province())[:PEOPLE]
    path.write_bytes(template(_province(), DAY, ids, numbered=ids))
    return len(ids)


def measure(path: Path, runs: int) -> dict[str, Any]:
    """Return the medians in seconds of `runs` turns on the sheet at `path`, and what was done.

    The portal has to be empty but for reference data, and is empty again afterwards. Each turn
    takes the ways one after another, so that whatever else the machine does falls on all alike.
    """
    if Person.objects.exists():
        raise ValueError("the portal is not empty")
    times: dict[str, list[float]] = {}
    for _ in range(runs):
        for name, taken in _turn(path).items():
            times.setdefault(name, []).append(taken)
    people = _bare_read(path)
    return {name: statistics.median(taken) for name, taken in times.items()} | {
        "people": len(people) - 1,
        "sample": SAMPLE,
    }


def _turn(path: Path) -> dict[str, float]:
    shown: list[Comparison] = []
    cells = _bare_read(path)
    sample = _sample(path)
    ways: dict[str, Callable[[], Any]] = {
        "library": lambda: import_by_library(sample),
        "emptied": _empty,
        "bare": lambda: _bare_read(path),
        "preview": lambda: shown.append(preview(path)),
        "confirm": lambda: confirm(path, shown[0]),
        "again": lambda: shown.append(preview(path)),
        "export": lambda: template(_province(), DAY, _everybody()),
        "bare_write": lambda: _bare_write(cells),
    }
    times = {}
    for name, way in ways.items():
        gc.collect()
        start = time.perf_counter()
        way()
        times[name] = time.perf_counter() - start
    assert not shown[1].written, "the second time nothing changes"
    _empty()
    return times | {"library": times["library"] * (len(cells) - 1) / len(sample)}


def _sample(path: Path) -> list[RowDiff]:
    """Return SAMPLE of the new people, each with an identity number, from the whole file."""
    comparison = compare(read_sheet(path, DAY).rows, DAY)
    numbered = [diff for diff in comparison.rows if diff.person.cccd]
    return numbered[:: max(len(numbered) // SAMPLE, 1)][:SAMPLE]


@uncollected()
def preview(path: Path) -> Comparison:
    """Read, compare and store the rows, as a process of an upload does."""
    reading = read_sheet(path, DAY)
    comparison = compare(reading.rows, DAY)
    absent = not_in_file(reading.rows, comparison, None, DAY)
    store(_upload(path), reading, comparison, absent)
    return comparison


@uncollected()
def confirm(path: Path, shown: Comparison) -> Comparison:
    """Read again, compare with what was shown, and write."""
    expected = {place_of(diff.row.record): diff.fingerprint for diff in shown.rows}
    rows = read_sheet(path, DAY).rows
    return write(rows, by=_user(), today=DAY, expected=expected, reason="make bench")


def peak_memory(path: Path, way: str) -> int:
    """Return the most memory in MB that this process held, after a preview or a confirmation."""
    comparison = preview(path)
    if way == "confirm":
        confirm(path, comparison)
        _empty()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _bare_read(path: Path) -> list[tuple[Any, ...]]:
    book = load_workbook(path, read_only=True, data_only=True)
    return list(book.worksheets[0].iter_rows(values_only=True))


def _bare_write(rows: list[tuple[Any, ...]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Nhân sự")
    for row in rows:
        sheet.append(row)
    book.save(BytesIO())


def _everybody() -> list[int]:
    return in_post(Person.objects.all(), DAY, _province())


def _province() -> Unit:
    return Unit.objects.get(level=Unit.Level.PROVINCE)


def _user() -> User:
    return User.objects.get_or_create(username="make-bench")[0]


def _upload(path: Path) -> Upload:
    return Upload.objects.create(
        by=_user(), at=timezone.now(), name=path.name, sha256="0", size=path.stat().st_size
    )


def _empty() -> None:
    """Take out all that was written; this portal held nothing before."""
    with connection.cursor() as cursor:
        for model in (UploadRow, Upload, Evaluation, Credential, Post, Person):
            tables = [model._meta.db_table]
            if history := getattr(model, "history", None):
                tables.append(history.model._meta.db_table)
            for table in tables:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
