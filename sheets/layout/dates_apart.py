"""What several cells of a row say together: a date in three of them, that somebody has left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from personnel.words.changes import heads_changes, says_no_leaving
from personnel.words.partial_dates import PartialDate, read_date
from personnel.words.values import BadCell, CellValue
from sheets.understood import Column
from xlsx.workbook import Cells

from .grids import text_of
from .ticks import says_yes
from .words import DATES_IN_PARTS, PARTS

_NOTHING = "-–—.…0/ "


def dates_of_parts(places: Mapping[str, Sequence[int]], cells: Cells) -> dict[str, str]:
    """Return the dates whose day, month and year stand in columns of their own.

    What misses is told by a question mark, so that no day is taken for a month.
    """
    found = {}
    for field in DATES_IN_PARTS:
        columns = [places.get(f"{field}_{part}", ()) for part in PARTS]
        texts = [_text(cells, at[0]) if at else "" for at in columns]
        if any(texts):
            found[field] = _date(*texts)
    return found


def _date(day: str, month: str, year: str) -> str:
    if day and not (month or year) or not day and month and not year:
        return day or f"?/{month}"
    parts = [day, month or ("?" if day else ""), year or "?"]
    return "/".join(part for part in parts if part)


def _text(cells: Cells, at: int) -> str:
    text = text_of(cells[at]) if at < len(cells) else ""
    return text.strip(" .")


def left_of(columns: Sequence[Column], cells: Cells, today: date) -> str | None:
    """Return what the columns of who has left say of a row; None when they say nothing.

    A reason goes before a day. A day that is still to come says that somebody is in post
    until then. Of columns that tell of who came too, none counts for whoever did; a day in
    one of them tells of leaving only where no other column could.
    """
    said = [(c, cells[c.at]) for c in columns if c.at < len(cells) and cells[c.at] is not None]
    came = any(heads_changes(c.path) and says_no_leaving(text_of(value)) for c, value in said)
    reasons, days = [], []
    for column, value in said:
        text, is_of_all = text_of(value), heads_changes(column.path)
        if not says_yes(value) or not text.strip(_NOTHING) or says_no_leaving(text):
            continue
        day = day_of(value)
        if is_of_all and (came or day and len(columns) > 1):
            continue
        if day is None:
            reasons.append(f"{column.heading}: {text}")
        elif day.first <= today:
            days.append(f"{column.heading}: {text}")
    return "; ".join(reasons or days[:1]) or None


def day_of(value: CellValue) -> PartialDate | None:
    """Return the day that a cell says; None when it says none."""
    try:
        return read_date(value)
    except BadCell:
        return None
