from datetime import date, datetime

import pytest

from personnel.words.date_forms import shape
from personnel.words.partial_dates import (
    FIRST,
    LAST,
    YEAR,
    PartialDate,
    answered,
    meant,
    read_date,
)
from personnel.words.values import BadCell


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("1980-03-05", (1980, 3, 5)),
        ("1980-03-05 00:00:00", (1980, 3, 5)),
        ("1980/3/5", (1980, 3, 5)),
        ("05/3/1980.", (1980, 3, 5)),
        ("05//03/1980", (1980, 3, 5)),
        ("05\\03\\1980", (1980, 3, 5)),
        ("05 03 1980", (1980, 3, 5)),
        ("'05/03/1980", (1980, 3, 5)),
        ("ngày 05 tháng 3 năm 1980", (1980, 3, 5)),
        ("Sinh ngày 05/03/1980", (1980, 3, 5)),
        ("tháng 3/1980", (1980, 3)),
        ("tháng 3 năm 1980", (1980, 3)),
        ("năm 1980", (1980,)),
        ("Sinh năm 1980", (1980,)),
    ],
)
def test_forms_that_are_sure(cell: str, parts: tuple[int, ...]) -> None:
    assert read_date(cell) == PartialDate(*parts)


@pytest.mark.parametrize(
    ("cell", "may_be"),
    [
        ("05/03/80", ["05/03/1980"]),
        ("03/80", ["03/1980"]),
        ("05/03/15", ["05/03/2015"]),
        ("05/03/25", ["05/03/2025", "05/03/1925"]),
        ("80", ["1980"]),
        ("05/03/1980 (âm lịch)", ["05/03/1980"]),
        ("1980 (?)", ["1980"]),
        ("khoảng 1980", ["1980"]),
        ("29285", ["05/03/1980"]),
        ("05031980", ["05/03/1980"]),
        ("5031980", ["05/03/1980"]),
        ("150380", ["15/03/1980"]),
        ("3.198", ["03/1980"]),
        ("03/15/1980", ["15/03/1980"]),
        ("00/00/1980", ["1980"]),
        ("00/03/1980", ["03/1980"]),
        ("../../1980", ["1980"]),
        ("03/02/2005 (DB), 03/02/2006 (CT)", ["03/02/2005", "03/02/2006"]),
        ("2022-2026", ["2022", "2026"]),
    ],
)
def test_forms_in_doubt_are_refused_and_offered(cell: str, may_be: list[str]) -> None:
    with pytest.raises(BadCell) as refused:
        read_date(cell)
    assert refused.value.replaceable
    assert list(map(str, meant(cell))) == may_be


@pytest.mark.parametrize("cell", ["31/02/1980", "15/13/1980", "hai nghìn", "2101", "1905", "1/1"])
def test_what_may_mean_no_date_is_not_offered_any(cell: str) -> None:
    with pytest.raises(BadCell) as refused:
        read_date(cell)
    assert not refused.value.replaceable
    assert meant(cell) == []


def test_a_year_typed_into_a_cell_of_dates_is_offered() -> None:
    with pytest.raises(BadCell) as refused:
        read_date(datetime(1905, 6, 7))
    assert refused.value.replaceable
    assert meant(f"{date(1905, 6, 7):%d/%m/%Y}") == [PartialDate(1985)]


def test_an_answer_says_how_a_cell_in_doubt_is_read() -> None:
    cell = "03/02/2005 (DB), 04/02/2006 (CT)"
    read = [answered(cell, answer) for answer in (FIRST, LAST, YEAR)]
    assert read == ["03/02/2005", "04/02/2006", "2005"]
    assert answered("31/02/1980", FIRST) == "31/02/1980"
    assert answered("05/03/80", "sometime") == "05/03/80"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("05/03/80", "5.3.81", True),
        ("05/03/80", "05/03/1980 (âm lịch)", False),
        ("05/03/1980 (âm lịch)", "6/4/1981 (Âm lịch)", True),
        ("29285", "30000", True),
        ("29285", "150380", False),
        ("1980 (?)", "1981 (?)", True),
        ("03/80", "05/03/80", False),
    ],
)
def test_one_answer_settles_dates_written_alike(one: str, other: str, alike: bool) -> None:
    assert (shape(one) == shape(other)) is alike
