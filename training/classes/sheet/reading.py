"""A workbook read into lines: who it tells of, what became of them, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, NamedTuple

from personnel.models import Enrolment
from personnel.words.headings import heading_key
from personnel.words.partial_dates import PartialDate, read_date
from personnel.words.values import BadCell, CellValue, cell_text, read_cccd, read_text
from personnel.words.vietnamese import clean
from xlsx.limits import SheetRefused
from xlsx.workbook import Cells, Sheet, open_workbook

from .columns import (
    ACCEPTED,
    BIRTH,
    DAY,
    HEADINGS,
    NAME,
    NUMBER,
    NUMBER_OF_PERSON,
    REASON,
    RESULT,
    field_of,
    state_of,
)

MOST_LINES = 500
_WITHIN = 40
_LONGEST = {REASON: 200, NUMBER: 50}
_NO_HEADER = (
    f"Không tìm thấy dòng tiêu đề có các cột «{HEADINGS[NAME]}» và «{HEADINGS[RESULT]}». "
    "Dùng mẫu của lớp, hoặc đặt tên hai cột này như vậy."
)
_TURNED = "ô hiện tháng trước ngày; ghi lại dạng chữ dd/mm/yyyy"
_STRUCK = "dòng bị gạch ngang: không đọc"


@dataclass(frozen=True)
class Line:
    """One person of the file, as far as it can be read; `wrong` says what cannot."""

    sheet: str
    row: int
    name: str
    birth: PartialDate | None
    cccd: str
    state: Enrolment.State | None
    reason: str
    number: str
    day: PartialDate | None
    wrong: tuple[str, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is told of what became of the person."""
        return not (self.tells or self.wrong)

    @property
    def tells(self) -> bool:
        """Whether anything is told of what became of somebody, whatever is wrong with it."""
        return bool(self.state or self.reason or self.number or self.day)

    @property
    def needs_day(self) -> bool:
        """Whether the day of an award is to be told for it."""
        return self.state == Enrolment.State.FINISHED and not self.day and not self.wrong


@dataclass(frozen=True)
class _Header:
    row: int
    columns: Mapping[str, list[int]]


def read_lines_of(source: IO[bytes]) -> list[Line]:
    """Return the lines of every sheet that has a header.

    Raises SheetRefused for what is no workbook, has no such sheet, or is too long for a class.
    """
    lines: list[Line] = []
    found = [(sheet, header) for sheet in open_workbook(source) if (header := _header(sheet))]
    if not found:
        raise SheetRefused(_NO_HEADER)
    for sheet, header in found:
        lines += _Reading(sheet, header).lines()
    if len(lines) > MOST_LINES:
        raise SheetRefused(f"Tệp có hơn {MOST_LINES} người; một lớp không đông như vậy.")
    return lines


def _header(sheet: Sheet) -> _Header | None:
    for number, cells in sheet.rows[:_WITHIN]:
        keys = [heading_key(_text(cell)) for cell in cells]
        columns = _columns(keys)
        if NAME in columns and RESULT in columns:
            return _Header(number, columns)
    return None


def _columns(keys: list[str]) -> dict[str, list[int]]:
    """Return the places of each field; a name may stand in several, all others in one."""
    columns: dict[str, list[int]] = {}
    for second in (False, True):
        for at, key in enumerate(keys):
            field = field_of(key, second=second) if key else ""
            if field and (field == NAME or field not in columns):
                columns.setdefault(field, []).append(at)
    return columns


class _Told(NamedTuple):
    values: dict[str, Any]
    wrong: list[str]


class _Reading:
    """Reads the rows below one header."""

    def __init__(self, sheet: Sheet, header: _Header) -> None:
        self._sheet, self._header = sheet, header

    def lines(self) -> Iterator[Line]:
        """Yield a line for each row that names somebody or says a result; who signs is none."""
        for number, cells in self._sheet.rows:
            if number <= self._header.row:
                continue
            line = self._line(number, cells)
            if line.name or line.tells:
                yield line

    def _line(self, number: int, cells: Cells) -> Line:
        told = _Told({}, [])
        for field, read in _READERS.items():
            self._read(told, number, cells, field, read)
        state = self._state(told, number, cells)
        name = " ".join(filter(None, (_text(_at(cells, at)) for at in self._places(NAME))))
        says = state or any(told.values.get(field) for field in (REASON, NUMBER, DAY))
        if (says or told.wrong) and not clean(name):
            told.wrong.append("không có họ và tên")
        if says and not state and not told.wrong:
            told.wrong.append("có lý do, số hoặc ngày cấp mà không ghi kết quả")
        if number in self._sheet.struck:
            told.wrong[:] = [_STRUCK]
        values = {field: told.values.get(field) or "" for field in (REASON, NUMBER)}
        return Line(
            self._sheet.name, number, clean(name), told.values.get(BIRTH),
            told.values.get(NUMBER_OF_PERSON) or "", state, day=told.values.get(DAY),
            wrong=tuple(told.wrong), **values,
        )  # fmt: skip

    def _state(self, told: _Told, number: int, cells: Cells) -> Enrolment.State | None:
        self._read(told, number, cells, RESULT, cell_text)
        text = told.values.get(RESULT) or ""
        state = state_of(text)
        if text and state is None:
            told.wrong.append(f"kết quả «{text[:100]}» không rõ; chấp nhận: {ACCEPTED}")
        return state

    def _read(
        self, told: _Told, number: int, cells: Cells, field: str, read: Callable[..., Any]
    ) -> None:
        for at in self._places(field):
            if (number, at) in self._sheet.uncomputed:
                told.wrong.append(f"{HEADINGS[field].lower()}: ô công thức chưa có giá trị")
                continue
            value = _at(cells, at)
            if isinstance(value, date) and self._may_be_turned(number, at, value):
                told.wrong.append(f"{HEADINGS[field].lower()}: {_TURNED}")
                continue
            try:
                told.values[field] = read(value)
            except BadCell as bad:
                told.wrong.append(f"{HEADINGS[field].lower()}: {bad}")

    def _may_be_turned(self, number: int, at: int, value: date) -> bool:
        """Whether Excel may have taken the day for the month when the date was typed."""
        return (
            number,
            at,
        ) in self._sheet.month_first and value.day != value.month <= 12 >= value.day

    def _places(self, field: str) -> list[int]:
        return self._header.columns.get(field, [])


def _words(field: str) -> Callable[[CellValue], str]:
    return lambda value: read_text(value, longest=_LONGEST[field])


_READERS: dict[str, Callable[[CellValue], Any]] = {
    BIRTH: read_date,
    NUMBER_OF_PERSON: read_cccd,
    REASON: _words(REASON),
    NUMBER: _words(NUMBER),
    DAY: read_date,
}


def _at(cells: Cells, at: int) -> CellValue:
    return cells[at] if at < len(cells) else None


def _text(cell: CellValue) -> str:
    try:
        return cell_text(cell)
    except BadCell:
        return ""
