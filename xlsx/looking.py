"""The cells of a sheet as they look: dates as far as they are shown, rows struck through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from .scanning import Place
from .styles import Look, Shown

# Days are counted from 1900: before this one stand the years somebody typed into a cell of dates.
_FIRST_COUNTED = date(1927, 5, 18)
_FORMS = {Shown.MONTH: "%m/%Y", Shown.YEAR: "%Y"}


def shorten(rows: Sequence[list[Any]], looks: Mapping[Place, Look]) -> Iterator[tuple[Place, date]]:
    """Put texts in the place of dates that are shown as a month or year: "05/1980".

    Yields those that hold more than they show, a day that is not the first, as it was.
    """
    for place, look in looks.items():
        form, day = _FORMS.get(look.shown), _date_at(rows, place)
        if not form or day is None or day < _FIRST_COUNTED:
            continue
        rows[place[0]][place[1]] = day.strftime(form)
        if day.day > 1 or look.shown is Shown.YEAR and day.month > 1:
            yield place, day


def month_first(rows: Sequence[list[Any]], looks: Mapping[Place, Look]) -> Iterator[Place]:
    """Yield the places of dates that are shown as month/day/year."""
    for place, look in looks.items():
        if look.shown is Shown.MONTH_FIRST and _date_at(rows, place):
            yield place


def _date_at(rows: Sequence[list[Any]], place: Place) -> date | None:
    row, column = place
    value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
    if not isinstance(value, date):
        return None
    return date(value.year, value.month, value.day)


def struck_rows(rows: Sequence[list[Any]], looks: Mapping[Place, Look]) -> Iterator[int]:
    """Yield the numbers (from 1) of rows struck through: all their words, or a name's.

    A name is the first text of more than one word.
    """
    struck: dict[int, set[int]] = defaultdict(set)
    for (row, column), look in looks.items():
        if look.struck:
            struck[row].add(column)
    for row, columns in struck.items():
        texts = _texts(rows[row]) if row < len(rows) else {}
        name = next((column for column, text in texts.items() if len(text.split()) > 1), None)
        if texts and (name in columns or columns.issuperset(texts)):
            yield row + 1


def _texts(cells: Sequence[Any]) -> dict[int, str]:
    """Return the texts of a row by column; numbers and dots alone are none."""
    texts = {at: cell for at, cell in enumerate(cells) if isinstance(cell, str)}
    return {at: text for at, text in texts.items() if any(map(str.isalpha, text))}
