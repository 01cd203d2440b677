"""Who of a commune lacks what: of each kind what is held and what must be reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from personnel.kinds import KINDS
from targets.figures import Outcome
from targets.lens import Lens
from targets.rules import Ask

from .roster import Roster, Row

# What the lowest level of each kind says: no study, no course, no certificate.
NOTHING = "chưa"


@dataclass(frozen=True)
class Step:
    """A level that must be reached; `overdue` where its deadline is past."""

    level: str
    overdue: bool


@dataclass(frozen=True)
class Lack:
    """A kind of credential that somebody lacks: what is held, and the steps still to go.

    `held` is "" where nothing is recorded.
    """

    kind: str
    label: str
    held: str
    steps: list[Step]


@dataclass(frozen=True)
class Lacking:
    """A person of a group who misses a target, and what is lacking."""

    row: Row
    lacks: list[Lack]


@dataclass(frozen=True)
class Group:
    """A title group: of how many people, who lacks what."""

    label: str
    people: int
    lacking: list[Lacking]


@dataclass(frozen=True)
class WhoLacksWhat:
    """The groups in which somebody lacks something, and those who meet everything."""

    groups: list[Group]
    complete: list[Row]


def who_lacks_what(lens: Lens, rosters: Iterable[Roster]) -> WhoLacksWhat:
    """Return it of the rosters of a commune; no query is made."""
    groups, complete = [], []
    for roster in rosters:
        told = [Lacking(row, lacks_of(lens, row)) for row in roster.rows]
        lacking = [each for each in told if each.lacks]
        complete += [each.row for each in told if not each.lacks]
        if lacking:
            groups.append(Group(roster.label, len(roster.rows), lacking))
    return WhoLacksWhat(groups, complete)


def lacks_of(lens: Lens, row: Row) -> list[Lack]:
    """Return what a person lacks of the targets they miss, by kind in the order of kinds."""
    asked: dict[str, dict[int, bool]] = {}
    mountain = bool(row.person.mountain_commune)  # type: ignore[attr-defined]  # of a standing
    for criterion, outcome in row.judged:
        if criterion.judged and outcome in (Outcome.SHORT, Outcome.UNKNOWN):
            overdue = lens.day > criterion.deadline
            for ask in criterion.asks:
                _add(asked, row.person, ask, ask.threshold(mountain), overdue)
    return [_lack(kind, row.person, asked[kind]) for kind in KINDS if kind in asked]


def _add(
    asked: dict[str, dict[int, bool]], person: Any, ask: Ask, level: int, overdue: bool
) -> None:
    held = getattr(person, ask.kind)
    if held is None or held < level:
        steps = asked.setdefault(ask.kind, {})
        steps[level] = steps.get(level, False) or overdue


def _lack(code: str, person: Any, steps: dict[int, bool]) -> Lack:
    kind, held = KINDS[code], getattr(person, code)
    levels = [Step(_needed(code, level), steps[level]) for level in sorted(steps)]
    return Lack(kind.short, kind.label, _held(code, held), levels)


def _held(kind: str, level: int | None) -> str:
    if level is None:
        return ""
    return _lower_first(KINDS[kind].level_label(level)) if level else NOTHING


def _needed(kind: str, level: int) -> str:
    """Return a level to be reached; what a pair of brackets explains is not the only one."""
    label = _lower_first(KINDS[kind].level_label(level).removesuffix(" trở lên"))
    return f"{label} trở lên" if label.endswith(")") else label


def _lower_first(text: str) -> str:
    """Return text as it stands within a sentence; what is written in capitals stays."""
    return text if text[1:2].isupper() or text[1:2].isdigit() else f"{text[:1].lower()}{text[1:]}"
