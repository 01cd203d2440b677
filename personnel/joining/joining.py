"""Joining two records: one transaction, both held in the order of their numbers, with history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from personnel.keeping.history import JOINING
from personnel.keeping.recording import Refused, Scribe, recording, require_editable
from personnel.models import (
    BatchRow,
    Confirmation,
    Credential,
    Merge,
    Person,
    PlannedTitle,
    Scan,
)
from personnel.scope import Editor

from .evaluations import carry_evaluations
from .facts import BOTH, decided
from .names import carry_names
from .pairs import Pair
from .plan import Plan

CHANGED = "Chưa gộp: một trong hai hồ sơ vừa được người khác sửa. Xem lại rồi gộp."
UNANSWERED = "Chưa gộp: còn nội dung hai hồ sơ ghi khác nhau mà chưa chọn."


def join(
    kept: Person, joined: Person, answers: Mapping[str, str], *,
    seen: str, by: Editor, at: datetime,
) -> Merge:  # fmt: skip
    """Give `kept` what both records hold, and delete `joined`, whose number leads on to it.

    `answers` choose by the name of each question of the plan; `seen` is that plan's. What was
    frozen, uploaded or given out under either number stays as it is. Raises Refused when a
    record is another by now or gone, when either is not in the user's hands, while a hand-over
    waits, or when something is left to choose.
    """
    reason = f"{JOINING}: số {joined.pk} vào số {kept.pk}"
    with recording(by=by, at=at, reason=reason) as scribe:
        plan = Plan(*scribe.hold_all([kept, joined]))
        planned = scribe.hold_present(PlannedTitle.objects.filter(person=joined))
        if obstacle := plan.obstacle(by):
            raise Refused(f"Chưa gộp: {obstacle}")
        if plan.seen != seen:
            raise Refused(CHANGED)
        _require_answers(plan, answers)
        merge = Merge.objects.create(
            kept=kept.pk, joined=joined.pk, name=plan.joined.full_name, by=scribe.by, at=scribe.at
        )
        # Both records' planning stays, whoever joins them: what is there twice is for those to see
        # who have the right to it.
        for row in planned:
            scribe.change(row, person_id=kept.pk)
        _write(plan, answers, scribe)
        _carry_confirmations(joined.pk, plan.kept)
        carry_names(merge, plan.kept)
        BatchRow.objects.carry(joined.pk, kept.pk)
        require_editable(by, plan.kept)
    return merge


def _require_answers(plan: Plan, answers: Mapping[str, str]) -> None:
    for one in plan.questions:
        choices = one.options if isinstance(one, Pair) else one.choices
        if answers.get(one.name) not in dict(choices):
            raise Refused(UNANSWERED)


def _write(plan: Plan, answers: Mapping[str, str], scribe: Scribe) -> None:
    """Delete doubles, move the rest, delete the record that goes; then put right what stays.

    In this order, so that nothing is there twice meanwhile. Scans of a double are those of the
    row that stays, and who finished by a double has finished by that row.
    """
    facts = decided(plan.facts, answers)
    chosen = [(pair, pair.settled or answers[pair.name]) for pair in plan.pairs]
    doubles = [pair.joined for pair, choice in chosen if choice != BOTH]
    moved: list[Any] = [pair.joined for pair, choice in chosen if choice == BOTH]
    moved += [*plan.posts.only_joined, *plan.credentials.only_joined]
    moved += list(plan.joined.handovers.all())
    for scan in plan.joined.scans.all():
        scribe.change(scan, person_id=plan.kept.pk, **_proven_by(scan, chosen))
    became = {
        pair.joined.pk: pair.kept.pk
        for pair, choice in chosen
        if choice != BOTH and isinstance(pair.joined, Credential)
    }
    for row in doubles:
        scribe.delete(row)
    for row in moved:
        scribe.change(row, person_id=plan.kept.pk)
    for enrolment in plan.joined.enrolments.all():
        number = became.get(enrolment.credential or 0, enrolment.credential)
        scribe.change(enrolment, person_id=plan.kept.pk, credential=number)
    carry_evaluations(plan.joined, plan.kept, scribe)
    scribe.delete(plan.joined)
    scribe.change(plan.kept, **facts)
    for pair, choice in chosen:
        scribe.change(pair.kept, **pair.values(choice))


def _proven_by(scan: Scan, chosen: Sequence[tuple[Pair, str]]) -> dict[str, int]:
    """Return the column of a scan that names the row which stays; nothing where its own stays."""
    for pair, choice in chosen:
        column = f"{pair.joined._meta.model_name}_id"
        if choice != BOTH and getattr(scan, column) == pair.joined.pk:
            return {column: pair.kept.pk}
    return {}


def _carry_confirmations(number: int, kept: Person) -> None:
    """Keep what was confirmed of the record that goes for the one that stays, by whom and when."""
    rows = Confirmation.objects.in_force().filter(person=number)
    copies = [
        Confirmation(
            person_id=kept.pk, doubt=row.doubt, facts=row.facts, by_id=row.by_id, at=row.at
        )
        for row in rows
    ]
    Confirmation.objects.bulk_create(copies, ignore_conflicts=True)
