"""The annual workbook of the whole province beside openpyxl's bare writing of the same cells."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.test.utils import override_settings
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from personnel.models import Unit
from reports.workbooks.annual.report import live_report
from reports.workbooks.annual.workbook import annual_workbook
from targets.criteria import HORIZONS
from targets.lens import Lens

DAY, HORIZON = date(2025, 12, 31), "2025"
# A process begins with the size of the one that starts it, and this one has pandas in it.
_WATCHED = (
    "import resource, subprocess, sys;"
    "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
Sheets = dict[str, list[tuple[Any, ...]]]


@override_settings(ROWS_KEPT=0)
def measure(runs: int) -> dict[str, Any]:
    """Return the medians of both in seconds, run by turns, the cells, and the peak in MB."""
    content = whole()
    sheets = _cells(content)
    taken: dict[str, list[float]] = {"annual": [], "bare": []}
    for _ in range(runs):
        taken["annual"].append(_seconds(whole))
        taken["bare"].append(_seconds(lambda: bare(sheets)))
    cells = sum(len(row) for rows in sheets.values() for row in rows)
    medians = {way: statistics.median(times) for way, times in taken.items()}
    return medians | {"cells": cells, "memory": peak_memory()}


def whole() -> bytes:
    """Return the workbook with everything that it takes: queries, sums, cells."""
    province = Unit.objects.get(level=Unit.Level.PROVINCE)
    report = live_report(Lens(HORIZONS[HORIZON], DAY), province, timezone.now())
    return annual_workbook(report).content


def bare(sheets: Sheets) -> None:
    """Write the same values, without formats or anything else."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(BytesIO())


def peak_memory() -> int:
    """Return the megabytes that the command takes at the most, in a process of its own."""
    with TemporaryDirectory(prefix="bench-workbook-") as folder:
        out = Path(folder) / "tinh.xlsx"
        words = ["export_report", "--as-of", DAY.isoformat(), "--horizon", HORIZON]
        command = [sys.executable, "manage.py", *words, "--out", str(out)]
        told = subprocess.check_output([sys.executable, "-c", _WATCHED, *command])
        assert out.exists()
    return int(told) // 1024


def _cells(content: bytes) -> Sheets:
    book = load_workbook(BytesIO(content), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
