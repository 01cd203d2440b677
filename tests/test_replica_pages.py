"""Every page that is named as one to be read from the replica is, and writes nothing."""

import pytest
from django.urls import reverse

from cadre_portal.replicas.pages import PAGES
from tests.test_every_url import PAGES as EVERY_PAGE
from tests.test_every_url import numbers, planning, standing  # noqa: F401
from tests.test_replicas import outcome, replica  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("replica")]


def test_only_pages_that_write_nothing_are_named(
    numbers, province_viewer, client_for, outcome,  # noqa: F811
):  # fmt: skip
    client, found = client_for(province_viewer), {}
    for name in sorted(PAGES):
        arguments = next(a for a, expected in EVERY_PAGE[name] if expected["viewer"] == 200)
        before = outcome()
        answer = client.get(reverse(name, args=[numbers.get(value, value) for value in arguments]))
        how = [how for how, times in outcome().items() if times != before.get(how, 0)]
        # What is streamed is read after the page is: not in one moment.
        found[name] = (answer.status_code, answer.streaming, how)
    assert found == dict.fromkeys(sorted(PAGES), (200, False, ["replica"]))
