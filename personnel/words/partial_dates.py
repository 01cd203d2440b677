"""Dates as boards write them: to the day, the month or the year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from .dates import Precision, first_day, last_day, show
from .text import DASHES
from .values import BadCell, CellValue, cell_text

# Nobody in service is older.
EARLIEST_YEAR, LATEST_YEAR = 1920, 2100
_BETWEEN = rf" ?[/.{DASHES}] ?"
_DAY, _MONTH, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4})"
_FORMS = (
    re.compile(_BETWEEN.join([_DAY, _MONTH, _YEAR])),
    re.compile(_BETWEEN.join([_MONTH, _YEAR])),
    re.compile(_YEAR),
)
_SHORT_YEAR = re.compile(rf"\d{{1,2}}{_BETWEEN}\d{{1,2}}{_BETWEEN}\d{{2}}")
# The days that Excel counts from, in the systems of 1900 and 1904.
_EPOCHS = (date(1899, 12, 30), date(1904, 1, 1))


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
    """Return the date in a cell: a date cell, d/m/yyyy, m/yyyy or yyyy; None when blank.

    Raises BadCell for anything else, days and months that do not exist, implausible years.
    """
    if isinstance(value, (datetime, date)):
        _refuse_year_made_a_date(value)
        return _checked(PartialDate(value.year, value.month, value.day))
    text = cell_text(value)
    if not text:
        return None
    found = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if found is None:
        raise BadCell(_why_no_date(value, text))
    return _checked(
        PartialDate(**{part: int(number) for part, number in found.groupdict().items()})
    )


def _refuse_year_made_a_date(day: date) -> None:
    """Raise BadCell for a year typed into a cell of dates: Excel takes 1985 for 07/06/1905."""
    if day.year >= EARLIEST_YEAR:
        return
    for epoch in _EPOCHS:
        year = (date(day.year, day.month, day.day) - epoch).days
        if EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise BadCell(
                f"ô định dạng ngày tháng mà gõ số {year}, nên Excel hiểu là {day:%d/%m/%Y}; "
                f"nếu là năm {year}, đổi định dạng ô thành Văn bản (Text) rồi gõ lại {year}"
            )


def _why_no_date(value: CellValue, text: str) -> str:
    if _SHORT_YEAR.fullmatch(text):
        return "năm phải ghi đủ 4 chữ số"
    day = _counted(value) if isinstance(value, (int, float)) else _EPOCHS[0]
    if EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        return (
            f"ô chứa số, không phải ngày; nếu là ngày {day:%d/%m/%Y} (Excel đếm là {text}), "
            "đổi định dạng ô thành Ngày tháng (Date)"
        )
    return "không phải ngày, tháng hoặc năm"


def _counted(number: float) -> date:
    """Return the day that Excel keeps as this number; its first for what is none."""
    return _EPOCHS[0] + timedelta(days=int(number) if 0 < number < 100_000 else 0)


def _checked(found: PartialDate) -> PartialDate:
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise BadCell(f"năm phải từ {EARLIEST_YEAR} đến {LATEST_YEAR}")
    try:
        if 0 not in found.parts and first_day(*found.parts):
            return found
    except ValueError:
        pass
    raise BadCell("ngày này không có trong lịch")
