"""Giving a value to the records chosen: one transaction, with history, kept as one batch."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from personnel.batches.keeping import keep, keep_rows
from personnel.batches.undoing import write_back
from personnel.doubts.asking import Answer
from personnel.doubts.case import recorded
from personnel.doubts.confirming import confirm
from personnel.keeping.bulk import Signature
from personnel.keeping.recording import Refused, recording, require_editable
from personnel.models import Batch, BatchRow, Credential, Person
from personnel.scope import Editor

from .forms import FindingForm, ValueForm
from .planning import Line, plan_of

NOBODY = "Chưa ghi gì: chưa đánh dấu ai."


def fill(
    form: ValueForm, people: Sequence[Person], chosen: Collection[str], *,
    by: Editor, at: datetime, answer: Answer,
) -> Batch:  # fmt: skip
    """Give the value of a valid form to the records whose tokens were chosen; returns the batch.

    What the `answer` confirms is kept. All in one transaction: raises Refused when anybody is
    not in the user's hands, when a record chosen is another than it was shown, when it cannot
    have the value, or when none is chosen.
    """
    if not chosen:
        raise Refused(NOBODY)
    with recording(by=by, at=at, reason=f"Ghi cho nhiều người: {form.named}") as scribe:
        fresh = scribe.hold_all(people)
        require_editable(by, *fresh)
        plan = plan_of(form, fresh, timezone.localdate(at))
        lines = [_as_shown(plan.by_key.get(token.partition(":")[0]), token) for token in chosen]
        model: type[Any] = Credential if isinstance(form, FindingForm) else Person
        signed = Signature(scribe.by, scribe.at, scribe.reason)
        write_back(model, [(line.record, line.after) for line in lines], signed)
        scribe.wrote = True
        batch = keep(scribe, form.kind, form.named, form.values)
        confirmed = _confirm(lines, answer, by, scribe.at)
        keep_rows(batch, (_row(line, confirmed) for line in lines))
    return batch


def _as_shown(line: Line | None, token: str) -> Line:
    """Return the line that was chosen; raises Refused where it is another by now."""
    if line is None:
        raise Refused("Chưa ghi gì: có văn bằng vừa bị xóa ở nơi khác. Xem trước lại rồi ghi.")
    if line.token != token:
        raise Refused(
            f"Chưa ghi gì: hồ sơ {line.person} vừa được người khác sửa. Xem trước lại rồi ghi."
        )
    if not line.open:
        why = line.refusal or "đã có giá trị này"
        raise Refused(f"Chưa ghi gì: {line.person}: {why}.")
    return line


def _row(line: Line, confirmed: dict[int, list[str]]) -> BatchRow:
    person, paper = line.person.pk, line.credential
    return BatchRow(
        person_id=person, number=person, credential=paper.pk if paper else None,
        before=line.before, written=line.after, confirmed=confirmed.get(person, []),
    )  # fmt: skip


def _confirm(
    lines: Sequence[Line], answer: Answer, by: Editor, at: datetime
) -> dict[int, list[str]]:
    """Keep the doubts that were looked into; returns the codes of those of each person."""
    keys = {
        line.person.pk: [told.key for key, told in line.asked if key in answer.confirmed]
        for line in lines
    }
    some = [pk for pk, of_person in keys.items() if of_person]
    return {
        facts.person.pk: [
            told.doubt.code
            for told in confirm(facts, keys[facts.person.pk], by=by, at=at, day=at.date())
        ]
        for facts in (recorded(Q(pk__in=some)) if some else [])
    }
