"""An open period and a small district that may hand in for it."""

import pytest

from tests.reports.periods.handing import a_period, district_of


@pytest.fixture
def period(province):
    return a_period()


@pytest.fixture
def district(ba_to):
    """Huyện Ba Tơ with its five people."""
    return district_of("535")
