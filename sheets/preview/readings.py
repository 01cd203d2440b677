"""Texts that name nothing known, and what is picked to be read instead of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sheets.columns import BY_FIELD
from sheets.deciding import Decisions
from sheets.reading.matching import References
from sheets.reading.suggesting import SUGGESTED, choices, labels_of, suggestions
from sheets.scope import Scope

from .problems import Unknown

# So many of one page; the others follow once these are settled.
MOST_ASKED = 40
_NEAREST = 4


@dataclass(frozen=True)
class Asked:
    """A text that names nothing known, the nearest known ones, and all that may be picked."""

    unknown: Unknown
    near: list[tuple[str, str]]
    choices: list[tuple[str, str]]


@dataclass(frozen=True)
class Picked:
    """A text that is read as another."""

    field: str
    text: str
    column: str
    value: str


@dataclass(frozen=True)
class Readings:
    """What is to pick, and what was picked."""

    asked: list[Asked] = field(default_factory=list)
    more: int = 0
    picked: list[Picked] = field(default_factory=list)


def readings_of(
    unknown: list[Unknown],
    decisions: Decisions,
    texts: Mapping[str, str],
    day: date,
    scope: Scope | None,
) -> Readings:
    """Return the texts to pick a reading for, and the readings picked; the lists are read once.

    `texts` are the texts of the file by their keys, as far as readings were picked for them.
    """
    askable = [one for one in unknown if one.field in SUGGESTED]
    labels = {name: labels_of(name) for name in decisions.readings}
    picked = [
        Picked(name, texts.get(key, key), BY_FIELD[name].header, labels[name].get(value, value))
        for name, among in decisions.readings.items()
        for key, value in among.items()
        if name in BY_FIELD
    ]
    if not askable:
        return Readings(picked=picked)
    references = References.on(day)
    everything = {name: choices(name, references, scope) for name in {one.field for one in askable}}
    asked = [
        Asked(
            one,
            suggestions(one.field, one.text, references, scope, one.group)[:_NEAREST],
            everything[one.field],
        )
        for one in askable[:MOST_ASKED]
    ]  # fmt: skip
    return Readings(asked, max(0, len(askable) - MOST_ASKED), picked)


def known_readings(fields: Iterable[str], day: date, scope: Scope | None) -> dict[str, set[str]]:
    """Return, for each of `fields`, the texts that a cell may be read as."""
    fields = {name for name in fields if name in SUGGESTED}
    references = References.on(day) if fields else None
    return {
        name: {value for value, _ in choices(name, references, scope)}
        for name in fields
        if references
    }
