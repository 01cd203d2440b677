"""What is asked and told of the columns of a list, by what their cells hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from personnel.kinds import FIELD_OF_STUDY, KINDS
from personnel.words.values import CellValue
from sheets.columns import BY_FIELD, COLUMNS
from sheets.problems import Asks, Problem
from sheets.reading.matching import References
from sheets.understood import Column
from xlsx.workbook import Sheet

from .complaints import no_column
from .grids import text_of
from .headed import is_a_floor
from .headers import Header
from .otherwise import Otherwise, about
from .resembling import readable, resembles
from .words import BIRTH_OF, MEANINGS, PARTS, SEX_OF

# What other columns may say instead of one that must be there.
_INSTEAD = {
    "sex": {*BIRTH_OF, *SEX_OF},
    "birth": {*BIRTH_OF, *(f"birth_{part}" for part in PARTS)},
}
# So far down a column is looked at for what it holds.
_DEEP = 400
_EXAMPLES = 3
# One of two columns is plainly the one of a level, when so many of its cells say one.
_PLAINLY, _HARDLY = 0.8, 0.2
_ACCEPTED = "một nội dung trong danh sách ở trang «Cách đọc tệp», hoặc «Không đọc cột này»"
# Of these, whatever is in the column, it is not kept.
_NEVER_KEPT = ("ordinal",)
_ASKED = (Otherwise.PERIOD, Otherwise.UNSURE)


def settle(sheet: Sheet, header: Header, references: References) -> Header:
    """Return the header with what its cells decide: which of several columns is read, or asked.

    What is asked is read from none of its columns. `asked` of the result are the fields that
    must be there, and of which nobody knows yet where they stand.
    """
    table = _Table(sheet, header)
    for field in {column.field for column in header.columns if column.rivals}:
        _settle_rivals(field, table)
    for column in header.columns:
        if not (column.field or column.yields or column.by_hand or column.asks):
            _settle_unread(column, table, references)
    required = {column.field for column in COLUMNS if column.required and column.field != "unit"}
    return replace(header, asked=frozenset(required - _told_fields(header)))


def asked_and_told(sheet: Sheet, header: Header, told: Iterable[Problem] = ()) -> list[Problem]:
    """Return a question for each column that somebody has to name, a note for each left out.

    What was `told` of a sheet before with the same columns is not told again.
    """
    number, table = sheet.rows[header.last][0], _Table(sheet, header)
    said = {(found.column, found.reason) for found in told if not found.is_error}
    found = (
        *_missing(sheet.name, number, header),
        *_rivals(sheet.name, number, header),
        *_unread(sheet.name, number, header, table),
        *_floors(sheet.name, number, header, table),
    )
    return [each for each in found if (each.column, each.reason) not in said]


class _Table:
    """The cells of each column below a header."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self.columns = header.columns
        self._rows = [cells for _, cells in sheet.rows[header.last + 1 :]]

    def cells(self, column: Column) -> list[CellValue]:
        """Return what stands in the upper part of a column, blanks too."""
        at = column.at
        return [cells[at] if at < len(cells) else None for cells in self._rows[:_DEEP]]

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


def _settle_rivals(field: str, table: _Table) -> None:
    rivals = [column for column in table.columns if column.rivals and column.field == field]
    held = [column for column in rivals if table.holds(column)]
    if field in _NEVER_KEPT or len(held) <= 1 or _agree(held, table):
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


def _agree(columns: Sequence[Column], table: _Table) -> bool:
    texts = [list(map(text_of, table.cells(column))) for column in columns]
    return all(text == texts[0] for text in texts)


def _plainly_best(field: str, rivals: Sequence[Column], table: _Table) -> Column | None:
    """Return the one rival whose cells say levels; None when none does, or several do."""
    if field not in KINDS:
        return None
    shares = [readable(field, table.cells(column)) for column in rivals]
    good = [c for c, share in zip(rivals, shares, strict=True) if share >= _PLAINLY]
    return (
        good[0] if len(good) == 1 and sum(s <= _HARDLY for s in shares) == len(rivals) - 1 else None
    )


def _offer_field_of_study(kind: str, rivals: Sequence[Column], table: _Table) -> None:
    """What stands beside a level and is none may be the field that it is in."""
    fields = {column.field for column in table.columns}
    if KINDS[kind].has_field_of_study and FIELD_OF_STUDY not in fields:
        for column in rivals:
            if not column.field and column.asks:
                column.offered = FIELD_OF_STUDY
                break


def _why_rivals(
    field: str, column: Column, rivals: Sequence[Column], best: Column | None, table: _Table
) -> str:
    if best is not None:
        why = f"tiêu đề nói về {_named(field)} như cột «{best.heading}», nội dung thì khác"
    else:
        beside = ", ".join(f"«{c.heading}» (cột {c.letter})" for c in rivals if c is not column)
        why = f"cũng như cột {beside}, có thể là {_named(field)}; chưa đọc cột nào"
    return f"{why} (ví dụ {table.examples(column)})"


def _settle_unread(column: Column, table: _Table, references: References) -> None:
    if column.otherwise:
        cells = table.cells(column)
        column.base = column.base or resembles(column.path, cells, frozenset(), references)
        if not column.base and not about(column.path[:-1]):
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
        column.asks = f"có vẻ là {_named(found)} (ví dụ {table.examples(column)}), tiêu đề chưa rõ"


def _settle_otherwise(column: Column, table: _Table) -> None:
    """Ask about a column of one year, or of unclear words, where it may be what is wanted."""
    sort = Otherwise(column.otherwise)
    if sort not in _ASKED or not column.base:
        return
    field = column.base.partition("=")[0]
    if sort is Otherwise.PERIOD and any(c.field == field for c in table.columns):
        return
    column.offered = column.base if sort is Otherwise.PERIOD else ""
    column.asks = (
        f"chưa rõ có phải {_named(column.base)} hiện nay không (ví dụ {table.examples(column)})"
    )


def _named(choice: str) -> str:
    field, _, level = choice.partition("=")
    label = MEANINGS[field]
    return f"{label}, mức «{KINDS[field].level_label(int(level))}»" if level else f"«{label}»"


def _missing(sheet: str, number: int, header: Header) -> Iterator[Problem]:
    offered = {c.offered for c in header.columns} | {c.base for c in header.columns if c.asks}
    for column in COLUMNS:
        if column.field in header.asked and column.field not in offered:
            yield no_column(sheet, number, column)


def _rivals(sheet: str, number: int, header: Header) -> Iterator[Problem]:
    """Yield one question for all columns that would be read for one field."""
    seen: set[int] = set()
    for column in header.columns:
        if not column.rivals or not column.asks or column.at in seen:
            continue
        alike = [c for c in header.columns if c.at in (column.at, *column.rivals) and c.asks]
        seen |= {c.at for c in alike}
        value = "; ".join(f"{c.heading} (cột {c.letter})" for c in alike)
        yield _question(sheet, number, BY_FIELD[column.base].header, value, column.asks)


def _unread(sheet: str, number: int, header: Header, table: _Table) -> Iterator[Problem]:
    for column in header.columns:
        name = column.heading or f"cột {column.letter}, không có tiêu đề"
        if column.asks and not column.rivals:
            yield _question(sheet, number, name, name, column.asks)
        elif (reason := _why_left_out(column)) and table.holds(column):
            yield Problem(sheet, number, name, table.example(column), reason, is_error=False)


def _why_left_out(column: Column) -> str:
    """Return why a column is kept out that somebody might think read; "" where nobody does."""
    if column.field or column.asks or column.by_hand:
        return ""
    if column.yields:
        told = column.yields != column.heading and column.base not in _NEVER_KEPT
        return f"không đọc cột này: đã đọc cột «{column.yields}»" if told else ""
    if column.otherwise:
        return f"cột «{column.heading}» nói về {column.otherwise}; không đọc"
    return ""


def _floors(sheet: str, number: int, header: Header, table: _Table) -> Iterator[Problem]:
    """Yield a note where a tick says more levels than the one that it is read as."""
    for column in header.columns:
        if column.ticked and not column.by_hand and is_a_floor(column.field, column.path):
            level = KINDS[column.field].level_label(column.level or 0)
            reason = f"dấu đánh ở cột này được đọc là «{level}»; ai có trình độ cao hơn thì ghi rõ"
            if table.holds(column):
                example = table.example(column)
                yield Problem(sheet, number, column.heading, example, reason, is_error=False)


def _question(sheet: str, number: int, name: str, value: str, why: str) -> Problem:
    return Problem(
        sheet, number, name, value, f"chưa rõ cột này là gì: {why}", _ACCEPTED, asks=Asks.COLUMN
    )
