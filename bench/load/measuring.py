"""Both phases of a load against one database: officers who think, and arrivals that do not wait."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from bench.databases import manage

from .clicking import arrive, think
from .mix import Bounds, Officer
from .processor import processor_time
from .serving import gunicorn
from .told import Run

_WRITE = "UPDATE personnel_person SET note = note WHERE id = (SELECT min(id) FROM personnel_person)"


def measured(
    database: str,
    number: int,
    rate: float,
    bounds: Bounds,
    writes: float,
    options: Sequence[str] = (),
) -> Iterator[tuple[str, Run, dict[str, float]]]:
    """Yield each phase with its name, its run, and the processor time of each side in it.

    `database` holds the demo province and is thrown away by whoever made it: officers are made
    in it. Each phase is preceded by a short one that is not told. Every
    so many seconds (`writes`; 0: never) somebody writes a fact, and nothing kept of figures holds.
    """
    told = json.loads(manage(database, "bench_load", "--make", str(number)))
    officers = [Officer(**one) for one in told]
    with gunicorn(database, options) as (server, web), somebody_writes(database, writes):
        sides = {"gunicorn": web, "PostgreSQL": postmaster_of(database), "clicking": os.getpid()}
        warm_up = Bounds(min(bounds.seconds, 8.0), bounds.requests)
        arrive(server, officers, warm_up, min(rate, 20.0))
        before = _times(sides)
        run = think(server, officers, bounds)
        yield f"{number} officers", run, _since(before, sides)
        before = _times(sides)
        run = arrive(server, officers, bounds, rate)
        yield f"{rate:g} arrivals a second", run, _since(before, sides)


@contextmanager
def somebody_writes(database: str, seconds: float) -> Iterator[None]:
    """Let a fact be written every so many seconds within, as by officers who save; 0: never."""
    if not seconds:
        yield
        return
    enough = threading.Event()

    def write() -> None:
        connection = psycopg2.connect(database)
        connection.autocommit = True
        with connection.cursor() as cursor:
            while not enough.wait(seconds):
                cursor.execute(_WRITE)
        connection.close()

    writing = threading.Thread(target=write)
    writing.start()
    try:
        yield
    finally:
        enough.set()
        writing.join()


def _times(sides: dict[str, int]) -> dict[str, float]:
    return {name: processor_time(pid) for name, pid in sides.items()}


def _since(before: dict[str, float], sides: dict[str, int]) -> dict[str, float]:
    spent = {name: processor_time(pid) - before[name] for name, pid in sides.items()}
    # Both servers may be children of this process.
    if "clicking" in spent:
        spent["clicking"] -= spent["gunicorn"]
    return spent


def postmaster_of(database: str) -> int:
    """Return the process of the server, on this machine, from which all its others come."""
    with psycopg2.connect(database) as connection:
        backend = connection.info.backend_pid
    connection.close()
    stat = Path(f"/proc/{backend}/stat").read_text(encoding="utf-8")
    return int(stat.rpartition(")")[2].split()[1])
