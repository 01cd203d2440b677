from datetime import date

import pytest
from django.db.models import DateField, Value

from personnel.models import Person
from personnel.words.dates import (
    PrecisionField,
    first_day,
    in_words,
    is_last_of_year,
    last_day,
    parse_day,
    precise_when_known,
    show,
    years_before,
)
from tests.factories import person


@pytest.mark.parametrize(
    ("precision", "shown"), [("day", "04/03/1987"), ("month", "03/1987"), ("year", "1987")]
)
def test_a_date_is_shown_as_precisely_as_it_was_entered(precision: str, shown: str) -> None:
    assert show(date(1987, 3, 4), precision) == shown


def test_an_unknown_date_shows_nothing() -> None:
    assert show(None, "") == ""


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_a_day_in_words_has_zeros_where_nothing_can_be_put_in_front(
    day: date, written: str
) -> None:
    assert in_words(day) == written


def test_a_precision_is_one_of_three_or_empty() -> None:
    usual, longer = PrecisionField(), PrecisionField(max_length=9)
    assert (usual.max_length, usual.blank, usual.default) == (5, True, "")
    assert [code for code, _ in usual.choices] == ["day", "month", "year"]
    assert (longer.max_length, longer.blank) == (9, True)


@pytest.mark.parametrize(
    ("day", "precision", "holds"),
    [
        (None, "", True),
        (None, "year", False),
        (date(1987, 3, 4), "", False),
        (date(1987, 3, 4), "day", True),
        (date(1987, 3, 1), "month", True),
        (date(1987, 1, 1), "year", True),
        (date(1987, 1, 1), "decade", False),
    ],
)
def test_a_date_has_a_precision_exactly_when_it_is_known(
    db: None, day: date | None, precision: str, holds: bool
) -> None:
    given = {"day": Value(day, DateField()), "precision": precision}
    assert precise_when_known("day", "precision").check(given) is holds


@pytest.mark.parametrize(
    ("day", "is_last"),
    [
        (date(2025, 12, 31), True),
        (date(2025, 12, 30), False),
        (date(2025, 10, 31), False),
        (date(2025, 1, 1), False),
    ],
)
def test_the_last_day_of_a_year(db: None, day: date, is_last: bool) -> None:
    assert is_last_of_year("day").check({"day": day}) is is_last


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
        (date(2000, 2, 29), 100, date(1900, 2, 28)),
        (date(2025, 3, 1), 0, date(2025, 3, 1)),
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
     "31/12/2025 x", "３１/１２/２０２５",
     "31-12-2025", "0/1/2025", "2100-13-01", "x 2025-12-31", "٣١/١٢/٢٠٢٥", "31/12/1989",
     "2101-01-01"],
)  # fmt: skip
def test_anything_else_is_no_day(text: str) -> None:
    with pytest.raises(ValueError):
        parse_day(text)


def test_what_is_no_day_is_told_as_it_was_written() -> None:
    with pytest.raises(ValueError, match="^hôm qua$"):
        parse_day("hôm qua ")
    with pytest.raises(ValueError, match="^31/12/1989$"):
        parse_day("31/12/1989")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_a_day_as_documents_bear_it(day: date, words: str) -> None:
    assert in_words(day) == words


@pytest.mark.parametrize(
    ("joined", "precision", "fits"),
    [
        (None, "", True),
        (None, "day", False),
        (date(2020, 1, 1), "", False),
        (date(2020, 1, 1), "year", True),
        (date(2020, 1, 1), "month", True),
        (date(2020, 1, 1), "week", False),
    ],
)
def test_a_precision_stands_beside_a_known_date_alone(
    db: object, joined: date | None, precision: str, fits: bool
) -> None:
    condition = precise_when_known("party_joined", "party_joined_precision")
    told = {"party_joined": Value(joined, DateField()), "party_joined_precision": precision}
    assert condition.check(told) is fits


@pytest.mark.parametrize(
    ("day", "is_last"),
    [
        (date(2025, 12, 31), True),
        (date(1999, 12, 31), True),
        (date(2025, 12, 30), False),
        (date(2025, 1, 31), False),
    ],
)
def test_the_last_day_of_a_year_in_the_database(province: object, day: date, is_last: bool) -> None:
    who = person(birth=day)
    assert Person.objects.filter(is_last_of_year("birth_date"), pk=who.pk).exists() is is_last


def test_no_day_is_no_last_of_a_year(province: object) -> None:
    person(birth=date(1987, 12, 31))
    assert not Person.objects.filter(is_last_of_year("party_joined")).exists()
