"""Planning can be secret: nothing of it is told to whoever has not the right, or where it is off.

`test_every_url` asks every address with it turned on, and everybody of the cast, of whom nobody
has the right: not even whoever administers. Here stands what it does not ask.
"""

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from personnel.models import Title, Unit
from tests.factories import MOUNTAIN
from tests.planned_marks import KEPT, NUMBER, PAPER, TERM, inside, told
from tests.test_every_url import CAST, PAGES, addresses, clients, numbers, standing

__all__ = ["clients", "numbers", "standing"]

OWN = ("planning", "planning-file", "planning-add", "planning-edit", "planning-many")


@pytest.fixture
def planner(numbers, client_for):
    """A browser of whoever has the right."""
    return client_for(User.objects.get(pk=numbers["planner"]))


def test_the_marks_are_found_by_whoever_has_the_right(planner, numbers, settings):
    settings.PLANNING = True
    for name, *arguments in (
        ("planning",), ("planning-file",), ("person", "in_a"), ("planning-edit", "planned"),
    ):  # fmt: skip
        url = reverse(name, args=[numbers[each] for each in arguments])
        found = set(told(planner.get(f"{url}?as_of=2025-12-31")))
        assert found >= {NUMBER, PAPER}, url
        if name != "planning-edit":
            assert any(map(re.compile(TERM).match, found)), url
    assert KEPT in told(planner.get(reverse("planning-edit", args=[numbers["planned"]])))
    assert reverse("planning") in inside(planner.get("/"))


@pytest.mark.parametrize("name", PAGES)
def test_where_it_is_off_no_address_tells_anything_to_anybody(numbers, planner, name):
    for arguments, _ in PAGES[name]:
        url = reverse(name, args=[numbers.get(value, value) for value in arguments])
        response = planner.get(url)
        assert told(response) == [], url
        assert name not in OWN or response.status_code == 404, url


@pytest.mark.parametrize("name", OWN)
def test_its_addresses_are_as_those_that_lead_nowhere(numbers, clients, settings, name):
    settings.PLANNING = True
    url = reverse(name, args=[numbers.get(value, value) for value in PAGES[name][0][0]])
    for role in CAST:
        nowhere = clients[role].get("/quy-hoach-khong-co/")
        response = clients[role].get(url)
        assert response.status_code == nowhere.status_code == 404
        assert "Trang này không có." in inside(response) or role == "school"


@pytest.mark.parametrize(
    "query",
    [
        f"tim/?q={NUMBER}", f"nhan-su/?q={NUMBER}", "nhat-ky/?kind=plannedtitle", "nhat-ky/",
        "nhat-ky/du-lieu-ca-nhan/", "tim/?q=quy+hoach", "ho-so-trung/",
    ],
)  # fmt: skip
def test_what_is_searched_and_logged_tells_nothing(numbers, clients, settings, query):
    settings.PLANNING = True
    for role, client in clients.items():
        response = client.get(f"/{query}")
        # What was searched for stands in its own field.
        found = set(told(response)) - ({NUMBER} if NUMBER in query else set())
        assert not found, (role, query)
        assert f'href="{reverse("planning")}' not in inside(response), (role, query)


def test_the_log_of_changes_offers_no_such_kind(numbers, clients, settings):
    settings.PLANNING = True
    page = inside(clients["admin"].get("/nhat-ky/"))
    assert "plannedtitle" not in page and "có quyền riêng mới xem" not in page


def test_what_was_deleted_with_it_and_given_out_tells_nothing(numbers, clients, settings):
    settings.PLANNING = True
    url = reverse("personal-give", args=[numbers["in_a"]])
    response = clients["admin"].post(url)
    assert response.status_code == 200 and told(response) == []
    assert "Quy hoạch cán bộ cũng không có, dù có hay không" in inside(response)


def test_the_admin_names_no_row_that_stands_in_the_way(numbers, clients, settings):
    settings.PLANNING = True
    unit, title = Unit.objects.get(code=MOUNTAIN), Title.objects.get(code="CTUBND")
    for name in (name for name in addresses() if name.startswith("admin:")):
        for arguments in ([], [unit.pk], [title.pk]):
            try:
                url = reverse(name, args=arguments)
            except NoReverseMatch:
                continue
            if name not in ("admin:login", "admin:logout"):
                response = clients["admin"].get(url)
                assert told(response) == [], url
                assert "Người trong quy hoạch" not in inside(response)


def test_nobody_comes_in_without_signing_in(numbers, settings):
    settings.PLANNING = True
    for name in OWN:
        url = reverse(name, args=[numbers.get(value, value) for value in PAGES[name][0][0]])
        assert Client().get(url)["Location"].startswith("/dang-nhap/")
