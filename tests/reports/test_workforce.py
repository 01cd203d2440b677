"""The figures and the counts of a board come out of one query as they do out of two."""

from reports.workforce import workforce_conditions
from targets.criteria import H2025, H2030
from targets.judging import count_rows, figure_key, roll_up_and_count, roll_up_rows
from targets.lens import Lens
from targets.sources import LiveSource
from tests.reports.periods.handing import DAY


def test_one_query_says_what_two_do(ba_to, django_assert_num_queries):
    for horizon in (H2025, H2030):
        lens = Lens(horizon, DAY)
        source = LiveSource(lens, ba_to.parent.parent)
        rows, conditions = source.full_rows(), workforce_conditions(lens)
        with django_assert_num_queries(1):
            figures, counts = roll_up_and_count(rows, DAY, lens.criteria, {}, conditions)
        alone, counted = roll_up_rows(rows, DAY, lens.criteria, {}), count_rows(rows, conditions)
        for unit in (ba_to, ba_to.parent, ba_to.parent.parent):
            place = figure_key(unit)
            for criterion in lens.criteria:
                assert figures.figure(criterion, place) == alone.figure(criterion, place)
            for name in conditions:
                assert counts(name, place) == counted(name, place)
        assert counts("group all", ba_to.pk) == 5
