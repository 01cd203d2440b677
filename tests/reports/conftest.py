"""What the tests of pages share: a small district, and pages read as text."""

import re

import pytest


@pytest.fixture
def length_of(read):
    """Return a function that opens a list of people and returns how many it finds."""

    def count(client, url):
        found = re.search(r"<strong>([\d.]+)</strong> người", read(client, url))
        return int(found[1].replace(".", ""))

    return count
