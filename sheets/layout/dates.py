"""The columns of dates looked at as a whole: what one cell alone does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from personnel.words.date_forms import EARLIEST_YEAR, is_in_calendar, sure
from personnel.words.partial_dates import counted_day
from personnel.words.values import CellValue
from sheets.columns import BY_FIELD, DATES
from sheets.problems import Problem, Record
from sheets.understood import Layout, SheetUnderstood
from xlsx.workbook import Sheet

from .grids import text_of
from .words import BIRTH_OF

# Who serves is neither younger nor older.
_YOUNGEST, _OLDEST = 15, 80
_EARLIEST = date(1930, 1, 1)
_COUNTED = 5
_MONTHS = 12
# So many dates without a day after the 12th are no chance, even where texts have such days too.
_NO_CHANCE = 3


@dataclass
class _Column:
    """The cells of one field in one sheet: where their records stand, and their values."""

    sheet: SheetUnderstood
    name: str
    cells: list[tuple[int, Record, CellValue]] = field(default_factory=list)

    @property
    def dates(self) -> list[tuple[int, date]]:
        """The date cells by row, without the years that somebody typed into them."""
        found = ((r.number, value) for _, r, value in self.cells if isinstance(value, date))
        return [(number, day) for number, day in found if day.year >= EARLIEST_YEAR]

    def note(self, reason: str) -> Problem:
        """Return something to look at in the column."""
        row = self.sheet.header[1] if self.sheet.header else None
        header = BY_FIELD[self.name].header
        return Problem(
            self.sheet.name, row, header, None, reason, is_error=False, field=self.name
        )  # fmt: skip


def settle_dates(layout: Layout, sheets: Sequence[Sheet], today: date) -> None:
    """Read a column of Excel's day counts as dates, and tell what may be wrong with columns."""
    by_name = {sheet.name: sheet for sheet in sheets}
    for column in _columns(layout):
        sheet = by_name[column.sheet.name]
        layout.problems += _read_counts(layout, column, today)
        layout.problems += _tell_swapped(column, sheet)
        layout.problems += _tell_shortened(column, sheet)


def _columns(layout: Layout) -> Iterable[_Column]:
    """Return the columns of dates that hold anything."""
    sheets = {sheet.name: sheet for sheet in layout.sheets}
    found: dict[tuple[str, str], _Column] = {}
    for at, record in enumerate(layout.records):
        for name in DATES:
            value = record.cells.get(name)
            if value is not None:
                key = record.sheet, name
                column = found.setdefault(key, _Column(sheets[record.sheet], name))
                column.cells.append((at, record, value))
    return list(found.values())


def _read_counts(layout: Layout, column: _Column, today: date) -> Iterator[Problem]:
    """Put dates in the place of day counts, where all numbers of the column can be such."""
    numbers = [
        (at, record, int(text))
        for at, record, value in column.cells
        if (text := text_of(value)).isascii() and text.isdigit() and len(text) >= _COUNTED
    ]
    if not numbers or not all(_may_count(column.name, n, today) for _, _, n in numbers):
        return
    for at, _, number in numbers:
        now = layout.records[at]
        cells = {**now.cells, column.name: counted_day(number)}
        layout.records[at] = replace(now, cells=cells)
    _, record, number = numbers[0]
    yield column.note(
        f"{len(numbers)} ô ghi số đếm ngày của Excel, đã đọc là ngày; ví dụ dòng {record.number}: "
        f"{number} đọc là {counted_day(number):%d/%m/%Y}"
    )


def _may_count(name: str, number: int, today: date) -> bool:
    """Whether a number of five digits is that of a day which a column of this field may hold."""
    if len(str(number)) != _COUNTED:
        return False
    day = counted_day(number)
    if name == "birth":
        return _YOUNGEST <= today.year - day.year <= _OLDEST
    return day >= _EARLIEST and day.year <= today.year + 1


def _tell_swapped(column: _Column, sheet: Sheet) -> Iterator[Problem]:
    """Tell dates in which a PC set to English may have taken the day for the month."""
    if not (dates := column.dates):
        return
    american = _shown_month_first(column, sheet)
    texts = [parts for _, _, value in column.cells if (parts := _day_in(value))]
    late = [parts for parts in texts if parts[2] > _MONTHS]
    early_only = all(day.day <= _MONTHS for _, day in dates)
    is_swapped = late and early_only and (len(late) == len(texts) or len(dates) >= _NO_CHANCE)
    if is_swapped:
        yield column.note(
            f"{len(dates)} ô ngày tháng đều có ngày từ 1 đến 12, còn {len(late)} ô chữ có ngày sau "
            f"12: máy đặt tiếng Anh có thể đã đổi chỗ ngày và tháng; {_example(dates)}"
        )
    elif american:
        yield column.note(
            f"{len(american)} ô hiển thị tháng trước ngày (kiểu Mỹ), đã đọc theo ngày lưu trong "
            f"tệp; {_example(american)}"
        )


def _shown_month_first(column: _Column, sheet: Sheet) -> list[tuple[int, date]]:
    places = _places(column)
    return [
        (n, day) for n, day in column.dates if any((n, at) in sheet.month_first for at in places)
    ]


def _places(column: _Column) -> list[int]:
    """Return where in the sheet the column, or the columns by sex, of the field stand."""
    names = {column.name, *(BIRTH_OF if column.name == "birth" else ())}
    return [found.at for found in column.sheet.columns if found.field in names]


def _day_in(value: CellValue) -> tuple[int, ...] | None:
    """Return the year, month and day of a text that names all three."""
    parts = sure(text_of(value)) if isinstance(value, str) else None
    return parts if parts and len(parts) == 3 and is_in_calendar(parts) else None


def _example(dates: Sequence[tuple[int, date]]) -> str:
    """Return one of the dates both ways, one that differs if there is any."""
    number, day = next((one for one in dates if one[1].day != one[1].month), dates[0])
    other = f"{day.month:02}/{day.day:02}/{day.year}"
    said = f"ví dụ dòng {number}: đã đọc là {day:%d/%m/%Y}"
    can_be = day.day <= _MONTHS and day.day != day.month
    return f"{said}, có thể là {other}" if can_be else said


def _tell_shortened(column: _Column, sheet: Sheet) -> Iterator[Problem]:
    found = _shortened(column, sheet.shortened)
    if found:
        number, day = found[0]
        yield column.note(
            f"{len(found)} ô chỉ hiển thị tháng hoặc năm, đã đọc như hiển thị; "
            f"ví dụ dòng {number}: ô lưu ngày {day:%d/%m/%Y}"
        )


def _shortened(
    column: _Column, shortened: Mapping[tuple[int, int], date]
) -> list[tuple[int, date]]:
    if not shortened:
        return []
    places = _places(column)
    rows = (record.number for _, record, _ in column.cells)
    return [(n, shortened[n, at]) for n in rows for at in places if (n, at) in shortened]
