"""The effects of an upload as its preview shows them: the greatest first, never rounded up."""

import pytest

from personnel.models import Unit
from sheets.preview.effects_shown import shown_effects
from targets.criteria import H2025, H2030
from tests.factories import MOUNTAIN, TOWNSHIP

THEORY = "2025.civil.theory"


@pytest.fixture
def ba_to(province):
    return Unit.objects.get(code="535", level="district")


def lines(*effects):
    return {"day": "2025-12-31", "lines": [list(effect) for effect in effects], "refused": ""}


def test_the_greatest_change_comes_first(ba_to):
    here, town = (Unit.objects.get(code=code).pk for code in (MOUNTAIN, TOWNSHIP))
    shown = shown_effects(
        lines(
            (ba_to.pk, THEORY, [66, 34, 0], [71, 29, 0]),
            (ba_to.pk, "2025.key.theory", [0, 0, 0], [1, 1, 0]),
            (here, THEORY, [1, 1, 0], [1, 0, 0]),
            (town, THEORY, [1, 9, 0], [0, 10, 0]),
            (town, "2030.key.professional", [0, 1, 0], [1, 0, 0]),
        ),
        H2025,
    )
    assert [effect.criterion.code for effect in shown.top.effects] == ["2025.key.theory", THEORY]
    assert [place.unit.code for place in shown.communes] == [MOUNTAIN, TOWNSHIP]
    assert not shown.others and shown.top.effects[0].rate_before is None


def test_a_horizon_shows_its_own_criteria(ba_to):
    told = lines(
        (ba_to.pk, "2025.key.professional", [0, 1, 0], [1, 0, 0]),
        (ba_to.pk, "2030.key.professional", [0, 1, 0], [0, 2, 0]),
    )
    for horizon, code in ((H2025, "2025.key.professional"), (H2030, "2030.key.professional")):
        [effect] = shown_effects(told, horizon).top.effects
        assert effect.criterion.code == code


def test_a_percentage_is_never_rounded_into_a_pass(ba_to):
    told = lines((ba_to.pk, "2025.mass.mass_work", [0, 100_000, 0], [69_999, 30_001, 0]))
    [effect] = shown_effects(told, H2025).top.effects
    assert str(effect.rate_after) == "69.99" and not effect.turns
    passing = lines((ba_to.pk, "2025.mass.mass_work", [0, 10, 0], [7, 3, 0]))
    assert shown_effects(passing, H2025).top.effects[0].turns
