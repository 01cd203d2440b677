"""Cells that are read by a rule somebody picks, one for all cells in doubt alike."""

from __future__ import annotations

from personnel.words import partial_dates
from personnel.words.names import taken_apart
from personnel.words.values import BadCell
from sheets.columns import DATES

# The fields whose cells are answered so: dates in a doubtful form, two names in a cell.
ANSWERED = frozenset(("full_name", *DATES))
FIRST_NAME, SECOND_NAME = "first_name", "second_name"
_OF_NAMES = {
    FIRST_NAME: "Lấy tên ghi trước, bỏ tên trong ngoặc",
    SECOND_NAME: "Lấy tên trong ngoặc",
}


def answers(field: str, text: str = "") -> list[tuple[str, str]]:
    """Return the rules for cells of a field, with what `text` would be read as by each.

    Without a text, all of them; with one, those that read it, each reading once.
    """
    labels = _OF_NAMES if field == "full_name" else partial_dates.ANSWERS
    if not text:
        return list(labels.items())
    found: dict[str, tuple[str, str]] = {}
    for rule, label in labels.items():
        read = meant(field, text, rule)
        if read and read != text:
            found.setdefault(read, (rule, f"Đọc là {read} · {label.lower()}"))
    return list(found.values())


def meant(field: str, text: str, rule: str) -> str:
    """Return what a text is read as by a rule; the text where it is in no such doubt."""
    if field != "full_name":
        return partial_dates.answered(text, rule) if _is_no_date(text) else text
    written = taken_apart(text)
    if not written.other:
        return text
    return written.other if rule == SECOND_NAME else written.name


def _is_no_date(text: str) -> bool:
    """Whether a text is no date by itself: an answer never changes one that is."""
    try:
        return partial_dates.read_date(text) is None
    except BadCell:
        return True
