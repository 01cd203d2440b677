import re
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personnel.words.dates import Precision
from personnel.words.partial_dates import PartialDate, read_date, refined
from personnel.words.values import BadCell

days = st.dates(min_value=date(1920, 1, 1), max_value=date(2100, 12, 31))
partial_dates = st.builds(
    lambda day, known: PartialDate(*(day.year, day.month, day.day)[:known]),
    days,
    st.integers(min_value=1, max_value=3),
)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        (datetime(1987, 3, 14, 0, 0), (1987, 3, 14)),
        (date(1987, 3, 14), (1987, 3, 14)),
        ("14/03/1987", (1987, 3, 14)),
        ("4/3/1987", (1987, 3, 4)),
        ("14-03-1987", (1987, 3, 14)),
        ("14.3.1987", (1987, 3, 14)),
        ("03/1987", (1987, 3)),
        ("3/1987", (1987, 3)),
        ("1987", (1987,)),
        (1987, (1987,)),
        (1987.0, (1987,)),
        (" 14/03/1987\u00a0", (1987, 3, 14)),
        ("29/02/2000", (2000, 2, 29)),
        ("14/ 3 /1987", (1987, 3, 14)),
        ("3 - 1987", (1987, 3)),
        ("14–03–1987", (1987, 3, 14)),
        ("14 — 3 — 1987", (1987, 3, 14)),
        ("14/03-1987", (1987, 3, 14)),
        ("１４／０３／１９８７", (1987, 3, 14)),
        ("14/03/1987\u200e", (1987, 3, 14)),
        ("01/01/1920", (1920, 1, 1)),
        ("31/12/2100", (2100, 12, 31)),
        ("1920", (1920,)),
        (2100, (2100,)),
        (date(1920, 1, 1), (1920, 1, 1)),
        (datetime(2100, 12, 31, 23, 59), (2100, 12, 31)),
    ],
)
def test_dates_as_boards_write_them(cell: object, parts: tuple[int, ...]) -> None:
    assert read_date(cell) == PartialDate(*parts)


def test_a_blank_cell_has_no_date() -> None:
    assert read_date(None) is None
    assert read_date("  ") is None
    assert read_date("\u00a0\u200b") is None


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/1980",
        "15/13/1980",
        "32/01/2001",
        "29/02/1900",
        "00/1987",
        "hai nghìn",
        "sau Tết",
        "14/03/87",
        "1987-03-14T00:00",
        1987.5,
        True,
        31234,
        1905,
        datetime(1905, 6, 7, 0, 0),
        "2101",
        "31/12/1919",
        "01/01/2101",
        "1919",
        date(1919, 12, 31),
        date(2101, 1, 1),
        "29/02/2100",
        "0/3/1987",
        "1/0/1987",
        "1/1/0000",
        "…/…/1987",
        "٣١/١٢/٢٠٢٥",
        time(7, 30),
        timedelta(days=1),
        0,
        -1987,
        float("inf"),
    ],
)
def test_what_is_no_date(cell: object) -> None:
    with pytest.raises(BadCell):
        read_date(cell)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (datetime(1905, 6, 7), "gõ số 1985, nên Excel hiểu là 07/06/1905"),
        (date(1905, 4, 3), "gõ số 1920, nên Excel hiểu là 03/04/1905"),
        (date(1905, 9, 30), "gõ số 2100, nên Excel hiểu là 30/09/1905"),
        (date(1905, 10, 1), "năm phải từ 1920"),
        (7305.5, "không phải ngày, tháng hoặc năm"),
        (73415, "nếu là ngày 31/12/2100"),
        (73416, "không phải ngày, tháng hoặc năm"),
        (date(1909, 6, 8), "gõ số 1985, nên Excel hiểu là 08/06/1909"),
        (31234, "nếu là ngày 06/07/1985"),
        ("14/03/87", "năm phải ghi đủ 4 chữ số"),
        (datetime(1901, 1, 1), "năm phải từ 1920"),
        (float("nan"), "không phải ngày"),
        (1e300, "không phải ngày"),
    ],
)
def test_what_happened_to_a_date_is_said(cell: object, said: str) -> None:
    with pytest.raises(BadCell, match=re.escape(said)):
        read_date(cell)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("14/03/87", "năm phải ghi đủ 4 chữ số; có thể là 14/03/1987"),
        ("sau Tết", "không phải ngày, tháng hoặc năm"),
        ("30/02/2001", "ngày này không có trong lịch"),
        (
            31234,
            "ô chứa số, không phải ngày; nếu là ngày 06/07/1985 (Excel đếm là 31234), "
            "đổi định dạng ô thành Ngày tháng (Date)",
        ),
        (
            datetime(1905, 6, 7),
            "ô định dạng ngày tháng mà gõ số 1985, nên Excel hiểu là 07/06/1905; "
            "nếu là năm 1985, đổi định dạng ô thành Văn bản (Text) rồi gõ lại 1985",
        ),
    ],
)
def test_why_a_cell_holds_no_date_is_said_in_whole_words(cell: object, said: str) -> None:
    with pytest.raises(BadCell) as refused:
        read_date(cell)
    assert str(refused.value) == said


@given(partial_dates)
def test_a_date_written_out_reads_as_itself(day: PartialDate) -> None:
    assert read_date(str(day)) == day


@given(partial_dates)
def test_a_date_stored_either_way_comes_back_as_it_was(day: PartialDate) -> None:
    assert PartialDate.stored(day.first, day.precision) == day
    assert PartialDate.stored(day.last, day.precision) == day
    assert day.first <= day.last


@pytest.mark.parametrize(
    ("parts", "first", "last", "precision"),
    [
        ((2018,), date(2018, 1, 1), date(2018, 12, 31), Precision.YEAR),
        ((2020, 2), date(2020, 2, 1), date(2020, 2, 29), Precision.MONTH),
        ((2020, 2, 5), date(2020, 2, 5), date(2020, 2, 5), Precision.DAY),
    ],
)
def test_first_and_last_day_of_what_is_known(
    parts: tuple[int, ...], first: date, last: date, precision: Precision
) -> None:
    day = PartialDate(*parts)
    assert (day.first, day.last, day.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("recorded", "given_date", "kept"),
    [
        (None, (2018,), (2018,)),
        ((2018, 6, 15), None, (2018, 6, 15)),
        ((2018, 6, 15), (2018,), (2018, 6, 15)),
        ((2018,), (2018, 6, 15), (2018, 6, 15)),
        ((2018, 6, 15), (2018, 7), (2018, 7)),
        ((2018,), (2019,), (2019,)),
    ],
)
def test_a_vaguer_date_that_agrees_changes_nothing(
    recorded: tuple[int, ...] | None, given_date: tuple[int, ...] | None, kept: tuple[int, ...]
) -> None:
    before = PartialDate(*recorded) if recorded else None
    after = PartialDate(*given_date) if given_date else None
    assert refined(before, after) == PartialDate(*kept)


def test_nothing_recorded_and_nothing_given_is_nothing() -> None:
    assert refined(None, None) is None
    assert PartialDate.stored(None, "") is None


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ((1987,), (1987, 3, 14), True),
        ((1987, 3), (1987, 3, 14), True),
        ((1987, 3, 14), (1987, 3, 14), True),
        ((1987, 3), (1987, 4, 14), False),
        ((1986,), (1987, 3), False),
        ((1987, 3, 14), (1987, 3, 15), False),
    ],
)
def test_whether_two_dates_may_be_the_same(
    one: tuple[int, ...], other: tuple[int, ...], agree: bool
) -> None:
    assert PartialDate(*one).agrees_with(PartialDate(*other)) is agree
    assert PartialDate(*other).agrees_with(PartialDate(*one)) is agree
