"""A workbook understood from its file on: what its cells look like, then what they say."""

from __future__ import annotations

from collections.abc import Sequence

from sheets.correcting import Correction
from sheets.reading.matching import References
from sheets.scope import Scope
from sheets.understood import Layout, NotUnderstood
from xlsx.workbook import Sheet

from .dates import settle_dates
from .formulas import ask_uncomputed, explained
from .names import settle_names
from .recoding import recoded, tell_recoded
from .understanding import understand


def understood(
    sheets: Sequence[Sheet],
    references: References,
    scope: Scope | None = None,
    correction: Correction | None = None,
) -> Layout:
    """Return what `understand` makes of the sheets, their texts, names and dates made plain.

    Texts in an old encoding are read as they were meant; names come without what stands around
    them, day counts as dates. What is not sure of it is asked. Raises NotUnderstood.
    """
    plain, found = recoded(sheets, correction)
    try:
        layout = understand(plain, references, scope, correction)
    except NotUnderstood as refused:
        raise explained(refused, sheets) from refused
    ask_uncomputed(layout, plain)
    tell_recoded(layout, found, correction)
    settle_names(layout)
    settle_dates(layout, plain, references.day)
    return layout
