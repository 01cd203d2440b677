"""Taking two joined records apart again, exactly as they were, as long as neither changed since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from personnel.actions.restoring import PARTS, as_it_was, require_room
from personnel.keeping.history import stories
from personnel.keeping.holding import hold
from personnel.keeping.recording import Refused, Scribe, recording, require_editable
from personnel.keeping.telling import CHANGED, DELETED
from personnel.models import BatchRow, Merge, Person, PlannedTitle, Scan
from personnel.reading.joined import joined_into
from personnel.scope import Editor

from .names import give_back_names

_AT_MOST_SAID = 3


def take_apart(merge: Merge, *, by: Editor, at: datetime) -> Person:
    """Put both records back as they were, under their own numbers; returns the one that was gone.

    Raises Refused when it was taken back already, when the record that stayed changed since, or
    when either would not be in the user's hands.
    """
    reason = f"Hoàn tác gộp hồ sơ: số {merge.joined} và số {merge.kept}"
    with recording(by=by, at=at, reason=reason) as scribe:
        (fresh,) = hold(Merge, [merge.pk])
        if fresh.undone_at:
            raise Refused("Việc gộp này đã được hoàn tác trước đó.")
        kept = scribe.hold(Person(pk=fresh.kept, full_name=fresh.name))
        scribe.follow(Person, [fresh.joined])
        moved = [row.id for row in _rows(PlannedTitle, fresh, CHANGED, person=fresh.kept)]
        planned = scribe.hold_present(PlannedTitle.objects.filter(pk__in=moved, person=kept))
        require_editable(by, kept)
        _require_unchanged(fresh)
        joined = _put_back(fresh, kept, scribe)
        # As it is now: what was changed of it since keeps nobody from undoing, as whoever undoes
        # may be without the right to planning, and is not to learn of it.
        for row in planned:
            scribe.change(row, person_id=joined.pk)
        give_back_names(fresh, kept)
        BatchRow.objects.carry_back(kept.pk, [joined.pk, *joined_into(joined.pk)])
        fresh.undone_by, fresh.undone_at = scribe.by, scribe.at
        fresh.save(update_fields=["undone_by", "undone_at"])
        require_editable(by, kept, joined)
    return joined


def _require_unchanged(merge: Merge) -> None:
    """Raise Refused where anything of the record that stayed was changed after the merge."""
    later = [
        sentence
        for row, sentences in stories([merge.kept], whole=True)
        if row.history_date > merge.at
        for sentence in sentences
    ]
    if later:
        said = "; ".join(later[:_AT_MOST_SAID])
        raise Refused(f"Chưa hoàn tác: hồ sơ đã thay đổi sau khi gộp ({said}).")


def _put_back(merge: Merge, kept: Person, scribe: Scribe) -> Person:
    """Undo in the reverse order of what was done, so that nothing is there twice meanwhile."""
    for row in _rows(Person, merge, CHANGED, id=merge.kept):
        scribe.change(kept, **_before(row))
    (gone,) = _rows(Person, merge, DELETED, id=merge.joined)
    joined = cast(Person, as_it_was(gone))
    require_room(joined, [joined])
    scribe.restore(joined)
    parts = (*(model for model in PARTS if model is not PlannedTitle), Scan)
    changed = [row for model in parts for row in _rows(model, merge, CHANGED, person=merge.kept)]
    for row in changed:
        record = row.instance_type._base_manager.get(pk=row.id)
        scribe.change(record, **_before(row))
    for model in PARTS:
        for row in _rows(model, merge, DELETED, person=merge.joined):
            scribe.restore(as_it_was(row))
    return joined


def _rows(model: Any, merge: Merge, kind: str, **where: int) -> Iterator[Any]:
    """Yield the history rows of the merge of one model and kind."""
    its = {"history_date": merge.at, "history_user": merge.by_id, "history_type": kind}
    return iter(model.history.filter(**its, **where).order_by("history_id"))


def _before(row: Any) -> dict[str, Any]:
    """Return the columns of a record before a row of its history."""
    earlier = row.instance_type.history.filter(id=row.id, history_id__lt=row.history_id)
    last = earlier.order_by("-history_date", "-history_id").first()
    fields = [field for field in row.tracked_fields if field.name != "id"]
    return {field.attname: getattr(last, field.attname) for field in fields}
