"""Corrections to how a file is read, kept for a board's next file with the same headings."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from personnel.models import Unit
from sheets.columns import EVALUATED
from sheets.correcting import Correction
from sheets.models import RememberedLayout, Upload


def board_of(upload: Upload) -> Unit | None:
    """Return whose layout the file has: its one unit, or None where it may touch several."""
    boards = list(upload.districts.all()[:2])
    return boards[0] if len(boards) == 1 else None


def remembered(upload: Upload, signature: str) -> RememberedLayout | None:
    """Return what was kept for files of the same board with the same headings."""
    kept = RememberedLayout.objects.filter(signature=signature)
    return kept.filter(district=board_of(upload)).first()


def remember(
    upload: Upload, correction: Correction, *, by: Any, at: datetime
) -> RememberedLayout | None:
    """Keep how the file is to be read from now on; None when its headings are not known yet.

    Not of which year an evaluation is, where its heading does not say: the next file's is another.
    """
    if not upload.signature:
        return None
    kept, _ = RememberedLayout.objects.update_or_create(
        district=board_of(upload),
        signature=upload.signature,
        defaults={"correction": _lasting(correction).as_json(), "by": by, "at": at},
    )
    return kept


def _lasting(correction: Correction) -> Correction:
    columns = {
        key: choice
        for key, choice in correction.columns.items()
        if choice not in EVALUATED or str(EVALUATED[choice]) in key
    }
    return replace(correction, columns=columns)


def forget(upload: Upload) -> None:
    """Keep no layout any more for this board's files with these headings."""
    if upload.signature:
        RememberedLayout.objects.filter(
            district=board_of(upload), signature=upload.signature
        ).delete()
