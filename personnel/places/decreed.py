"""A decree as data: what ends, what begins, what became of which, and who went where."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Sent:
    """That somebody of a unit that was split went to one successor of it, not by default.

    `person` is a CCCD, or the id of a person as text; `old` and `new` are codes.
    """

    person: str
    old: str
    new: str


@dataclass(frozen=True)
class Decreed:
    """What a decree says: codes that end on the eve of `day`, units that begin, who follows whom.

    `begins` has for each unit its code, name, level, kind, the code it stands right below (None:
    the province) and its facts; `changes` the old code, the new one, whether it is the default.
    `splits` names who went elsewhere. `past` has units of another province that the decree joins
    to this one, in the form of `begins`: they were in force until the eve, and are no part of this
    province before the day.
    """

    number: str
    day: date
    source: str
    ends: tuple[str, ...]
    begins: tuple[Mapping[str, Any], ...]
    changes: tuple[tuple[str, str, bool], ...]
    splits: tuple[Sent, ...] = ()
    past: tuple[Mapping[str, Any], ...] = ()

    @property
    def eve(self) -> date:
        """The last day of what ends."""
        return self.day - timedelta(days=1)

    def among(self, codes: Container[str]) -> Decreed:
        """Return what it says of the units with these codes, and of those that follow them."""
        changes = tuple(change for change in self.changes if change[0] in codes)
        followed = {new for _, new, _ in changes}
        return replace(
            self,
            ends=tuple(code for code in self.ends if code in codes),
            begins=tuple(entry for entry in self.begins if entry["code"] in followed),
            changes=changes,
            splits=tuple(sent for sent in self.splits if sent.old in codes),
            past=tuple(entry for entry in self.past if entry["code"] in codes),
        )

    @classmethod
    def read(cls, path: Path) -> Decreed:
        """Read a decree from its JSON file; raises KeyError or ValueError where that is none."""
        return cls.of(json.loads(path.read_text(encoding="utf-8")))

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Decreed:
        """Return what the content of a JSON file says; raises KeyError or ValueError for none."""
        return cls(
            told["number"],
            date.fromisoformat(told["day"]),
            told["source"],
            tuple(told["ends"]),
            tuple(told["begins"]),
            tuple((c["old"], c["new"], c["default"]) for c in told["changes"]),
            tuple(Sent(str(s["person"]), s["old"], s["new"]) for s in told.get("splits", ())),
            tuple(told.get("past", ())),
        )

    def as_told(self) -> dict[str, Any]:
        """Return it as the content of a JSON file, from which `of` reads the same."""
        return {
            "number": self.number,
            "day": self.day.isoformat(),
            "source": self.source,
            "ends": list(self.ends),
            "begins": [dict(entry) for entry in self.begins],
            "changes": [
                {"old": old, "new": new, "default": default} for old, new, default in self.changes
            ],
            "splits": [{"person": s.person, "old": s.old, "new": s.new} for s in self.splits],
            "past": [dict(entry) for entry in self.past],
        }
