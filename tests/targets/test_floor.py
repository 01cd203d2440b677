"""What binds everybody of a group is asked of whoever is taken on into it (III.2)."""

from personnel.reading.recruited import FLOOR, KIND
from targets import covers
from targets.criteria import ALL, HORIZONS, criteria_for


def test_whoever_is_taken_on_is_asked_what_all_non_specialised_workers_are():
    """At either horizon: what is a target for a share of them binds nobody in particular."""
    for horizon in HORIZONS.values():
        asked = {
            (ask.kind, ask.level)
            for criterion in criteria_for(horizon)
            if criterion.cover is covers.NONSPECIALISED and criterion.share == ALL
            for ask in criterion.asks
        }
        assert asked == {(KIND, FLOOR)}
    assert (KIND, FLOOR) == ("professional", 2)
