"""Notes that say the same of many rows of a column: told once, with the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sheets.records import Problem

# Up to so many rows each is told by itself.
_FEW = 3


def told_together(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems, each note said of many rows of a column once, at the first of them.

    Errors and questions stay with their rows.
    """
    problems = list(problems)
    alike: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for found in problems:
        if not found.is_error and found.row:
            alike[_said(found)].append(found.row)
    told, done = list[Problem](), set[tuple[str, str, str]]()
    for found in problems:
        rows = [] if found.is_error or not found.row else alike[_said(found)]
        if len(rows) <= _FEW:
            told.append(found)
        elif _said(found) not in done:
            done.add(_said(found))
            reason = f"{found.reason}; {len(rows)} dòng: {_as_ranges(rows)}"
            told.append(replace(found, reason=reason, value=None))
    return told


def _said(found: Problem) -> tuple[str, str, str]:
    return found.sheet, found.field, found.reason


def _as_ranges(rows: Iterable[int]) -> str:
    """Return row numbers as somebody would tell them: "6–9, 12"."""
    ranges: list[list[int]] = []
    for row in sorted(set(rows)):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in ranges)
