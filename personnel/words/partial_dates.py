"""Dates as boards write them: to the day, the month or the year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import cached_property

from .date_forms import (
    EARLIEST_YEAR,
    EPOCHS,
    LATEST_YEAR,
    counted,
    has_short_year,
    is_in_calendar,
    offered,
    sure,
)
from .dates import Precision, first_day, last_day, show
from .values import BadCell, CellValue, cell_text


@dataclass(frozen=True)
class PartialDate:
    """A day, a month or a year of the calendar, as precisely as somebody entered it."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def stored(cls, day: date | None, precision: str) -> PartialDate | None:
        """Return what a date column and its precision column hold; None when unknown."""
        if day is None:
            return None
        parts = (day.year, day.month, day.day)
        return cls(*parts[: {Precision.YEAR: 1, Precision.MONTH: 2}.get(Precision(precision), 3)])

    @property
    def parts(self) -> tuple[int, ...]:
        """Year, then month and day as far as they are known."""
        if self.month is None:
            return (self.year,)
        return (self.year, self.month) if self.day is None else (self.year, self.month, self.day)

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        return (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(self.parts) - 1]

    @cached_property
    def first(self) -> date:
        """The first day it may mean: how births, starts and joinings are stored."""
        return first_day(*self.parts)

    @cached_property
    def last(self) -> date:
        """The last day it may mean: how awards are stored, held from then on."""
        return last_day(*self.parts)

    def __str__(self) -> str:
        return show(self.first, self.precision)

    def agrees_with(self, other: PartialDate) -> bool:
        """Whether both may mean one and the same day."""
        known = min(len(self.parts), len(other.parts))
        return self.parts[:known] == other.parts[:known]


def refined(recorded: PartialDate | None, given: PartialDate | None) -> PartialDate | None:
    """Return what to keep: the date given, unless the recorded one says as much or more."""
    if given is None or recorded is None:
        return given or recorded
    known = len(recorded.parts) >= len(given.parts) and recorded.agrees_with(given)
    return recorded if known else given


def read_date(value: CellValue) -> PartialDate | None:
    """Return the date in a cell: a date cell, d/m/yyyy, yyyy-m-d, m/yyyy, yyyy; None when blank.

    Raises BadCell for anything else, days and months that do not exist, implausible years; it
    is replaceable where the cell may mean a date (`meant`).
    """
    if isinstance(value, (datetime, date)):
        _refuse_year_made_a_date(value)
        return _of_date_cell((value.year, value.month, value.day))
    text = cell_text(value)
    if not text:
        return None
    parts = sure(text)
    if parts is None or not is_in_calendar(parts):
        raise BadCell(_why_no_date(text, parts), replaceable=bool(meant(text)))
    return PartialDate(*parts)


def _of_date_cell(parts: tuple[int, int, int]) -> PartialDate:
    if not is_in_calendar(parts):
        raise BadCell(_why_not_in_calendar(parts), replaceable=False)
    return PartialDate(*parts)


def _refuse_year_made_a_date(day: date) -> None:
    """Raise BadCell for a year typed into a cell of dates: Excel takes 1985 for 07/06/1905."""
    if day.year >= EARLIEST_YEAR:
        return
    for epoch in EPOCHS:
        year = (date(day.year, day.month, day.day) - epoch).days
        if EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise BadCell(
                f"ô định dạng ngày tháng mà gõ số {year}, nên Excel hiểu là {day:%d/%m/%Y}; "
                f"nếu là năm {year}, đổi định dạng ô thành Văn bản (Text) rồi gõ lại {year}"
            )


def _why_no_date(text: str, parts: Sequence[int] | None) -> str:
    days = meant(text)
    if has_short_year(text):
        return "năm phải ghi đủ 4 chữ số" + _perhaps(days)
    if days and len(text) == 5 and text.isdigit():
        return (
            f"ô chứa số, không phải ngày; nếu là ngày {days[0]} (Excel đếm là {text}), "
            "đổi định dạng ô thành Ngày tháng (Date)"
        )
    if parts:
        return _why_not_in_calendar(parts) + _perhaps(days)
    return "không phải ngày, tháng hoặc năm" + _perhaps(days)


def _perhaps(days: Sequence[PartialDate]) -> str:
    return f"; có thể là {' hoặc '.join(map(str, days))}" if days else ""


def _why_not_in_calendar(parts: Sequence[int]) -> str:
    if not EARLIEST_YEAR <= parts[0] <= LATEST_YEAR:
        return f"năm phải từ {EARLIEST_YEAR} đến {LATEST_YEAR}"
    return "ngày này không có trong lịch"


# What somebody may answer where a cell is no date, but may mean one: by what an answer is called.
FIRST, LAST, YEAR = "first", "last", "year"
_ANSWERS: dict[str, Callable[[list[PartialDate]], PartialDate]] = {
    FIRST: lambda days: days[0],
    LAST: lambda days: days[-1],
    YEAR: lambda days: PartialDate(days[0].year),
}
ANSWERS = {
    FIRST: "Đọc theo ngày ghi trong ô (ngày đứng trước)",
    LAST: "Đọc theo ngày ghi sau cùng trong ô",
    YEAR: "Chỉ đọc năm",
}


def meant(text: str) -> list[PartialDate]:
    """Return the dates that a text may mean although it is none, the likeliest first."""
    return [PartialDate(*parts) for parts in offered(text)]


def answered(text: str, answer: str) -> str:
    """Return the date that a text means by one of `ANSWERS`; the text where it means none."""
    days = meant(text)
    return str(_ANSWERS[answer](days)) if days and answer in _ANSWERS else text


def counted_day(number: int) -> date:
    """Return the day that Excel keeps as this number."""
    return date(*counted(number))
