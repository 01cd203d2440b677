"""Every address of the portal for every role, own and foreign; none can be forgotten."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from personnel.models import Unit
from tests.factories import MOUNTAIN, person, post

EVERYBODY = {"admin": 200, "viewer": 200, "editor_a": 200, "editor_b": 200}
OF_DISTRICT_A = EVERYBODY | {"editor_b": 404}
OF_DISTRICT_B = EVERYBODY | {"editor_a": 404}
ADMINISTRATORS = {"admin": 200, "viewer": 404, "editor_a": 404, "editor_b": 404}
# Addresses that take a form only answer a look with 405.
POST_ONLY = dict.fromkeys(EVERYBODY, 405)

# Name of the address: its arguments, and who gets what.
PAGES = {
    "sign-in": [((), dict.fromkeys(EVERYBODY, 302))],
    "sign-out": [((), POST_ONLY)],
    "password-change": [((), EVERYBODY)],
    "overview": [((), EVERYBODY)],
    "criteria": [((), EVERYBODY)],
    "criterion": [
        (("2025.key.theory",), EVERYBODY),
        (("2040.key",), dict.fromkeys(EVERYBODY, 404)),
    ],
    "unit": [
        (("51",), EVERYBODY | {"editor_a": 404, "editor_b": 404}),
        (("535",), OF_DISTRICT_A),
        ((MOUNTAIN,), OF_DISTRICT_A),
        (("534",), OF_DISTRICT_B),
        (("99999",), dict.fromkeys(EVERYBODY, 404)),
    ],
    "people": [((), EVERYBODY)],
    "people-export": [
        (("xlsx",), EVERYBODY),
        (("csv",), EVERYBODY),
        (("pdf",), dict.fromkeys(EVERYBODY, 404)),
    ],
    "person": [
        (("in_a",), OF_DISTRICT_A),
        (("in_b",), OF_DISTRICT_B),
        ((0,), dict.fromkeys(EVERYBODY, 404)),
    ],
}
NOT_SIGNED_IN = {"sign-in": 200}
GARBAGE = ("", "0", "-1", "abc", "9" * 40, "%00", "a%00b", "2025-02-30", "'\"><", "%F0%9F%98%80")
PARAMETERS = (
    "as_of", "horizon", "order", "trend", "level", "sort", "page", "unit", "group", "title",
    "criterion", "outcome", "measure", "base", "whole", "post", "q", "sex", "age_from", "age_to",
    "ethnicity", "party", "level", "rule", "missing", "leaving",
)  # fmt: skip


def addresses(resolver=None, namespace="") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern, namespace + inner)


@pytest.fixture
def people(province):
    in_b = Unit.objects.filter(parent__code="534").order_by("code")[0]
    return {
        "in_a": post(person(name="Phạm Thị Ba"), "BT", MOUNTAIN).person_id,
        "in_b": post(person(name="Lê Văn Phổ"), "BT", in_b.code).person_id,
    }


@pytest.fixture
def clients(province_admin, province_viewer, editor_a, editor_b, client_for):
    users = {
        "admin": province_admin,
        "viewer": province_viewer,
        "editor_a": editor_a,
        "editor_b": editor_b,
    }
    return {role: client_for(user) for role, user in users.items()}


def test_no_address_is_missing_from_the_table():
    assert {name for name in addresses() if not name.startswith("admin:")} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_everybody_gets_what_the_table_says(people, clients, name):
    for arguments, expected in PAGES[name]:
        url = reverse(name, args=[people.get(value, value) for value in arguments])
        assert {role: client.get(url).status_code for role, client in clients.items()} == expected
        response = Client().get(url)
        assert response.status_code == NOT_SIGNED_IN.get(name, 302), url
        if response.status_code == 302:
            assert response["Location"].startswith("/dang-nhap/"), url


def test_the_admin_is_there_for_administrators_alone(people, clients):
    names = [name for name in addresses() if name.startswith("admin:")]
    district = Unit.objects.get(code="535").pk
    reached = set()
    for name in names:
        for arguments in ([], [district]):
            try:
                url = reverse(name, args=arguments)
            except NoReverseMatch:
                continue
            if name in ("admin:login", "admin:logout"):
                continue
            reached.add(name)
            for role in ("viewer", "editor_a", "editor_b"):
                assert clients[role].get(url).status_code == 404, (role, url)
            assert Client().get(url).status_code == 302, url
            assert clients["admin"].get(url).status_code in (200, 302, 403, 404), url
    assert len(reached) > 20


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_garbage_in_the_address_is_never_a_server_error(people, clients, parameter):
    for name in ("overview", "criteria", "people"):
        for value in GARBAGE:
            url = f"{reverse(name)}?{parameter}={value}"
            assert clients["viewer"].get(url).status_code in (200, 400), url


@pytest.mark.parametrize("value", GARBAGE)
def test_garbage_in_a_path_is_not_found(people, clients, value):
    for path in ("don-vi", "chi-tieu", "nhan-su"):
        url = f"/{path}/{value}/"
        assert clients["viewer"].get(url).status_code in (400, 404), url
