"""Numbers of levels add up: over levels, over units and over groups of titles."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from personnel.models import Title
from reports.yearly.graded import MISSING, NEW
from reports.yearly.levels import ALL, GRADED, GRADES, LEVELS, STAFF, WHO, people
from reports.yearly.told import Line, Told

LINES = st.builds(
    Line,
    st.sampled_from(LEVELS[ALL]),
    st.integers(1, 4),
    st.sampled_from(Title.Group.values),
    st.integers(1, 10_000),
)
TOLD = st.lists(LINES, max_size=40).map(lambda lines: Told(tuple(lines)))


@given(TOLD)
def test_levels_and_who_has_none_come_to_everybody(told):
    numbers = people(told)
    graded = sum(numbers.of(grade) for grade in GRADES)
    assert numbers.of(GRADED) == graded
    assert numbers.of(ALL) == graded + numbers.of(MISSING) + numbers.of(NEW) == len(told.lines)


@given(TOLD)
def test_units_and_groups_come_to_the_whole(told):
    groups = [who for who in WHO if who != STAFF]
    for what in LEVELS:
        whole = people(told).of(what)
        assert whole == sum(people(told, units={unit}).of(what) for unit in range(1, 5))
        assert whole == sum(people(told, who).of(what) for who in groups)
        of_staff = sum(people(told, group).of(what) for group in Title.STAFF)
        assert people(told, STAFF).of(what) == of_staff


@given(TOLD)
def test_shares_are_of_those_evaluated_and_no_part_is_the_whole(told):
    numbers = people(told)
    shares = [numbers.share(grade) for grade in GRADES]
    if not numbers.of(GRADED):
        assert shares == [None] * 4
        return
    assert abs(sum(shares) - 100) <= Decimal("0.04"), "each is rounded to a hundredth"
    for grade, share in zip(GRADES, shares, strict=True):
        assert (share == 100) == (numbers.of(grade) == numbers.of(GRADED))
