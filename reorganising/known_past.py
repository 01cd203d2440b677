"""Units of another province that a shipped decree knows, for a file that only names them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from personnel.places.decreed import Decreed
from personnel.reference import FIXTURES

FOLDER = FIXTURES / "decrees"


def known_past(day: date, codes: Collection[str]) -> list[dict[str, Any]]:
    """Return units of another province with these codes, and those that they stand below.

    As a decree that comes with the software and is in force from the same day has them; none where
    no such decree joins a province. In the form of `Decreed.past`.
    """
    there = {entry["code"]: entry for entry in _past(day)}
    wanted = set[str]()
    for code in codes:
        at = code
        while at in there and at not in wanted:
            wanted.add(at)
            at = there[at]["parent"] or ""
    if wanted:
        # The province itself has nothing above it, and everything that is joined is its own.
        wanted |= {entry["code"] for entry in there.values() if entry["parent"] is None}
    return [entry for code, entry in there.items() if code in wanted]


def read_shipped(folder: Path = FOLDER) -> dict[str, Decreed]:
    """Return the decrees that come with the software, by the name of the file."""
    return {path.stem: Decreed.read(path) for path in sorted(folder.glob("*.json"))}


@cache
def _past(day: date) -> list[dict[str, Any]]:
    joined = (told for told in read_shipped().values() if told.day == day)
    return [dict(entry) for told in joined for entry in told.past]
