"""Two terms told in terms: "không giữ chức vụ quá 02 nhiệm kỳ", beside the months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personnel.models import Post, Term, Title, Unit
from personnel.reading.recorded_terms import RecordedTerms, told_in_terms

DISTRICT = Unit(pk=1, name="Huyện Ba Tơ", level="district")
UNIT = Unit(pk=2, name="Xã Ba Vì", level="commune", parent=DISTRICT)
SECRETARY = Title(pk=1, code="BT", head=True, implies_committee=True)
CHAIRMAN = Title(pk=2, code="CTUBND", head=True)
LATE = date(2026, 1, 1)


def term(kind, name, starts, ends=None, unit=None):
    return Term(kind=kind, name=name, unit=unit, starts=starts, ends=ends)


TERMS = [
    term("congress", "2015-2020", date(2015, 6, 1), date(2020, 5, 31)),
    term("congress", "2020-2025", date(2020, 6, 1), date(2025, 6, 30)),
    term("congress", "2025-2030", date(2025, 7, 1)),
    term("council", "2016-2021", date(2016, 6, 20)),
    term("council", "2021-2026", date(2021, 6, 25)),
]


def held(title, start, end=None):
    return Post(title=title, unit=UNIT, start=start, start_precision="day", end=end)


def told(*posts, terms=TERMS, day=LATE):
    return told_in_terms(RecordedTerms(terms).served(posts, UNIT, day))


def test_two_whole_terms_and_the_part_of_a_third():
    assert told(held(SECRETARY, date(2015, 6, 1))) == (
        "đã 02 nhiệm kỳ đại hội: 2015-2020, 2020-2025, 2025-2030 (một phần, từ 01/07/2025)"
    )


def test_a_term_begun_late_or_left_early_is_a_part():
    assert told(held(SECRETARY, date(2015, 6, 2), date(2025, 6, 29))) == (
        "nhiệm kỳ đại hội: 2015-2020 (một phần, từ 02/06/2015 đến 31/05/2020), "
        "2020-2025 (một phần, từ 01/06/2020 đến 29/06/2025)"
    )


def test_a_term_that_goes_on_is_no_whole_one():
    assert told(held(SECRETARY, date(2020, 6, 1)), day=date(2025, 6, 29)) == (
        "nhiệm kỳ đại hội: 2020-2025 (một phần, từ 01/06/2020)"
    )
    assert told(held(SECRETARY, date(2020, 6, 1)), day=date(2025, 6, 30)) == (
        "đã 01 nhiệm kỳ đại hội: 2020-2025"
    )


def test_of_both_titles_each_by_its_own_terms_and_none_is_added_to_the_other():
    posts = (
        held(SECRETARY, date(2015, 6, 1), date(2020, 5, 31)),
        held(CHAIRMAN, date(2021, 6, 25)),
    )
    assert told(*posts) == (
        "đã 01 nhiệm kỳ đại hội: 2015-2020; nhiệm kỳ HĐND: 2021-2026 (một phần, từ 25/06/2021)"
    )


def test_an_end_that_is_not_recorded_is_the_eve_of_the_next():
    assert told(held(CHAIRMAN, date(2016, 6, 20), date(2021, 6, 24))) == (
        "đã 01 nhiệm kỳ HĐND: 2016-2021"
    )


def test_a_gap_within_a_term_makes_it_a_part():
    posts = (
        held(SECRETARY, date(2020, 6, 1), date(2022, 1, 1)), held(SECRETARY, date(2022, 1, 3)),
    )  # fmt: skip
    assert told(*posts, day=date(2025, 6, 30)).startswith("nhiệm kỳ đại hội: 2020-2025 (một phần")


def test_a_start_known_by_its_month_is_told_so_and_makes_no_term_whole():
    post = held(SECRETARY, date(2020, 6, 1))
    post.start_precision = "month"
    assert told(post, day=date(2025, 6, 30)) == "nhiệm kỳ đại hội: 2020-2025 (một phần, từ 06/2020)"
    post.start = date(2020, 5, 1)
    assert told(post, day=date(2025, 6, 30)) == (
        "đã 01 nhiệm kỳ đại hội: 2015-2020 (một phần, từ 05/2020 đến 31/05/2020), 2020-2025"
    )


def test_a_commune_with_days_of_its_own():
    own = term("congress", "2020-2025", date(2020, 4, 1), date(2025, 3, 31), unit=UNIT)
    other = term("congress", "2020-2025", date(2020, 2, 1), date(2025, 1, 31), unit=DISTRICT)
    posts = [held(SECRETARY, date(2020, 4, 1), date(2025, 3, 31))]
    terms = [own, other, term("congress", "2020-2025", date(2020, 6, 1), date(2025, 6, 30))]
    assert told(*posts, terms=terms) == "đã 01 nhiệm kỳ đại hội: 2020-2025"
    assert RecordedTerms(terms).end_on(date(2023, 1, 1), UNIT) == date(2025, 3, 31)
    assert RecordedTerms(terms).end_on(date(2023, 1, 1), DISTRICT) == date(2025, 1, 31)


def test_no_first_day_tells_of_no_term_and_nothing_recorded_of_nothing():
    assert told(held(SECRETARY, None)) == ""
    assert told(held(SECRETARY, date(2015, 6, 1)), terms=[]) == ""


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2015, 5, 31), None),
        (date(2020, 5, 31), date(2020, 5, 31)),
        (date(2020, 6, 1), date(2025, 6, 30)),
        (date(2026, 1, 1), None),
    ],
)
def test_the_end_of_a_congress_term_as_it_is_recorded(day, last):
    assert RecordedTerms(TERMS).end_on(day, UNIT) == last


DAYS = st.dates(date(2014, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(DAYS, DAYS), max_size=4), DAYS)
def test_a_term_is_whole_where_every_day_of_it_was_led_and_told_where_any_was(spells, day):
    posts = [held(SECRETARY, min(spell), max(spell)) for spell in spells]
    led = {
        first + timedelta(days=n)
        for first, last in map(sorted, spells)
        for n in range((last - first).days + 1)
    }
    led = {each for each in led if each <= day}
    served = {each.name: each for each in RecordedTerms(TERMS).served(posts, UNIT, day)}
    for each in TERMS[:2]:
        days = {each.starts + timedelta(days=n) for n in range((each.ends - each.starts).days + 1)}
        assert (each.name in served) is bool(led & days)
        if each.name in served:
            assert served[each.name].whole is (days <= led)
            assert served[each.name].since == f"{min(led & days):%d/%m/%Y}"
