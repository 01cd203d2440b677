"""A square a person: in which order, where the mark stands, and when there are too many."""

import pytest

from reports.squares import MOST, STEP, squares_of
from targets.figures import Figure, Share


def test_those_who_meet_it_come_first_and_those_not_recorded_between():
    found = squares_of(Figure(met=2, short=1, unknown=1), Share(100))
    assert [outcome for _, outcome in found.each] == ["met", "met", "unknown", "short"]
    assert [x for x, _ in found.each] == ["0.5", f"{STEP + 0.5}", f"{2 * STEP + 0.5}",
                                          f"{3 * STEP + 0.5}"]  # fmt: skip
    assert found.mark == ""


@pytest.mark.parametrize(("share", "needed"), [(Share(50), 2), (Share(50, True), 3), (None, 0)])
def test_the_mark_stands_after_as_many_as_must_meet_it(share, needed):
    found = squares_of(Figure(met=1, short=3), share)
    assert found.needed == needed
    assert found.mark == (f"{needed * STEP - 1.5}" if needed else "")


def test_nobody_and_too_many_have_none():
    assert squares_of(Figure(), Share(50)) is None
    assert squares_of(Figure(met=MOST + 1), Share(50)) is None
    assert squares_of(Figure(met=MOST), Share(50)) is not None
