"""What one row of a sheet would do to the portal: shown first, written afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from personnel.models import Credential, Person, Post

from .records import Problem, Row, problem


class Status(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    # Somebody must decide before anything of the row is written.
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Change:
    """One fact of a person before and after, as people read it; "" is nothing recorded."""

    label: str
    before: str
    after: str


@dataclass
class RowDiff:
    """One row against what is recorded: what changes, what would be written, what would not.

    `conflicts` are facts left as they are until somebody decides; `notes` are things to
    look at. The unsaved and changed instances are what `writing` saves.
    """

    row: Row
    person: Person
    is_new: bool = False
    withheld: bool = False
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    person_fields: set[str] = field(default_factory=set)
    new_posts: list[Post] = field(default_factory=list)
    changed_posts: list[Post] = field(default_factory=list)
    new_credentials: list[Credential] = field(default_factory=list)
    changed_credentials: list[Credential] = field(default_factory=list)

    @property
    def status(self) -> Status:
        """New, changed, unchanged, or withheld."""
        if self.withheld:
            return Status.WITHHELD
        if self.is_new:
            return Status.NEW
        return Status.CHANGED if self.changes else Status.UNCHANGED

    def change(self, label: str, before: object, after: object) -> None:
        """Record that a fact changes."""
        self.changes.append(Change(label, str(before or ""), str(after or "")))

    def conflict(self, field_name: str, reason: str) -> None:
        """Record a fact of the sheet that is not written, and why."""
        self.conflicts.append(problem(self.row.record, field_name, reason, is_error=False))

    def note(self, field_name: str, reason: str) -> None:
        """Record something to look at."""
        self.notes.append(problem(self.row.record, field_name, reason, is_error=False))

    def withhold(self, field_name: str, reason: str) -> RowDiff:
        """Record a conflict that concerns the whole row: nothing of it is written."""
        self.withheld = True
        self.conflict(field_name, reason)
        return self


@dataclass
class Comparison:
    """A whole file against the portal, row by row."""

    rows: list[RowDiff] = field(default_factory=list)

    def count(self, status: Status) -> int:
        """How many rows have this status."""
        return sum(row.status == status for row in self.rows)

    @property
    def conflicts(self) -> list[Problem]:
        """What the sheet says and the portal does not take over by itself."""
        return [conflict for row in self.rows for conflict in row.conflicts]

    @property
    def notes(self) -> list[Problem]:
        """What is written as it is, and should be looked at."""
        return [note for row in self.rows for note in row.notes]
