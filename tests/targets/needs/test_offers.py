"""Courses begun on a day: when they end, which is taken, until when their students serve."""

from datetime import date

import pytest

from targets.needs.offers import Offer

from .made import offers


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2027, 1, 1), 48, date(2030, 12, 31)),
        (date(2027, 1, 2), 48, date(2031, 1, 1)),
        (date(2027, 8, 31), 6, date(2028, 2, 28)),
        (date(2027, 3, 1), 12, date(2028, 2, 29)),
    ],
)
def test_the_last_day(start, months, last):
    assert Offer("X", "theory", 1, 0, months).last_day(start) == last


@pytest.mark.parametrize("months", [1, 6, 18, 48])
@pytest.mark.parametrize("deadline", [date(2030, 12, 31), date(2030, 2, 27), date(2028, 2, 28)])
def test_the_latest_start(months, deadline):
    offer = Offer("X", "theory", 1, 0, months)
    latest = offer.latest_start(deadline)
    assert offer.last_day(latest) <= deadline
    assert offer.last_day(date.fromordinal(latest.toordinal() + 1)) > deadline


@pytest.mark.parametrize(
    ("start", "kind", "held", "asked", "expected"),
    [
        (date(2027, 1, 1), "professional", None, 4, ("CM-DH", 48)),
        (date(2027, 1, 1), "professional", 3, 4, ("CM-DH", 24)),
        (date(2027, 1, 1), "professional", 2, 3, ("CM-CD", 18)),
        (date(2027, 1, 1), "theory", None, 1, ("LLCT-SC", 2)),
        (date(2027, 1, 1), "foreign_language", 3, 6, ("NN-B2", 18)),
        (date(2027, 1, 1), "it", 0, 1, ("TH-CB", 2)),
        (date(2027, 1, 2), "professional", None, 4, None),
        (date(2027, 1, 1), "theory", 2, 3, None),
    ],
)
def test_the_course_for_a_level(start, kind, held, asked, expected):
    found = offers(start).fitting(kind, held, asked)
    assert (found and (found.code, found.months)) == expected


def test_until_when_somebody_is_to_serve():
    start = date(2027, 1, 1)
    assert Offer("X", "theory", 1, 0, 2).serves_until(start) == date(2028, 2, 28)
    degree = Offer("X", "professional", 4, 3, 24, service_times=2)
    assert degree.serves_until(start) == date(2032, 12, 31)
