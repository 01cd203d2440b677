"""The lens: what is read from the URL, and what a link carries."""

from datetime import date

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from time_machine import travel

from reports.links import page_url, people_url
from targets.lens import Lens


def lens_of(query):
    return Lens.of(RequestFactory().get(f"/?{query}"))


@pytest.mark.parametrize(
    ("query", "horizon", "day"),
    [
        ("", "2030", date(2026, 3, 1)),
        ("as_of=2025-12-31", "2025", date(2025, 12, 31)),
        ("as_of=01/01/2026", "2030", date(2026, 1, 1)),
        ("as_of=1/6/2022&horizon=2030", "2030", date(2022, 6, 1)),
        ("horizon=2025", "2025", date(2026, 3, 1)),
        ("as_of=&horizon=", "2030", date(2026, 3, 1)),
        ("as_of=1990-01-01", "2025", date(1990, 1, 1)),
        ("as_of=2100-12-31", "2030", date(2100, 12, 31)),
    ],
)
@travel("2026-03-01 09:00+07:00", tick=False)
def test_what_is_read(query, horizon, day):
    lens = lens_of(query)
    assert (lens.horizon.code, lens.day) == (horizon, day)


@travel("2026-03-01 01:00+07:00", tick=False)
def test_today_is_todays_date_in_viet_nam():
    assert lens_of("").day == date(2026, 3, 1)


@pytest.mark.parametrize(
    "query",
    [
        "as_of=2025-02-29",
        "as_of=31/11/2025",
        "as_of=1989-12-31",
        "as_of=2101-01-01",
        "as_of=20251231",
        "as_of=2025-12-31T00:00",
        "as_of=٢٠٢٥-12-31",
        "as_of=%00",
        "as_of=x",
        "horizon=2040",
        "horizon=2025%20",
    ],
)
def test_what_is_refused(query):
    with pytest.raises(BadRequest, match="không"):
        lens_of(query)


def test_links_carry_both():
    lens = lens_of("as_of=31/12/2024&horizon=2030")
    assert page_url(lens, "unit", "535") == "/don-vi/535/?horizon=2030&as_of=2024-12-31"
    assert people_url(lens, group="key", title="") == (
        "/nhan-su/?horizon=2030&as_of=2024-12-31&group=key"
    )


def test_days_worth_a_link_hold_every_deadline():
    days = lens_of("as_of=2026-03-01").year_ends
    assert days == sorted(set(days))
    assert {date(2025, 12, 31), date(2026, 12, 31), date(2030, 12, 31)} <= set(days)


def test_the_switch_and_the_days_keep_the_rest_of_the_query(
    ba_to, province_viewer, client_for, read
):
    shown = read(client_for(province_viewer), "/?horizon=2025&as_of=2025-12-31&order=distance")
    assert 'href="?horizon=2030&as_of=2025-12-31&order=distance"' in shown
    assert 'href="?horizon=2025&as_of=2024-12-31&order=distance"' in shown
    assert '<input type="hidden" name="order" value="distance">' in shown
