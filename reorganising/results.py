"""What came of applying a decree, and of trying to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from .checking import Fault

NO_RIGHTS = {"ended": 0, "carried": 0, "asked": 0}


@dataclass(frozen=True)
class Applied:
    """What was written of a decree, in numbers, and whether what must hold does.

    `people` says how many serve in each unit that begins, by code, on its first day; `sent` how
    many went elsewhere than by default where a unit was split; `groups` how many were made of
    districts that ended; `invariants` has every name of `invariants.NAMES`. `already`: all of it
    was there before, and nothing was written now.
    """

    number: str
    day: date
    ended: int = 0
    begun: int = 0
    people: Mapping[str, int] = field(default_factory=dict)
    sent: int = 0
    groups: int = 0
    rights: Mapping[str, int] = field(default_factory=lambda: dict(NO_RIGHTS))
    invariants: Mapping[str, bool] = field(default_factory=dict)
    already: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it for a file or an answer; `of_json` reads the same."""
        return asdict(self) | {"day": self.day.isoformat()}

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Applied:
        """Return what `as_json` wrote."""
        return cls(**{**told, "day": date.fromisoformat(told["day"])})


@dataclass(frozen=True)
class Broken:
    """Something that must hold and does not: its name, and what was found."""

    name: str
    told: str


class NotApplied(Exception):
    """Nothing is written: the decree has faults, or something that must hold would not."""

    def __init__(self, faults: Iterable[Fault] = (), broken: Iterable[Broken] = ()) -> None:
        self.faults, self.broken = list(faults), list(broken)
        super().__init__("; ".join(self.told))

    @property
    def told(self) -> list[str]:
        """Everything that stands in the way, in Vietnamese."""
        faults = [fault.told for fault in self.faults]
        return [*faults, *(each.told for each in self.broken)]


class NotUndone(Exception):
    """Nothing is taken back; `told` names all that stands in the way, in Vietnamese."""

    def __init__(self, told: Iterable[str]) -> None:
        self.told = list(told)
        super().__init__("; ".join(self.told))


@dataclass(frozen=True)
class Undone:
    """What was taken back of a decree, in numbers; `already`: there was nothing of it any more."""

    number: str
    restored: int = 0
    removed: int = 0
    sent_back: int = 0
    already: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it for an answer."""
        return asdict(self)
