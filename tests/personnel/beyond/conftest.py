import pytest

from personnel.keeping import pacing
from personnel.models import Disclosure
from tests.factories import MOUNTAIN, person, post

CCCD = "051185001234"


@pytest.fixture
def hanh(small_province):
    """Somebody of Ba Tơ, of whom Đức Phổ knows nothing."""
    return post(person(name="Phạm Thị Hạnh", sex="female", cccd=CCCD), "BT", MOUNTAIN).person


@pytest.fixture
def slow(monkeypatch):
    """Return a function that lets so many be asked an hour."""

    def allow(most):
        for kind in (Disclosure.Kind.ASKED, Disclosure.Kind.TWIN):
            monkeypatch.setitem(pacing.AN_HOUR, kind, most)

    return allow


@pytest.fixture
def kept():
    """Return a function that tells what was asked: the kind, of whom it told, and in words."""

    def rows(*kinds):
        found = Disclosure.objects.filter(kind__in=kinds).order_by("pk")
        return list(found.values_list("user", "person", "people", "detail"))

    return rows
