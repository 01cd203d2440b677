"""The yearly evaluations of two records that become one: of a year there is one, of one level."""

from __future__ import annotations

from personnel.keeping.recording import Scribe
from personnel.models import Evaluation, Person

_PAPER = ("document_number", "document_date", "note")


def carry_evaluations(joined: Person, kept: Person, scribe: Scribe) -> None:
    """Give `kept`, held, the evaluations of `joined`; of a year that both have, what is missing.

    Both say the same level of such a year (`Plan.obstacle`).
    """
    own = {row.year: row for row in kept.evaluations.all()}
    for row in joined.evaluations.order_by("year"):
        same = own.get(row.year)
        if same is None:
            scribe.change(row, person_id=kept.pk)
            continue
        scribe.delete(row)
        scribe.change(same, **_missing(same, row))


def _missing(stays: Evaluation, goes: Evaluation) -> dict[str, object]:
    """Return what the one that goes tells of the paper, and the one that stays does not."""
    return {name: getattr(goes, name) for name in _PAPER if not getattr(stays, name)}
