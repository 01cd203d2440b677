"""What one row of a sheet would do to the portal: shown first, written afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from personnel.models import CONFIDENTIAL, Credential, Person, Post, Title, Unit, open_to
from personnel.scope import Editor
from personnel.studying.told import Study, Told
from personnel.words.partial_dates import PartialDate
from personnel.words.vocabulary import Held
from sheets.columns import BY_FIELD
from sheets.records import Problem, Row, problem

if TYPE_CHECKING:
    from .evaluations import Graded

_CONFIDENTIAL = frozenset(BY_FIELD[fact].header for fact in CONFIDENTIAL)
NOT_SHOWN = "không hiển thị"


class Status(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    # Nothing of the row is written: somebody must decide first, or decided to leave it.
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Change:
    """One fact before and after, as people read it; "" is nothing recorded."""

    label: str
    before: str
    after: str

    @property
    def is_confidential(self) -> bool:
        """Whether what was recorded is only for whoever may change the record."""
        return self.label in _CONFIDENTIAL

    @property
    def without_before(self) -> Change:
        """The same, without what was recorded."""
        return replace(self, before=NOT_SHOWN)


def opened_before(rows: Iterable[Any], user: Editor) -> frozenset[int]:
    """Return of which people of kept rows `user` sees what any confidential fact was.

    One query at most, none where no row changes such a fact.
    """
    asked = {
        row.person
        for row in rows
        if row.person and any(Change(*kept).is_confidential for kept in row.changes)
    }
    return open_to(user, asked)


def kept_changes(row: Any, opened: Collection[int]) -> list[Change]:
    """Return what a kept row changes; what it was only as far as it is `opened`.

    What the row itself says was handed in with its file, and stays.
    """
    shown = row.person is None or row.person in opened
    changes = [Change(*kept) for kept in row.changes]
    return [c.without_before if c.is_confidential and not shown else c for c in changes]


@dataclass(frozen=True)
class Serving:
    """A post that a row adds: a title in a unit since a day; None is a day nobody knows.

    `body` is the one in which it is held, where the row says so. `branch` is the part of a unit
    that was split in which the person's other posts there are.
    """

    unit: Unit
    title: Title
    since: PartialDate | None
    decision: Mapping[str, Any] = field(default_factory=dict)
    branch: int | None = None
    body: str = ""

    def post(self, person: Person) -> Post:
        """Return it as a post of `person`, not saved."""
        since, precision = stored_start(self.since)
        return Post(
            person=person, unit=self.unit, title=self.title, start=since,
            start_precision=precision, branch_id=self.branch, body=self.body,
            **self.decision,
        )  # fmt: skip


@dataclass
class RowDiff:
    """One row against what is recorded: what changes, what would be written, what would not.

    `conflicts` are facts left as they are until somebody decides; `notes` are things to
    look at. `candidates` are the recorded people of whom somebody must say which one the row
    means; `lower` names what waits for a yes of its own: the kinds whose recorded level is higher,
    and the evaluations of years before the first post. `needs_since` tells that a start day would
    settle a conflict. `unnamed` tells of the posts in communes that ended which
    the row does not name, each with the last day that is offered. `left` rows stay unwritten by
    decision. `beyond` are the recorded people outside of the scope of whom the row told that they
    are there. What is to be written stands in the changed person and posts, in `serving` (posts),
    `learned` (credentials), `studies` and `evaluations` to be added, and in the credentials changed
    or removed.
    """

    row: Row
    person: Person
    is_new: bool = False
    withheld: bool = False
    left: bool = False
    needs_since: bool = False
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    candidates: list[Person] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    person_fields: set[str] = field(default_factory=set)
    serving: list[Serving] = field(default_factory=list)
    changed_posts: list[Post] = field(default_factory=list)
    learned: list[Held] = field(default_factory=list)
    changed_credentials: list[Credential] = field(default_factory=list)
    removed_credentials: list[int] = field(default_factory=list)
    studies: list[Study] = field(default_factory=list)
    known_studies: int = 0
    evaluations: list[Graded] = field(default_factory=list)
    known_evaluations: int = 0
    beyond: set[int] = field(default_factory=set)

    @property
    def status(self) -> Status:
        """New, changed, unchanged, or withheld."""
        if self.withheld or self.left:
            return Status.WITHHELD
        if self.is_new:
            return Status.NEW
        return Status.CHANGED if self.changes else Status.UNCHANGED

    @property
    def is_written(self) -> bool:
        """Whether anything of the row is to be written."""
        return self.status in (Status.NEW, Status.CHANGED)

    @property
    def new_posts(self) -> list[Post]:
        """The posts that the row adds, not saved."""
        return [serving.post(self.person) for serving in self.serving]

    @property
    def told_studies(self) -> list[Told]:
        """The studies that the row adds, as those of where and as what it lists the person."""
        unit, titles = self.row.place.pk, self.row.titles
        return [Told(study, self.person.pk, unit, titles[0].pk) for study in self.studies]

    @property
    def fingerprint(self) -> str:
        """What tells whether writing the row would still do what was shown."""
        parts = [self.status, "new" if self.is_new else str(self.person.pk)]
        parts += (f"{c.label}\x1f{c.before}\x1f{c.after}" for c in self.changes)
        parts += (f"{found.column}\x1f{found.reason}" for found in self.conflicts)
        parts += (str(candidate.pk) for candidate in self.candidates)
        return sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def change(self, label: str, before: object, after: object) -> None:
        """Record that a fact changes."""
        self.changes.append(Change(label, str(before or ""), str(after or "")))

    def changes_post(self, post: Post) -> None:
        """Record that a post recorded is to be written, once however much of it changes."""
        if post not in self.changed_posts:
            self.changed_posts.append(post)

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
    def written(self) -> list[RowDiff]:
        """The rows of which something is to be written."""
        return [row for row in self.rows if row.is_written]

    @property
    def studies(self) -> dict[str, int]:
        """How many studies would be written, and how many are recorded already."""
        new = sum(len(row.studies) for row in self.written)
        return {"new": new, "known": sum(row.known_studies for row in self.rows)}

    @property
    def evaluations(self) -> dict[str, int]:
        """How many evaluations would be written, and how many are recorded already."""
        new = sum(len(row.evaluations) for row in self.written)
        return {"new": new, "known": sum(row.known_evaluations for row in self.rows)}

    @property
    def left(self) -> int:
        """How many rows are left unwritten by decision."""
        return sum(row.left for row in self.rows)

    @property
    def conflicts(self) -> list[Problem]:
        """What the sheet says and the portal does not take over by itself."""
        return [conflict for row in self.rows for conflict in row.conflicts]

    @property
    def notes(self) -> list[Problem]:
        """What is written as it is, and should be looked at."""
        return [note for row in self.rows for note in row.notes]


def stored_start(since: PartialDate | None) -> tuple[date | None, str]:
    """Return a start as its two columns hold it: the first day it may mean, and the precision."""
    return (since.first, str(since.precision)) if since else (None, "")


def stored_award(awarded: PartialDate | None) -> tuple[date | None, str]:
    """Return an award as its two columns hold it: the last day it may mean, and the precision."""
    return (awarded.last, str(awarded.precision)) if awarded else (None, "")
