"""The forms in which dates are written: those that are sure, and what others may mean.

A date is told by its numbers, the year first, then month and day as far as they are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from .text import DASHES

Parts = tuple[int, ...]

# Nobody in service is older.
EARLIEST_YEAR, LATEST_YEAR = 1920, 2100
# The days that Excel counts from, in the systems of 1900 and 1904.
EPOCHS = (date(1899, 12, 30), date(1904, 1, 1))
# Of years written with two digits, these are of the last century.
_LAST_CENTURY = 40

_BETWEEN = rf" ?[/.\\,{DASHES}]{{1,2}} ?"
_SEPARATED = re.compile(rf"\s*[/.\\,{DASHES}]+\s*")
_DAY, _MONTH, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4})"
_SURE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:sinh )?(?:ngày:? ?)?{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}(?: 0?0:00(?::00)?)?",
        rf"(?:sinh )?(?:ngày )?{_DAY} tháng {_MONTH},? năm {_YEAR}",
        rf"{_YEAR}{_BETWEEN}{_MONTH}{_BETWEEN}{_DAY}(?: 00:00(?::00)?)?",
        rf"{_DAY} {_MONTH} {_YEAR}",
        rf"(?:sinh )?(?:tháng:? ?)?{_MONTH}{_BETWEEN}{_YEAR}",
        rf"(?:sinh )?tháng {_MONTH},? năm {_YEAR}",
        rf"(?:sinh )?(?:năm:? ?)?{_YEAR}",
    )
]
# Dates among other words, the longest form first.
_WITHIN = re.compile(
    r"(?<!\d)(?:(?:\d{1,2} ?[/.-] ?)?\d{1,2} ?[/.-] ?\d{4}"
    r"|(?:\d{1,2} tháng )?\d{1,2} năm \d{4}|(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(
    rf"(?:(?:(?P<day>\d{{1,2}}){_BETWEEN})?(?P<month>\d{{1,2}}){_BETWEEN})?(?P<year>\d\d)"
)
_MONTH_FIRST = re.compile(rf"{_MONTH}{_BETWEEN}{_DAY}{_BETWEEN}{_YEAR}")
_BLANKS_IN_FRONT = re.compile(rf"(?:[0.…_?x -]{{0,4}}[/.-]){{1,2}} ?{_YEAR}", re.IGNORECASE)
_DIGITS = re.compile(r"(?P<day>\d?\d)(?P<month>\d\d)(?P<year>(?:19|20)?\d\d)")
# A number that lost the zero behind it: 3.1980 is kept as 3.198.
_LOST_ZERO = re.compile(r"(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d)")


# Room for the dates of a large sheet, most of which are said in many rows.
@lru_cache(maxsize=16_384)
def sure(text: str) -> Parts | None:
    """Return the date that a text is; None when it is none, or may be several."""
    text = text.strip(" '’.,;:")
    found = next((match for form in _SURE if (match := form.fullmatch(text))), None)
    return _parts(found) if found else None


def _parts(found: re.Match[str]) -> Parts:
    told = found.groupdict()
    return tuple(int(told[part]) for part in ("year", "month", "day") if told.get(part))


def has_short_year(text: str) -> bool:
    """Whether a text is a date whose year has two digits."""
    return bool(_SHORT_YEAR.fullmatch(text.strip(" '’.,;:")))


def offered(text: str) -> list[Parts]:
    """Return the dates that a text may mean although it is none, the likeliest first."""
    text = text.strip(" '’.,;:")
    for read in (_short_year, _typed_as_count, _month_first, _digits_alone, _counted, _blank_day):
        if found := [parts for parts in read(text) if is_in_calendar(parts)]:
            return list(dict.fromkeys(found))
    if sure(text):
        return []
    within = filter(None, map(sure, _WITHIN.findall(text)))
    return list(dict.fromkeys(filter(is_in_calendar, within)))


def is_in_calendar(parts: Parts) -> bool:
    """Whether these numbers make a date of the years that matter."""
    try:
        return (
            bool(parts and date(*(parts + (1, 1))[:3])) and EARLIEST_YEAR <= parts[0] <= LATEST_YEAR
        )
    except ValueError:
        return False


def _short_year(text: str) -> Iterator[Parts]:
    if found := _SHORT_YEAR.fullmatch(text):
        year, *rest = _parts(found)
        centuries = (1900,) if year >= _LAST_CENTURY else (2000, 1900)
        yield from ((century + year, *rest) for century in centuries)


def _typed_as_count(text: str) -> Iterator[Parts]:
    """A year typed into a cell of dates, which Excel shows as a day of 1905."""
    parts = sure(text)
    if parts and len(parts) == 3 and parts[0] < EARLIEST_YEAR and is_day(parts):
        for epoch in EPOCHS:
            yield ((date(*parts) - epoch).days,)


def is_day(parts: Parts) -> bool:
    """Whether three numbers are a day of any year."""
    try:
        return bool(date(*parts))
    except ValueError:
        return False


def _month_first(text: str) -> Iterator[Parts]:
    found = _MONTH_FIRST.fullmatch(text)
    if found and int(found["day"]) > 12:
        yield _parts(found)


def _digits_alone(text: str) -> Iterator[Parts]:
    if not 6 <= len(text) <= 8 or not (found := _DIGITS.fullmatch(text)):
        return
    year, *rest = _parts(found)
    if len(found["year"]) == 4:
        yield (year, *rest)
    elif len(text) == 6:
        yield ((1900 if year >= _LAST_CENTURY else 2000) + year, *rest)


def _counted(text: str) -> Iterator[Parts]:
    if text.isascii() and text.isdigit() and len(text) == 5:
        yield counted(int(text))
    elif found := _LOST_ZERO.fullmatch(text):
        yield int(found["year"]) * 10, int(found["month"])


def counted(number: int) -> Parts:
    """Return the day that Excel keeps as this number."""
    day = EPOCHS[0] + timedelta(days=number)
    return day.year, day.month, day.day


def _blank_day(text: str) -> Iterator[Parts]:
    """Noughts, dots or signs in the place of a day or month nobody knows."""
    parts = sure(text) or ()
    if 0 in parts:
        yield parts[: parts.index(0)]
    elif found := _BLANKS_IN_FRONT.fullmatch(text):
        yield (int(found["year"]),)


def shape(text: str) -> str:
    """Return what texts have in common of which one answer settles how they are read."""
    plain = _SEPARATED.sub("/", text.strip(" '’.,;:").casefold())
    return re.sub(r"\d+", lambda digits: "#" * (len(digits[0]) if len(digits[0]) > 2 else 1), plain)
