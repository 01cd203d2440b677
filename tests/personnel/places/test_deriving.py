"""Lines of units on made-up maps: every day has one place, and what must follow does."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personnel.basics.spells import EVER, NEVER
from personnel.places.deriving import Change, Lasts, Lines, Placed

DAY = timedelta(days=1)
# The first days of four maps after the first.
DAYS = [date(2020, 1, 1), date(2022, 7, 1), date(2025, 1, 1), date(2025, 7, 1)]


def lines(units, *changes):
    """Return the places of units {id: (first, last)} with changes (old, new[, default])."""
    lasts = {unit: Lasts(first or EVER, last or NEVER) for unit, (first, last) in units.items()}
    return Lines(
        lasts, [Change(*change, *([True] if len(change) == 2 else [])) for change in changes]
    ).placed()


def eve(day):
    return day - DAY


def test_a_unit_that_no_change_concerns_has_no_line():
    assert lines({1: (None, None), 2: (DAYS[0], None)}) == []


def test_a_renamed_unit_stands_for_the_old_one_from_its_first_day_and_the_old_one_before():
    found = lines({1: (None, eve(DAYS[2])), 2: (DAYS[2], None)}, (1, 2))
    assert found == [
        Placed(1, 0, EVER, eve(DAYS[2]), 1), Placed(1, 0, DAYS[2], NEVER, 2),
        Placed(2, 0, EVER, eve(DAYS[2]), 1), Placed(2, 0, DAYS[2], NEVER, 2),
    ]  # fmt: skip


def test_a_merged_unit_is_itself_before_its_first_day_and_stands_for_both_after():
    over = (None, eve(DAYS[2]))
    found = lines({1: over, 2: over, 3: (DAYS[2], None)}, (1, 3), (2, 3))
    assert {row.unit for row in found} == {1, 2}
    assert [row.place for row in found if row.first == DAYS[2]] == [3, 3]


def test_a_split_unit_leads_by_default_and_by_branch():
    over, begun = (None, eve(DAYS[2])), (DAYS[2], None)
    found = lines({1: over, 2: begun, 3: begun}, (1, 2, True), (1, 3, False))
    after = {(row.unit, row.branch): row.place for row in found if row.last == NEVER}
    assert after == {(1, 0): 2, (1, 3): 3, (2, 0): 2, (3, 0): 3}
    before = {(row.unit, row.branch): row.place for row in found if row.first == EVER}
    assert before == {(1, 0): 1, (1, 3): 1, (2, 0): 1, (3, 0): 1}


def test_a_branch_of_a_later_split_leads_through_the_earlier_default():
    first, second = (None, eve(DAYS[1])), (DAYS[1], eve(DAYS[2]))
    last = (DAYS[2], None)
    found = lines(
        {1: first, 2: second, 3: second, 4: last, 5: last},
        (1, 2, True), (1, 3, False), (2, 4, True), (2, 5, False), (3, 4, True),
    )  # fmt: skip
    ways = {
        branch: [row.place for row in found if (row.unit, row.branch) == (1, branch)]
        for branch in (0, 3, 5)
    }
    assert ways == {0: [1, 2, 4], 3: [1, 3, 4], 5: [1, 2, 5]}


def test_a_circle_of_changes_ends_where_it_began():
    found = lines({1: (None, eve(DAYS[0])), 2: (DAYS[0], None)}, (1, 2), (2, 1))
    assert covers_every_day(found)


@st.composite
def maps(draw):
    """Units over five maps: on each day some go on, merge, split, end for good, or begin."""
    number = draw(st.integers(2, 5))
    units = dict.fromkeys(range(1, number + 1), (None, None))
    living, changes = list(units), []
    for day in DAYS:
        ending = draw(st.lists(st.sampled_from(living), unique=True)) if living else []
        new = list(range(len(units) + 1, len(units) + 1 + draw(st.integers(0, 3))))
        for pk in ending:
            units[pk] = (units[pk][0], eve(day))
            after = draw(st.lists(st.sampled_from(new), unique=True)) if new else []
            changes += [(pk, to, at == 0) for at, to in enumerate(after)]
        for pk in new:
            units[pk] = (day, None)
        living = [pk for pk in living if pk not in ending] + new
    return units, changes


def covers_every_day(found):
    """Whether the rows of every line follow each other from the first day to the last."""
    whole = {}
    for row in sorted(found):
        whole.setdefault((row.unit, row.branch), []).append(row)
    return all(
        line[0].first == EVER
        and line[-1].last == NEVER
        and all(
            after.first == before.last + DAY for before, after in zip(line, line[1:], strict=False)
        )
        for line in whole.values()
    )


@given(maps())
def test_lines_cover_every_day_once(made):
    units, changes = made
    assert covers_every_day(lines(units, *changes))


@given(maps())
def test_a_place_is_in_force_unless_its_line_ends_there(made):
    """Nobody is in a unit that is not in force while another could stand for it."""
    units, changes = made
    after, before = {old for old, _, _ in changes}, [new for _, new, _ in changes]
    for row in lines(units, *changes):
        first, last = units[row.place]
        begins, ends = first or EVER, last or NEVER
        assert begins <= row.first or before.count(row.place) != 1
        assert row.last <= ends or row.place not in after


@given(maps())
def test_a_unit_in_force_stands_for_itself(made):
    units, changes = made
    for row in lines(units, *changes):
        first, last = units[row.unit]
        meets = row.first <= (last or NEVER) and (first or EVER) <= row.last
        assert row.place == row.unit or not meets


@given(maps(), st.integers(0, 3))
def test_a_later_map_changes_no_earlier_day(made, kept):
    """The places of days before a map are the same whether it and those after it came or not."""
    units, changes = made
    day = DAYS[kept]
    early = {
        pk: (a, b if b and b < eve(day) else None)
        for pk, (a, b) in units.items()
        if a is None or a < day
    }
    known = [c for c in changes if c[0] in early and c[1] in early]
    before = at(lines(early, *known), eve(day), early)
    after = at(lines(units, *changes), eve(day), early)
    assert before == after


def at(found, day, among):
    """Return the place of each unit among these on a day, people who go by default."""
    places = {pk: pk for pk in among}
    places |= {
        r.unit: r.place
        for r in found
        if r.branch == 0 and r.first <= day <= r.last and r.unit in among
    }
    return places


@pytest.mark.parametrize("gap", [1, 30])
def test_whoever_is_between_two_days_of_a_gap_is_in_the_successor(gap):
    """No day is left out even where a successor begins too late."""
    found = lines({1: (None, eve(DAYS[1])), 2: (DAYS[1] + gap * DAY, None)}, (1, 2))
    assert covers_every_day(found)


def test_what_came_from_two_units_of_another_province_is_there_until_the_joining():
    joined, later = DAYS[2], DAYS[3]
    units = {
        1: Lasts(EVER, eve(joined), outside=9), 2: Lasts(EVER, eve(joined), outside=9),
        3: Lasts(joined, eve(later)), 4: Lasts(EVER, eve(later)), 5: Lasts(joined, eve(later)),
        6: Lasts(later, NEVER), 7: Lasts(later, NEVER),
    }  # fmt: skip
    # 3 and 5 came from the other province, 4 was always here; 6 is of 3 and 5, 7 of 3 and 4.
    changes = [(1, 3), (2, 3), (2, 5), (1, 5), (3, 6), (5, 6), (3, 7), (4, 7)]
    found = Lines(units, [Change(*each, is_default=each != (2, 5)) for each in changes]).placed()
    assert [row for row in found if (row.unit, row.branch) in {(3, 0), (6, 0)}] == [
        Placed(3, 0, EVER, eve(joined), 9), Placed(3, 0, joined, eve(later), 3),
        Placed(3, 0, later, NEVER, 6),
        Placed(6, 0, EVER, eve(joined), 9), Placed(6, 0, joined, NEVER, 6),
    ]  # fmt: skip
    assert not [row for row in found if row.unit == 7]
