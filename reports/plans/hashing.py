"""The hash of an approved plan: the same facts, the same sixty-four digits.

A line of JSON for each thing kept, as of what is submitted (`reports.periods.hashing`), and by
versions of its own: what was hashed by one is verified by it for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from personnel.basics.digests import HashedLines
from reports.models import LeftOfPlan, PlannedSeat, TrainingPlan


@dataclass(frozen=True)
class Format:
    """What one version hashes, by name: of a plan, of each seat, of each of those left.

    `parts` of a plan are a line each after that of its `facts`.
    """

    facts: tuple[str, ...]
    parts: tuple[str, ...]
    seat: tuple[str, ...]
    left: tuple[str, ...]


_NAMED = (
    "person", "full_name", "sort_key", "title_group", "title_name", "unit_id", "unit_name",
    "board_id", "board_name",
)  # fmt: skip
_FIRST = Format(
    facts=(
        "format", "name", "horizon", "deadline", "day", "start", "document_number", "document_day",
        "note", "approver", "approved_at", "people", "seats_count", "replaces",
    ),
    parts=("parameters", "catalogue", "rules", "units", "figures"),
    seat=(
        *_NAMED, "sex", "birth_year", "ethnic_group", "title_order", "course_code", "course_name",
        "kind", "level", "held", "builds_on", "months", "by_school", "year", "starts", "ends",
        "closes", "retires", "reason",
    ),
    left=(*_NAMED, "criterion", "kind", "why", "reason"),
)  # fmt: skip
FORMATS = {1: _FIRST}
CURRENT = 1


def _replaced(plan: TrainingPlan) -> list[str] | None:
    """Return the plan that one takes the place of, and why; None where it is the first."""
    return [plan.replaces.sha256, plan.replacement_reason] if plan.replaces else None


# What is hashed under a name, where it is not the attribute of that name.
_TOLD: Mapping[str, Callable[[Any], Any]] = {
    "format": attrgetter("hash_version"),
    "rules": attrgetter("rules.facts"),
    "replaces": _replaced,
    "sort_key": lambda row: bytes(row.sort_key),
}


def hash_of(plan: TrainingPlan, seats: Iterable[PlannedSeat], left: Iterable[LeftOfPlan]) -> str:
    """Return the hash of a plan with everybody named in it, whatever order they come in."""
    form = FORMATS[plan.hash_version]
    parts = _facts(plan, form.parts)
    lines: list[Any] = [_facts(plan, form.facts), *(parts[name] for name in form.parts)]
    in_order = sorted(seats, key=lambda seat: (seat.person, seat.kind))
    lines += [_facts(seat, form.seat) for seat in in_order]
    others = sorted(left, key=lambda one: (one.person, one.criterion, one.kind))
    lines += [_facts(one, form.left) for one in others]
    return HashedLines(lines).hexdigest


def _facts(thing: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _TOLD.get(name, attrgetter(name))(thing) for name in names}


def verify(plan: TrainingPlan) -> bool:
    """Whether all that was approved is what its hash was worked out of; a query a table.

    Where names were erased from it since (`reports.plans.erasing_names`), whether it was as it had
    been approved each time, and is what was left the last time.
    """
    seats, left, erasings = (list(rows.all()) for rows in (plan.seats, plan.left, plan.erasings))
    kept = erasings[-1].sha256 if erasings else plan.sha256
    whole = all(erasing.as_kept for erasing in erasings) and len(seats) == plan.seats_count
    return whole and hash_of(plan, seats, left) == kept
