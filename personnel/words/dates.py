"""Dates known to the day, the month or the year only, kept as precisely as entered."""

import calendar
import re
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, ExtractDay, ExtractMonth, ExtractYear
from django.db.models.lookups import Exact, GreaterThanOrEqual


class Precision(models.TextChoices):
    """How much of a stored date was entered."""

    DAY = "day", "Ngày"
    MONTH = "month", "Tháng"
    YEAR = "year", "Năm"


class PrecisionField(models.CharField):
    """The precision beside a date column; empty exactly when the date is unknown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"max_length": 5, "blank": True, "default": ""}
        super().__init__(*args, **defaults | {"choices": Precision.choices} | kwargs)


def show(day: date | None, precision: str) -> str:
    """Return the date as it was entered: "14/03/1987", "03/1987" or "1987"; "" if unknown."""
    # Written by hand: `strftime` takes several times as long, and a sheet has thousands.
    if day is None:
        return ""
    month = f"{day.month:02}/{day.year}"
    if precision == Precision.DAY:
        return f"{day.day:02}/{month}"
    return month if Precision(precision) == Precision.MONTH else f"{day.year}"


def as_known(day: date | None, precision: str) -> date | str | None:
    """Return a real date when its day is known, otherwise what was entered of it."""
    return day if day is None or precision == Precision.DAY else show(day, precision)


def in_words(day: date) -> str:
    """Return a day as a document bears it: zeros before days to 9, and before months 1 and 2."""
    month = f"{day.month:02}" if day.month < 3 else f"{day.month}"
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def first_day(year: int, month: int | None = None, day: int | None = None) -> date:
    """Return the first day of the period given; births and starts are read so."""
    return date(year, month or 1, day or 1)


def last_day(year: int, month: int | None = None, day: int | None = None) -> date:
    """Return the last day of the period given; awards are read so (held from then on)."""
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def years_before(day: date, years: int) -> date:
    """Return the same calendar day `years` earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def year_end_before(day: date) -> date:
    """Return the end of the year before a day's."""
    return date(day.year - 1, 12, 31)


def precise_when_known(field: str, precision: str) -> Q:
    """Return the condition that `precision` is empty exactly when `field` is null."""
    return Q(**{f"{field}__isnull": True, precision: ""}) | Q(
        **{f"{field}__isnull": False, f"{precision}__in": Precision.values}
    )


def is_last_of_year(field: str) -> Q:
    """Return the condition that `field` is a 31 December.

    The cast says of what kind a null is: a form's check asks about values without a column, and
    PostgreSQL takes no part of a day from a null of no kind.
    """
    day = Cast(field, models.DateField())
    return Q(Exact(ExtractMonth(day), 12), Exact(ExtractDay(day), 31))


def is_of_year(field: str, year: str) -> Q:
    """Return the condition that a day is of the year in another column, cast as above."""
    return Q(Exact(ExtractYear(Cast(field, models.DateField())), F(year)))


def is_from_year(field: str, year: str) -> Q:
    """Return the condition that a day is of the year in another column or later, cast as above."""
    return Q(GreaterThanOrEqual(ExtractYear(Cast(field, models.DateField())), F(year)))


FIRST_YEAR, LAST_YEAR = 1990, 2100


def parse_day(text: str) -> date:
    """Return the day written as 2025-12-31 or 31/12/2025, from 1990 to 2100.

    Raises ValueError for anything else, impossible days included.
    """
    text = text.strip()
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text, re.ASCII)
    usual = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text, re.ASCII)
    if iso:
        day = date(*map(int, iso.groups()))
    elif usual:
        day = date(*map(int, reversed(usual.groups())))
    else:
        raise ValueError(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day
