"""Processor time of a process and all it started, as Linux counts it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def processor_time(pid: int) -> float:
    """Return the seconds of a process, of those it started and of those among them that ended."""
    return sum(_times(pid)) / _TICKS


def _times(pid: int) -> Iterator[int]:
    """Yield the ticks of each process of the tree; one that ends meanwhile is its parent's."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        started = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except (FileNotFoundError, ProcessLookupError):
        return
    # utime, stime and the same of children that were waited for: fields 14 to 17.
    yield sum(map(int, told[11:15]))
    for child in started:
        yield from _times(int(child))
