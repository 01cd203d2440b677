from datetime import date

import pytest

from personnel.words.dates import first_day, last_day, parse_day, show, years_before


@pytest.mark.parametrize(
    ("precision", "shown"), [("day", "04/03/1987"), ("month", "03/1987"), ("year", "1987")]
)
def test_a_date_is_shown_as_precisely_as_it_was_entered(precision: str, shown: str) -> None:
    assert show(date(1987, 3, 4), precision) == shown


def test_an_unknown_date_shows_nothing() -> None:
    assert show(None, "") == ""


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ((2024,), date(2024, 1, 1), date(2024, 12, 31)),
        ((2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        ((2023, 2), date(2023, 2, 1), date(2023, 2, 28)),
        ((2024, 2, 7), date(2024, 2, 7), date(2024, 2, 7)),
    ],
)
def test_the_first_and_the_last_day_of_what_is_known(
    given: tuple[int, ...], first: date, last: date
) -> None:
    assert (first_day(*given), last_day(*given)) == (first, last)


@pytest.mark.parametrize(
    ("day", "years", "before"),
    [
        (date(2025, 12, 31), 30, date(1995, 12, 31)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
        (date(2024, 2, 29), 30, date(1994, 2, 28)),
    ],
)
def test_the_same_day_years_before(day: date, years: int, before: date) -> None:
    assert years_before(day, years) == before


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-12-31", date(2025, 12, 31)),
        ("31/12/2025", date(2025, 12, 31)),
        (" 1/2/2025 ", date(2025, 2, 1)),
        ("01/01/1990", date(1990, 1, 1)),
        ("2100-12-31", date(2100, 12, 31)),
    ],
)
def test_a_day_is_read_either_way(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "2025", "12/2025", "31/12/25", "2025-2-1", "12/31/2025", "2025-02-29", "31.12.2025",
     "31/12/2025 x", "x 2025-12-31", "٣١/١٢/٢٠٢٥", "31/12/1989", "2101-01-01"],
)  # fmt: skip
def test_anything_else_is_no_day(text: str) -> None:
    with pytest.raises(ValueError):
        parse_day(text)


def test_what_is_no_day_is_told_as_it_was_written() -> None:
    with pytest.raises(ValueError, match="^hôm qua$"):
        parse_day("hôm qua ")
    with pytest.raises(ValueError, match="^31/12/1989$"):
        parse_day("31/12/1989")
