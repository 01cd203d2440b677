"""A recorded class corrected: one change to every credential that is still as it was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import cached_property

from personnel.batches.keeping import held
from personnel.batches.standing import Entries, Entry, entries_of
from personnel.batches.undoing import entries_held, write_back
from personnel.doubts.asking import Answer
from personnel.doubts.confirming import keys_of
from personnel.keeping.bulk import Signature
from personnel.keeping.recording import Refused, recording
from personnel.models import Batch, BatchRow, Credential
from personnel.models.batches import columns_kept
from personnel.scope import Editor

from .saving import FACTS, Step, confirm_steps, doubts_about, name_of, require_born

CHANGED = (
    "Chưa ghi gì: lớp này, hoặc văn bằng của người trong lớp, vừa được người khác sửa. "
    "Xem trước lại rồi ghi."
)
NOTHING = "Chưa ghi gì: không còn ai có văn bằng đúng như lớp đã ghi để sửa."


@dataclass(frozen=True)
class Correction:
    """What correcting a class to `given` means: who gets the change, and who is left alone.

    `double` have the corrected credential already, by another record of theirs.
    """

    given: Credential
    entries: Entries
    double: Sequence[Entry]
    steps: Sequence[Step]

    @property
    def seen(self) -> str:
        """What the preview carries, to tell any change made meanwhile."""
        return self.entries.seen

    @cached_property
    def written(self) -> list[Entry]:
        """Whose credential is changed."""
        double = {entry.row.pk for entry in self.double}
        return [entry for entry in self.entries.free if entry.row.pk not in double]

    @property
    def unchanged(self) -> bool:
        """Whether the class gives this very credential already."""
        return self.entries.batch.values == columns_kept(self.given, FACTS)

    @property
    def unborn(self) -> list[Step]:
        """Who would be awarded it before they were born."""
        return [step for step in self.steps if step.unborn]

    @property
    def doubtful(self) -> list[Step]:
        """Of whom the change makes something worth a second look."""
        return [step for step in self.steps if step.asked]

    @property
    def notes(self) -> list[str]:
        """What is said of whoever is left alone."""
        kept = [f"{entry.person} ({entry.told})" for entry in self.entries.kept]
        double = [str(entry.person) for entry in self.double]
        foreign = [str(entry.person) for entry in self.entries.foreign]
        told = (
            ("Để nguyên, không sửa theo lớp", kept),
            ("Để nguyên vì đã có đúng văn bằng này ở một dòng khác", double),
            ("Để nguyên vì ngoài phạm vi được cập nhật", foreign),
        )
        return [f"{why}: {', '.join(names)}." for why, names in told if names]


def correction_of(batch: Batch, given: Credential, user: Editor) -> Correction:
    """Return what correcting a class would do, as it stands now."""
    return _correction(entries_of(batch, user), given)


def _correction(entries: Entries, given: Credential) -> Correction:
    ids = {entry.person.pk for entry in entries.free}
    others: dict[int, set[tuple[object, ...]]] = {pk: set() for pk in ids}
    own = {entry.record.pk for entry in entries.free}
    for held_one in Credential.objects.filter(person__in=ids).exclude(pk__in=own):
        others[held_one.person_id].add(held_one.identity)
    double = [entry for entry in entries.free if given.identity in others[entry.person.pk]]
    confirmed = keys_of(ids)
    steps = [
        _step(entry, given, confirmed.get(entry.person.pk, set()))
        for entry in entries.free
        if entry not in double
    ]
    return Correction(given, entries, double, steps)


def _step(entry: Entry, given: Credential, confirmed: set[str]) -> Step:
    person = entry.person
    doubts = doubts_about(given, person, given.awarded or date.max)
    return Step(
        person,
        entry.record,
        given,
        recorded=False,
        unborn=given.awarded is not None and given.awarded <= person.birth_date,
        doubts=[told for told in doubts if told.key not in confirmed],
    )


def correct(
    batch: Batch, given: Credential, *, seen: str, by: Editor, at: datetime, answer: Answer
) -> Correction:
    """Write the change to every credential that is still as the class wrote it.

    `seen` is that of the preview. All in one transaction, with history: raises Refused when the
    class was undone, when it or a credential is another by now, when anybody was not born yet,
    or when there is nothing to write.
    """
    with recording(by=by, at=at, reason="Sửa lớp đã ghi nhận") as scribe:
        fresh = held(scribe, batch)
        correction = _correction(entries_held(scribe, fresh, by), given)
        if correction.seen != seen:
            raise Refused(CHANGED)
        if correction.unchanged:
            raise Refused("Chưa ghi gì: nội dung giống như lớp đã ghi.")
        require_born(correction.steps)
        if not correction.written:
            raise Refused(NOTHING)
        values = columns_kept(given, FACTS)
        signed = Signature(scribe.by, scribe.at, scribe.reason)
        write_back(Credential, [(entry.record, values) for entry in correction.written], signed)
        scribe.change(fresh, values=values, name=name_of(given))
        _keep(correction, confirm_steps(correction.steps, answer, by, scribe.at))
    return correction


def _keep(correction: Correction, confirmed: dict[int, list[str]]) -> None:
    values = columns_kept(correction.given, FACTS)
    rows = [entry.row for entry in correction.written]
    for row in rows:
        row.written = values
        row.confirmed = sorted({*row.confirmed, *confirmed.get(row.person_id, ())})
    BatchRow.objects.bulk_update(rows, ["written", "confirmed"], batch_size=200)
