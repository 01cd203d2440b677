"""What is asked and told of the columns of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from personnel.kinds import KINDS
from sheets.columns import BY_FIELD, COLUMNS, LEFT
from sheets.problems import Asks, Problem
from sheets.understood import Column
from xlsx.workbook import Sheet

from .complaints import no_column
from .dates_apart import day_of
from .evaluated_in import only_evaluations
from .grids import text_of
from .headed import is_a_floor, is_below_a_level
from .headers import Header
from .meaning import known
from .settling import NEVER_KEPT, Table
from .studied import is_of_studies
from .ticks import is_mark

_ACCEPTED = "một nội dung trong danh sách ở trang «Cách đọc tệp», hoặc «Không đọc cột này»"

_TELLS_NO_LEVEL = "dấu đánh ở cột này không cho biết trình độ cụ thể; không đọc cột này"


def asked_and_told(
    sheet: Sheet, header: Header, today: date, told: Iterable[Problem] = ()
) -> list[Problem]:
    """Return a question for each column that somebody has to name, a note for each left out.

    What was `told` of a sheet before with the same columns is not told again.
    """
    number, table = sheet.rows[header.last][0], Table(sheet, header)
    said = {(found.column, found.reason) for found in told if not found.is_error}
    found = (
        *([only_evaluations(sheet.name, number)] if header.only_evaluations else ()),
        *_missing(sheet.name, number, header),
        *_rivals(sheet.name, number, header),
        *_unread(sheet.name, number, header, table),
        *_studies(sheet.name, number, header, table),
        *_floors(sheet.name, number, header, table),
        *_still_to_come(sheet.name, number, header, table, today),
    )
    return [each for each in found if (each.column, each.reason) not in said]


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


def _unread(sheet: str, number: int, header: Header, table: Table) -> Iterator[Problem]:
    for column in header.columns:
        name = column.heading or f"cột {column.letter}, không có tiêu đề"
        if column.asks and not column.rivals:
            yield _question(sheet, number, name, name, column.asks)
        elif (reason := _why_left_out(column, table)) and table.holds(column):
            yield Problem(sheet, number, name, table.example(column), reason, is_error=False)


def _why_left_out(column: Column, table: Table) -> str:
    """Return why a column is kept out that somebody might think read; "" where nobody does."""
    if column.field or column.asks or column.by_hand:
        return ""
    if column.tells_group:
        return f"cột «{column.heading}» cho biết nhóm chức danh của từng người"
    if column.yields:
        told = column.yields != column.heading and column.base not in NEVER_KEPT
        return f"không đọc cột này: đã đọc cột «{column.yields}»" if told else ""
    if column.otherwise:
        return f"cột «{column.heading}» nói về {column.otherwise}; không đọc"
    return _TELLS_NO_LEVEL if _is_ticked_for_no_level(column, table) else ""


def _is_ticked_for_no_level(column: Column, table: Table) -> bool:
    """Whether ticks stand where a level is told, under words that name none: "Dưới đại học"."""
    is_of_a_kind = any(known(text)[0] in KINDS for text in column.path)
    if not (is_of_a_kind or is_below_a_level(column.path)):
        return False
    return all(map(is_mark, filter(None, map(text_of, table.cells(column)))))


def _studies(sheet: str, number: int, header: Header, table: Table) -> Iterator[Problem]:
    """Yield a note for each column of studies: nothing of it is a level held."""
    for column in filter(is_of_studies, header.columns):
        if table.holds(column):
            reason = f"cột «{column.heading}» đọc là việc đang học, không tính là đã có trình độ"
            example = table.example(column)
            yield Problem(sheet, number, column.heading, example, reason, is_error=False)


def _floors(sheet: str, number: int, header: Header, table: Table) -> Iterator[Problem]:
    """Yield a note where a tick says more levels than the one that it is read as."""
    for column in header.columns:
        if (
            column.ticked
            and not (column.by_hand or is_of_studies(column))
            and is_a_floor(column.field, column.path)
        ):
            level = KINDS[column.field].level_label(column.level or 0)
            reason = f"dấu đánh ở cột này được đọc là «{level}»; ai có trình độ cao hơn thì ghi rõ"
            if table.holds(column):
                example = table.example(column)
                yield Problem(sheet, number, column.heading, example, reason, is_error=False)


def _still_to_come(
    sheet: str, number: int, header: Header, table: Table, today: date
) -> Iterator[Problem]:
    """Yield a note where the day on which somebody leaves has not come."""
    for column in header.columns:
        cells = table.whole(column) if column.field == LEFT.field else []
        ahead = next((c for c in cells if (day := day_of(c)) and day.first > today), None)
        if ahead is not None:
            reason = "ngày ở cột này chưa đến thì người đó được đọc là còn giữ chức danh"
            yield Problem(sheet, number, column.heading, text_of(ahead), reason, is_error=False)


def _question(sheet: str, number: int, name: str, value: str, why: str) -> Problem:
    return Problem(
        sheet, number, name, value, f"chưa rõ cột này là gì: {why}", _ACCEPTED, asks=Asks.COLUMN
    )
