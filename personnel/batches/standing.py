"""What a batch wrote, as it stands now, as far as somebody may see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.functional import cached_property

from personnel.basics.digests import digest_of_facts
from personnel.doubts.register import BY_CODE
from personnel.models import (
    Batch,
    BatchRow,
    Credential,
    Enrolment,
    Merge,
    Person,
    Post,
    is_confidential,
    open_to,
)
from personnel.models.batches import columns_given, columns_kept
from personnel.reading.facts import BY_COLUMN, Fact
from personnel.scope import Editor, Viewer

from .gathering import with_place

Left = BatchRow.Left


@dataclass(frozen=True)
class Entry:
    """One row with whose it is, the record that was written, and why it is not as written.

    `record` is None once it is gone, `why` is "" where all is as the batch left it.
    """

    row: BatchRow
    person: Person
    record: Any
    why: str
    editable: bool

    @property
    def free(self) -> bool:
        """Whether the user may take it back or correct it, and nobody changed it since."""
        return self.row.stands and self.editable and not self.why

    @property
    def told(self) -> str:
        """What became of it, in words; "" where it stands as it was written."""
        if self.row.taken_back_at:
            return "đã hoàn tác"
        if self.row.left:
            return f"{Left(self.row.left).label}, để nguyên khi hoàn tác"
        return str(Left(self.why).label) if self.why else ""

    @property
    def given(self) -> Credential | None:
        """The credential that was written, as it was written; None where a person's column was."""
        return credential_of(self.row.written) if "level" in self.row.written else None

    @property
    def ended(self) -> Post | None:
        """The post that was ended; None where something else was written."""
        return self.record if self.row.post else None

    @property
    def confirmed(self) -> list[str]:
        """The doubts that were looked into when it was written."""
        return [BY_CODE[code].label for code in self.row.confirmed if code in BY_CODE]


@dataclass(frozen=True)
class Entries:
    """The rows of a batch that somebody may see, in name order; `hidden` counts the people of
    the others, whose records are gone or out of reach.
    """

    batch: Batch
    rows: list[Entry]
    hidden: int

    @cached_property
    def free(self) -> list[Entry]:
        """Those that the user may take back or correct."""
        return [entry for entry in self.rows if entry.free]

    @cached_property
    def standing(self) -> list[Entry]:
        """Those that nobody took back."""
        return [entry for entry in self.rows if entry.row.stands]

    @cached_property
    def kept(self) -> list[Entry]:
        """Those in the user's hands that stay because they are not as the batch left them."""
        return [entry for entry in self.standing if entry.editable and entry.why]

    @cached_property
    def foreign(self) -> list[Entry]:
        """Those that stay because the user may see them only."""
        return [entry for entry in self.standing if not entry.editable]

    @property
    def people(self) -> int:
        """How many people are in it by now."""
        return len({entry.person.pk for entry in self.standing})

    @property
    def confidential(self) -> Fact | None:
        """The confidential fact that was written, which the batch's name does not tell."""
        facts = (BY_COLUMN[column] for column in self.batch.values if is_confidential(column))
        return next(facts, None)

    @property
    def opened(self) -> str:
        """What it was written to be; "" unless all whom the user sees here are in their hands."""
        fact = self.confidential
        if fact is None or not self.rows or not all(entry.editable for entry in self.rows):
            return ""
        return fact.shown(Person(**columns_given(Person, self.batch.values)))

    @property
    def seen(self) -> str:
        """What a page carries of the batch, to tell any change made meanwhile."""
        rows = [(e.row.pk, e.row.stands, e.why, e.editable, e.row.written) for e in self.rows]
        return digest_of_facts(self.batch.values, self.batch.undone_at, rows)

    def narrowed_to(self, rows: Collection[str]) -> Entries:
        """Return those with the numbers `rows`, as a form sends them."""
        return Entries(self.batch, [e for e in self.rows if str(e.row.pk) in rows], self.hidden)


def entries_of(batch: Batch, user: Editor) -> Entries:
    """Return what a batch wrote, as `user` may see it; a handful of queries."""
    rows = list(batch.rows.order_by("pk"))
    ids = {row.person_id for row in rows}
    taught = _taught(batch, rows, user)
    seen = Person.objects.visible_to(user)
    if taught:
        seen = Person.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=taught))
    people = {person.pk: person for person in with_place(seen.filter(pk__in=ids))}
    own = open_to(user, list(people)) | taught
    held = Credential.objects.in_bulk([row.credential for row in rows if row.credential])
    ended = [row.post for row in rows if row.post]
    posts = Post.objects.select_related("title", "unit").in_bulk(ended) if ended else {}
    joined = _joined_since(batch, ids)
    order = {pk: rank for rank, pk in enumerate(people)}
    found = []
    for row in rows:
        if (person := people.get(row.person_id)) is None:
            continue
        record: Any = posts.get(row.post) if row.post else person
        record = held.get(row.credential) if row.credential else record
        found.append(Entry(row, person, record, _why(row, record, joined), person.pk in own))
    found.sort(key=lambda entry: (order[entry.person.pk], entry.row.pk))
    return Entries(batch, found, len(ids - people.keys()))


def _taught(batch: Batch, rows: Iterable[BatchRow], user: Editor) -> set[int]:
    """Return who finished a course of the user's by the results that a batch wrote."""
    if not user.teaches or batch.kind != Batch.Kind.RESULTS:
        return set()
    numbers = [row.credential for row in rows]
    finished = Enrolment.objects.editable_by(user).filter(credential__in=numbers)
    return set(finished.values_list("person_id", flat=True))


def _why(row: BatchRow, record: Any, joined: Collection[int]) -> str:
    """Return why a row is not as it was written; "" where it is."""
    hangs = row.credential or row.post
    if record is None or hangs and record.person_id != row.person_id:
        return Left.GONE
    if not hangs and (row.person_id in joined or row.number != row.person_id):
        return Left.JOINED
    return "" if columns_kept(record, row.written) == row.written else Left.CHANGED


def _joined_since(batch: Batch, ids: Iterable[int]) -> set[int]:
    """Return whose records took up another one after the batch was written."""
    merges = Merge.objects.in_force().filter(kept__in=set(ids), at__gte=batch.at)
    return set(merges.values_list("kept", flat=True))


def credential_of(kept: dict[str, Any]) -> Credential:
    """Return a credential with the columns that a batch keeps of it, not saved."""
    return Credential(**columns_given(Credential, kept))


def counts_of(batches: Iterable[Batch], user: Viewer) -> dict[int, int]:
    """Return how many people that the user may see are in each batch by now; one query."""
    rows = BatchRow.objects.filter(batch__in=[batch.pk for batch in batches]).standing()
    rows = rows.filter(person__in=Person.objects.visible_to(user).values("pk"))
    people = rows.order_by().values("batch").annotate(people=Count("person", distinct=True))
    return {row["batch"]: row["people"] for row in people}
