"""Two year ends of a province that is small enough to count by hand."""

from datetime import date

import pytest

from personnel.models import Unit
from reports.comparing.bridge import bridge_of
from targets.criteria import BY_CODE, H2025
from targets.lens import Lens
from targets.sources import LiveSource
from tests.reports.workbooks.conftest import people

__all__ = ["people"]
BEFORE, AFTER = date(2024, 12, 31), date(2025, 12, 31)
THEORY = "2025.key.theory"


@pytest.fixture
def why(small_province):
    """Return a function that tells the steps of a criterion between the two days in a unit.

    By step: how many people, and what it does to those who meet it and those covered.
    """

    def steps(code=THEORY, unit="51", before=BEFORE, after=AFTER, user=None):
        root = Unit.objects.get(code=unit)
        last = LiveSource(Lens(H2025, after), root, user)
        bridge = bridge_of(last.on(before), last, [BY_CODE[code]])[code]
        assert bridge.adds_up
        return {part.step.value: (part.count, part.met, part.covered) for part in bridge.steps}

    return steps
