"""The decision by which the principal title of a row is held, against the post recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from personnel.models import Acting, Basis, Post
from personnel.words.partial_dates import PartialDate, refined
from personnel.words.vietnamese import clean
from sheets.columns import BY_FIELD
from sheets.records import Row

from .changes import RowDiff, Serving

# The columns of a decision of which nothing is known, in the order of `ByDecision.DECISION`.
NO_DECISION: Mapping[str, Any] = Post().decision
_LABELS = {"basis": dict(Basis.choices), "acting": dict(Acting.choices)}
_TEXTS = ("basis", "acting", "decision_number")
_DATE = "decision_date"


def decision_of(row: Row) -> dict[str, Any]:
    """Return what a row says of its decision, as columns; those that it leaves blank are none."""
    told = {name: getattr(row, name) for name in _TEXTS if getattr(row, name)}
    return told | (_stored(row.decision_date) if row.decision_date else {})


def tell_decision(diff: RowDiff, serving: Serving) -> None:
    """Record what is told of the decision of a title that the row adds."""
    for name in _TEXTS:
        if value := serving.decision.get(name):
            diff.change(BY_FIELD[name].header, "", _LABELS.get(name, {}).get(value, value))
    if day := serving.decision.get(_DATE):
        shown = PartialDate.stored(day, serving.decision["decision_precision"])
        diff.change(BY_FIELD[_DATE].header, "", shown)


def compare_decision(diff: RowDiff, post: Post) -> None:
    """Put right what the row says otherwise of the decision of a post; blank cells say nothing."""
    told = decision_of(diff.row)
    for name in _TEXTS:
        recorded, given = getattr(post, name), told.get(name, "")
        if given and given != clean(recorded):
            labels = _LABELS.get(name, {})
            diff.change(
                BY_FIELD[name].header, labels.get(recorded, recorded), labels.get(given, given)
            )
            _write(diff, post, {name: given})
    recorded = PartialDate.stored(post.decision_date, post.decision_precision)
    kept = refined(recorded, diff.row.decision_date)
    if kept and kept != recorded:
        diff.change(BY_FIELD[_DATE].header, recorded, kept)
        _write(diff, post, _stored(kept))


def _write(diff: RowDiff, post: Post, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(post, name, value)
    diff.changes_post(post)


def _stored(day: PartialDate) -> dict[str, Any]:
    return {_DATE: day.first, "decision_precision": str(day.precision)}
