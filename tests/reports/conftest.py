"""What the tests of pages share: a small district, and pages read as text."""

import re
from html import unescape

import pytest

from personnel.models import Unit
from tests.factories import MOUNTAIN, credential, person, post


@pytest.fixture
def ba_to(province):
    """Five people of one mountain commune of Ba Tơ, with and without what is asked."""
    secretary = post(person(name="Phạm Thị Hạnh", sex="female"), "BT").person
    credential(secretary, "professional", 4)
    credential(secretary, "theory", 2)
    chairman = post(person(name="Đinh Văn Lía", ethnicity="Hrê"), "CTUBND").person
    credential(chairman, "professional", 2)
    for number in range(2):
        clerk = post(person(name=f"Trần Văn Sổ {number}"), "TCKT").person
        credential(clerk, "state_management", 2 if number else 0)
    helper = post(person(name="Võ Thị Giúp", sex="female"), "VPDU").person
    credential(helper, "professional", 3)
    return Unit.objects.get(code=MOUNTAIN)


@pytest.fixture
def read():
    """Return a function that opens a page and returns its text, entities resolved."""

    def read_page(client, url):
        response = client.get(url)
        assert response.status_code == 200, url
        return unescape(response.content.decode())

    return read_page


@pytest.fixture
def length_of(read):
    """Return a function that opens a list of people and returns how many it finds."""

    def count(client, url):
        found = re.search(r"<strong>([\d.]+)</strong> người", read(client, url))
        return int(found[1].replace(".", ""))

    return count
