"""What a decree is looked at with."""

from functools import partial

import pytest

from tests.reorganising.looking import township


@pytest.fixture
def people(small_province):
    """Some people of the township and Ba Điền, by a short name."""
    return township.people_of_both()


@pytest.fixture
def merging():
    """A decree by which both become one xã."""
    return township.one_of_both()


@pytest.fixture
def splitting():
    """A decree by which the township is split."""
    return township.township_split()


@pytest.fixture
def drafted(province_admin):
    """Return a function that keeps a decree as a draft."""
    return partial(township.draft_of, by=province_admin)
