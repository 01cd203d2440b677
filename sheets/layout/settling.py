"""What the cells below a header decide of its columns: which is read, which is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from personnel.kinds import FIELD_OF_STUDY, KINDS
from personnel.words.values import CellValue
from sheets.columns import COLUMNS
from sheets.reading.matching import References
from sheets.understood import Column
from xlsx.workbook import Sheet

from .evaluated_in import NOT_NEEDED, is_only_of_evaluations, settle_evaluations
from .grids import text_of
from .grouped import tells_groups
from .headers import Header
from .otherwise import OF_EVALUATIONS, Otherwise, about
from .resembling import readable, resembles
from .studied import settle_study
from .words import BIRTH_OF, CHOICES, PARTS, SEX_OF

# What other columns may say instead of one that must be there.
_INSTEAD = {
    "sex": {*BIRTH_OF, *SEX_OF},
    "birth": {*BIRTH_OF, *(f"birth_{part}" for part in PARTS)},
}
# So far down a column is looked at for what it holds.
_DEEP = 400
_EXAMPLES = 3
# A row of so many cells is no heading.
_MUCH = 4
# One of two columns is plainly the one of a level, when so many of its cells say one.
_PLAINLY, _HARDLY = 0.8, 0.2
# Of these, whatever is in the column, it is not kept.
NEVER_KEPT = ("ordinal",)
_ASKED = (Otherwise.PERIOD, Otherwise.UNSURE)


def settle(sheet: Sheet, header: Header, references: References) -> Header:
    """Return the header with what its cells decide: which of several columns is read, or asked.

    What is asked is read from none of its columns. `asked` of the result are the fields that
    must be there, and of which nobody knows yet where they stand.
    """
    table = Table(sheet, header)
    settle_evaluations(sheet, header, table, references.day)
    for field in dict.fromkeys(column.field for column in header.columns if column.rivals):
        _settle_rivals(field, table)
    for column in header.columns:
        if not (column.field or column.yields or column.by_hand or column.asks):
            _settle_unread(column, table, references)
    required = {column.field for column in COLUMNS if column.required and column.field != "unit"}
    told = _told_fields(header)
    only = is_only_of_evaluations(header, told)
    asked = frozenset(required - told - (NOT_NEEDED if only else set()))
    return replace(header, asked=asked, only_evaluations=only)


class Table:
    """The cells of each column below a header."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self.columns = header.columns
        self._rows = [cells for _, cells in sheet.rows[header.last + 1 :]]

    def cells(self, column: Column) -> list[CellValue]:
        """Return what stands in the upper part of a column, blanks too."""
        at = column.at
        return [cells[at] if at < len(cells) else None for cells in self._rows[:_DEEP]]

    def cells_of_people(self, column: Column) -> list[CellValue]:
        """Return what stands in the upper part of a column, in rows that say much."""
        full = (sum(cell is not None for cell in cells) >= _MUCH for cells in self._rows)
        return [cell for cell, is_full in zip(self.cells(column), full, strict=False) if is_full]

    def whole(self, column: Column) -> list[CellValue]:
        """Return everything that stands in a column, blanks too."""
        return [row[column.at] if column.at < len(row) else None for row in self._rows]

    def holds(self, column: Column) -> bool:
        """Whether anything stands in a column, however far down."""
        return any(column.at < len(row) and row[column.at] is not None for row in self._rows)

    def example(self, column: Column) -> str | None:
        """Return the first text of a column; None when there is none near its top."""
        return next(filter(None, map(text_of, self.cells(column))), None)

    def examples(self, column: Column) -> str:
        """Return a few of the texts of a column."""
        texts = dict.fromkeys(filter(None, map(text_of, self.cells(column))))
        return ", ".join(f"«{text[:40]}»" for text in islice(texts, _EXAMPLES))


def _told_fields(header: Header) -> set[str]:
    """Return the required fields that some column tells."""
    return header.fields | {field for field, instead in _INSTEAD.items() if instead & header.fields}


def _settle_rivals(field: str, table: Table) -> None:
    rivals = [column for column in table.columns if column.rivals and column.field == field]
    held = [column for column in rivals if table.holds(column)]
    if field in NEVER_KEPT or len(held) <= 1 or _agree(held, table):
        _keep(held[0] if held else rivals[0], rivals)
        return
    best = _plainly_best(field, held, table)
    for column in rivals:
        if column is best:
            column.rivals = []
            continue
        _shut(column)
        column.base = field
        column.asks = _why_rivals(field, column, rivals, best, table)
        column.offered = field if best is None and column is held[0] else ""
    if best is not None:
        _offer_field_of_study(field, rivals, table)


def _keep(kept: Column, rivals: Sequence[Column]) -> None:
    for column in rivals:
        column.rivals = []
        if column is not kept:
            _shut(column)
            column.yields = kept.heading


def _shut(column: Column) -> None:
    column.field, column.ticked, column.level = "", "", None


def _agree(columns: Sequence[Column], table: Table) -> bool:
    texts = [list(map(text_of, table.whole(column))) for column in columns]
    return all(text == texts[0] for text in texts)


def _plainly_best(field: str, rivals: Sequence[Column], table: Table) -> Column | None:
    """Return the one rival whose cells say levels; None when none does, or several do."""
    if field not in KINDS:
        return None
    shares = [readable(field, table.cells(column)) for column in rivals]
    good = [c for c, share in zip(rivals, shares, strict=True) if share >= _PLAINLY]
    return (
        good[0] if len(good) == 1 and sum(s <= _HARDLY for s in shares) == len(rivals) - 1 else None
    )


def _offer_field_of_study(kind: str, rivals: Sequence[Column], table: Table) -> None:
    """What stands beside a level and is none may be the field that it is in."""
    fields = {column.field for column in table.columns}
    if KINDS[kind].has_field_of_study and FIELD_OF_STUDY not in fields:
        for column in rivals:
            if not column.field and column.asks:
                column.offered = FIELD_OF_STUDY
                break


def _why_rivals(
    field: str, column: Column, rivals: Sequence[Column], best: Column | None, table: Table
) -> str:
    if best is not None:
        why = f"tiêu đề nói về {named(field)} như cột «{best.heading}», nội dung thì khác"
    else:
        beside = ", ".join(f"«{c.heading}» (cột {c.letter})" for c in rivals if c is not column)
        why = f"cũng như cột {beside}, có thể là {named(field)}; chưa đọc cột nào"
    return f"{why} (ví dụ {table.examples(column)})"


def _settle_unread(column: Column, table: Table, references: References) -> None:
    if column.otherwise == Otherwise.STUDYING:
        settle_study(column, table.cells(column), references)
    if column.field:
        return
    if column.otherwise:
        cells = table.cells(column)
        column.base = column.base or resembles(column.path, cells, frozenset(), references)
        is_another = column.otherwise in OF_EVALUATIONS
        if not column.base and not is_another and not about(column.path[:-1]):
            # Words that say so of what nobody would read anyway: "Nơi đăng ký thường trú".
            column.otherwise = ""
    if not table.holds(column):
        return
    if column.otherwise:
        _settle_otherwise(column, table)
        return
    asked = {c.base.partition("=")[0] for c in table.columns if c.asks}
    known = {c.field for c in table.columns} | asked
    if found := resembles(column.path, table.cells(column), known, references):
        column.offered = found
        column.asks = f"có vẻ là {named(found)} (ví dụ {table.examples(column)}), tiêu đề chưa rõ"
    else:
        column.tells_group = tells_groups(column, table.cells_of_people(column))


def _settle_otherwise(column: Column, table: Table) -> None:
    """Ask about a column of one year, or of unclear words, where it may be what is wanted."""
    sort = Otherwise(column.otherwise)
    if sort not in _ASKED or not column.base:
        return
    field = column.base.partition("=")[0]
    if sort is Otherwise.PERIOD and any(c.field == field for c in table.columns):
        return
    column.offered = column.base if sort is Otherwise.PERIOD else ""
    column.asks = (
        f"chưa rõ có phải {named(column.base)} hiện nay không (ví dụ {table.examples(column)})"
    )


def named(choice: str) -> str:
    """Return in words what a column may be said to mean."""
    field, _, level = choice.partition("=")
    label = CHOICES[field]
    return f"{label}, mức «{KINDS[field].level_label(int(level))}»" if level else f"«{label}»"
