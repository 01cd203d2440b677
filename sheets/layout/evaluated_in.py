"""Of which year an evaluation is, where its own heading leaves that open; lists of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sheets.columns import EVALUATED, EVALUATIONS
from sheets.problems import Problem
from sheets.understood import Column
from xlsx.workbook import Sheet

from .evaluated import (
    another_evaluation,
    are_grades,
    grade_headed,
    is_evaluated,
    is_of_evaluation,
    is_of_others,
    speaks_of_evaluation,
    years_in,
)
from .grids import text_of
from .words import BIRTH_OF, PARTS, SEX_OF

if TYPE_CHECKING:
    from .headers import Header
    from .settling import Table

# So far above a header its title is looked for, and so short is a line that only says when.
_ABOVE, _SHORT = 12, 12
# What a list of evaluations says of people besides: who they are, where, under which title.
_WHO = frozenset(
    ("ordinal", "full_name", "cccd", "birth", "unit", "district", "title", "other_titles", "note")
    + ("sex", *SEX_OF, *BIRTH_OF)
    + tuple(f"birth_{part}" for part in PARTS)
)
# What such a list need not say of somebody who is recorded already.
NOT_NEEDED = frozenset(("sex", "title"))


class Title(NamedTuple):
    """What stands over a list: the one year that it was evaluated in, and what speaks against."""

    year: int | None
    against: str = ""


def settle_evaluations(sheet: Sheet, header: Header, table: Table, day: date) -> None:
    """Take the year of evaluations from the title of their list, or ask for it.

    A year that has not begun is asked about, whoever named it, and so is a title of others.
    """
    title = title_of(sheet, header.first)
    for column in header.columns:
        if is_evaluated(column) and table.holds(column):
            _look_at(column, title, table, day)
    open_ones = [c for c in header.columns if _is_open(c) and table.holds(c)]
    plain = [c for c in open_ones if are_grades(table.cells(c), c.path)]
    year = None if title.against else title.year
    is_one = len(open_ones) == len(plain) == 1 or all(map(_ticked, plain))
    free = year in EVALUATIONS and EVALUATIONS[year].field not in header.fields
    for column in plain:
        names_years = bool(years_in(" ".join(column.path)))
        if year and free and is_one and year <= day.year and not names_years:
            column.field, column.ticked = EVALUATIONS[year].field, _ticked(column)
        else:
            why = title.against or "chưa rõ của năm nào"
            _ask(column, f"kết quả xếp loại, {why}", table)


def title_of(sheet: Sheet, first: int) -> Title:
    """Return what the rows above a header and the sheet's name say of evaluations."""
    years: set[int] = set()
    against, spoke = "", False
    for text in _lines(sheet, first):
        only_when = spoke and len(text) <= _SHORT and bool(years_in(text))
        spoke = speaks_of_evaluation(text)
        if spoke and (another_evaluation((text,)) or is_of_others(text)):
            against = f"mà trang tính ghi «{text[:80]}»"
        if spoke or only_when:
            years |= years_in(text)
    return Title(years.pop() if len(years) == 1 else None, against)


def _lines(sheet: Sheet, first: int) -> Iterator[str]:
    for _, cells in sheet.rows[max(0, first - _ABOVE) : max(0, first)]:
        yield from filter(None, map(text_of, cells))
    yield sheet.name


def is_only_of_evaluations(header: Header, told: Set[str]) -> bool:
    """Whether a list says nothing else of people than who they are and how they were evaluated.

    `told` are the required fields that it tells: with all of them it is a list of people.
    """
    evaluated = any(is_evaluated(c) or _is_asked(c) for c in header.columns)
    is_whole = not NOT_NEEDED - told
    return evaluated and not is_whole and header.fields - EVALUATED.keys() <= _WHO


def only_evaluations(sheet: str, number: int) -> Problem:
    """Return the note on a list of which nothing but evaluations is written."""
    reason = (
        "danh sách này chỉ ghi kết quả xếp loại cho người đã có hồ sơ; không lập hồ sơ mới, "
        "không sửa thông tin khác"
    )
    return Problem(sheet, number, "", None, reason, is_error=False)


def _look_at(column: Column, title: Title, table: Table, day: date) -> None:
    year = EVALUATED[column.field]
    if year > day.year:
        _ask(column, f"kết quả xếp loại của năm {year}, mà năm đó chưa đến", table)
    elif title.against and not column.by_hand:
        _ask(column, f"kết quả xếp loại, {title.against}", table)


def _ask(column: Column, why: str, table: Table) -> None:
    column.field, column.ticked, column.rivals = "", "", []
    column.asks = f"{why} (ví dụ {table.examples(column)})"


def _is_open(column: Column) -> bool:
    """Whether a column is of an evaluation, and nobody knows of which year."""
    settled = column.field or column.by_hand or column.asks or column.yields
    return not settled and bool(column.path) and is_of_evaluation(column.path)


def _is_asked(column: Column) -> bool:
    return bool(column.asks) and is_of_evaluation(column.path)


def _ticked(column: Column) -> str:
    return grade_headed(column.path)
