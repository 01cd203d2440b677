from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.figures import Figure, Share, percentage

ALL, SEVENTY, MAJORITY = Share(100), Share(70), Share(50, strictly_more=True)


@pytest.mark.parametrize(
    ("share", "met", "covered", "verdict", "gap"),
    [
        (ALL, 10, 10, "pass", 0),
        (ALL, 9999, 10000, "fail", 1),
        (SEVENTY, 7, 10, "pass", 0),
        (SEVENTY, 6, 10, "fail", 1),
        (SEVENTY, 69, 99, "fail", 1),
        (MAJORITY, 5, 10, "fail", 1),
        (MAJORITY, 6, 10, "pass", 0),
        (MAJORITY, 5, 9, "pass", 0),
        (None, 1, 10, "monitor", 0),
        (ALL, 0, 0, "none", 0),
        (None, 0, 0, "none", 0),
    ],
)
def test_verdicts_and_gaps(share, met, covered, verdict, gap):
    figure = Figure(met=met, short=covered - met)
    assert figure.verdict(share).value == verdict
    assert figure.gap(share) == gap


def test_the_baseline_of_the_resolution():
    assert percentage(1106, 3619) == Decimal("30.56")
    assert percentage(98, 3619) == Decimal("2.71")


def test_a_percentage_is_not_rounded_up_into_a_pass():
    assert percentage(99996, 100000, ALL) == Decimal("99.99")
    assert percentage(69996, 100000, SEVENTY) == Decimal("69.99")
    assert percentage(99999, 100000) == Decimal("99.99")


@given(st.integers(1, 5000), st.integers(0, 5000), st.sampled_from([ALL, SEVENTY, MAJORITY]))
def test_what_is_shown_never_contradicts_the_verdict(covered, met, share):
    met = min(met, covered)
    reached = share.reached(met, covered)
    shown = percentage(met, covered, share)
    if not reached and not share.strictly_more:
        assert shown < share.percent
    assert share.reached(share.needed(covered), covered)
    assert not share.reached(share.needed(covered) - 1, covered)
