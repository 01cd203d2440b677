"""A row of an upload as its preview shows it: what it does, what is wrong, what is to decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Prefetch

from personnel.kinds import KINDS
from personnel.models import Person, Post
from personnel.scope import Editor
from sheets.columns import BY_FIELD, EVALUATED
from sheets.comparing.changes import Change, kept_changes, opened_before
from sheets.deciding import NOTHING_DECIDED, SOMEBODY_ELSE, Decisions, RowDecision
from sheets.models import UploadRow
from sheets.problems import masked_within

_NUMBER = BY_FIELD["cccd"].header
# A new person's name stands beside the facts already.
_OWN_NAME = [BY_FIELD["full_name"].header, ""]


@dataclass(frozen=True)
class LowerLevel:
    """A level of the file below the one recorded, and whether the file's is to be written.

    Or the evaluation of a year before the first post that is recorded.
    """

    kind: str
    label: str
    from_file: bool

    @property
    def is_early(self) -> bool:
        """Whether it is an evaluation, and no level that somebody holds."""
        return self.kind in EVALUATED


@dataclass(frozen=True)
class Candidate:
    """Somebody recorded whom a row may mean, with their open posts, the principal first."""

    person: Person
    held: Sequence[Post]


@dataclass(frozen=True)
class ShownRow:
    """A row with what was decided of it, and the recorded people whom it may mean.

    `hidden` is the number of candidates whose records the user may not see.
    """

    row: UploadRow
    decided: RowDecision
    candidates: Sequence[Candidate] = ()
    hidden: int = 0
    facts: list[Change] = field(default_factory=list)

    @property
    def problems(self) -> list[dict[str, Any]]:
        """What is wrong, what waits and what to look at."""
        return [told(problem) for problem in self.row.problems]

    @property
    def is_somebody_else(self) -> bool:
        """Whether it was decided that the row is none of the candidates."""
        return self.decided.person == SOMEBODY_ELSE

    @property
    def records_anew(self) -> bool:
        """Whether all that the row brings is new, so that it is told without a before."""
        return not any(fact.before for fact in self.facts)

    @property
    def asks_person(self) -> bool:
        """Whether somebody has to say, or has said, whom the row means."""
        return bool(self.row.candidates or self.decided.person)

    @property
    def asks_since(self) -> bool:
        """Whether a first day in post would settle something, or was given."""
        return self.row.needs_since or bool(self.decided.since)

    @property
    def since_shown(self) -> str:
        """The first day in post that was given, as one types it."""
        return f"{date.fromisoformat(self.decided.since):%d/%m/%Y}" if self.decided.since else ""

    @property
    def lower(self) -> list[LowerLevel]:
        """The levels below those recorded, and those decided to be written all the same."""
        kinds = dict.fromkeys((*self.row.lower, *self.decided.lower))
        chosen = self.decided.lower
        labels = {kind: KINDS[kind].label for kind in kinds if kind in KINDS}
        labels |= {field: BY_FIELD[field].header for field in kinds if field in EVALUATED}
        return [LowerLevel(kind, label, kind in chosen) for kind, label in labels.items()]

    @property
    def may_leave(self) -> bool:
        """Whether leaving the row out makes a difference, or was decided."""
        unwritten = (
            UploadRow.Status.ERROR,
            UploadRow.Status.ASKED,
            UploadRow.Status.UNCHANGED,
        )
        return self.decided.leave or self.row.status not in unwritten

    @property
    def asks(self) -> bool:
        """Whether the row has anything to decide that changes what is written."""
        return bool(self.asks_person or self.asks_since or self.lower or self.row.unnamed)

    @property
    def is_doubtful(self) -> bool:
        """Whether the row has a doubt to confirm."""
        return any(problem.get("doubt") for problem in self.row.problems)


def place_of_row(row: UploadRow) -> str:
    """Return what `deciding.place_of` gives for the record of this row."""
    return f"{row.number}@{row.sheet}"


def shown_rows(rows: Iterable[UploadRow], decisions: Decisions, user: Editor) -> list[ShownRow]:
    """Return rows as shown to `user`; two queries where any row may mean a recorded person.

    One more where any changes a confidential fact.
    """
    rows = list(rows)
    asked = {pk for row in rows for pk in row.candidates}
    people = _candidates(asked, user) if asked else {}
    opened = opened_before(rows, user)
    return [
        _shown(row, decisions.rows.get(place_of_row(row), NOTHING_DECIDED), people, opened)
        for row in rows
    ]


def _shown(
    row: UploadRow, decided: RowDecision, people: dict[int, Candidate], opened: Collection[int]
) -> ShownRow:
    known = [people[pk] for pk in row.candidates if pk in people]
    changes = kept_changes(row, opened)
    facts = [_fact(change) for change in changes if [change.label, change.before] != _OWN_NAME]
    return ShownRow(row, decided, known, len(row.candidates) - len(known), facts)


def _fact(change: Change) -> Change:
    if change.label == _NUMBER:
        return Change(change.label, masked(change.before), masked(change.after))
    return change


def told(problem: Mapping[str, Any]) -> dict[str, Any]:
    """Return a problem as it is shown: an identity number only where it is what is wrong."""
    if problem["field"] != "cccd" or problem["severity"] in ("error", "question"):
        return dict(problem)
    hidden = {name: masked_within(problem[name] or "") for name in ("value", "reason")}
    return {**problem, **hidden}


def masked(number: str) -> str:
    """Return an identity number as lists show it."""
    return Person(cccd=number).masked_cccd


def _candidates(ids: Iterable[int], user: Editor) -> dict[int, Candidate]:
    """Return the people of these ids whom the user may see, by id."""
    open_posts = Post.objects.filter(end__isnull=True).with_keepers().select_related("title")
    people = Person.objects.visible_to(user).filter(pk__in=ids)
    return {
        person.pk: Candidate(person, sorted(person.posts.all(), key=attrgetter("precedence")))
        for person in people.prefetch_related(Prefetch("posts", open_posts))
    }
