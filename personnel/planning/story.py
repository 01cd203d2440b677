"""What was changed of a planned title, told on its own page alone."""

from __future__ import annotations

from personnel.keeping.history import Change, change_of
from personnel.keeping.telling import in_time, moved, one_after_another, tell
from personnel.models import PlannedTitle


def story_of(planned: PlannedTitle) -> list[Change]:
    """Return every change of it, the newest first."""
    rows = in_time(PlannedTitle.history.filter(id=planned.pk), "title", "unit")
    told = []
    for row, before in one_after_another(rows):
        said = (
            [f"Chuyển từ hồ sơ số {before.person_id} khi gộp, tách hồ sơ"]
            if moved(row, before)
            else tell(row, before)
        )
        told.append(change_of([(row, said)]))
    return told[::-1]
