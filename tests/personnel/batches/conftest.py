import pytest

from personnel.models import Unit
from tests.factories import post
from tests.personnel.batches.recorded import recorded_class, three_people
from tests.personnel.gathered import cast  # noqa: F401  # a fixture


@pytest.fixture
def three(small_province):
    return three_people()


@pytest.fixture
def batch(three, editor_a):
    """A class of the three."""
    return recorded_class(three, editor_a)


@pytest.fixture
def moved_away():
    """Return a function that moves somebody to Đức Phổ, whose district then keeps the record."""

    def move(who):
        elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
        who.posts.update(end="2024-12-31")
        post(who, "TCKT", elsewhere.code, start="2025-01-01")

    return move
