"""What a decree comes to: who comes from where, what is to be decided, which figures change."""

import pytest

from personnel.models import Unit
from reorganising.applying import rehearse
from reorganising.looking import rows
from reorganising.looking.seen import Seen
from targets.criteria import BY_CODE
from targets.figures import Figure, Outcome
from tests.factories import MOUNTAIN, TOWNSHIP, person, post
from tests.reorganising.decrees import tables
from tests.reorganising.looking.township import NEW

CIVIL, YOUNG = "2025.civil.professional", "2025.urban_young.foreign_language"


@pytest.fixture
def see(province_admin):
    """Return a function that asks something of a decree while it is written down."""

    def look(decreed, asked):
        def ask(found):
            return asked(Seen(decreed, province_admin, found.decree, found.applied, found.broken))

        return rehearse(decreed, by=province_admin, look=ask)

    return look


def line_of(code):
    return lambda seen: next(line for line in seen.lines if line.criterion.code == code)


def test_each_unit_tells_who_comes_from_where(people, merging, see):
    (arriving,) = see(merging, lambda seen: seen.arriving)
    told = [(old.code, sorted(came)) for old, came in arriving.origins]
    of_township = sorted(people[name].pk for name in ("head", "clerk", "young"))
    of_mountain = sorted(people[name].pk for name in ("other_head", "member"))
    assert told == [(TOWNSHIP, of_township), (MOUNTAIN, of_mountain)]
    assert (arriving.unit.code, arriving.people) == (NEW, 5)


def test_heads_and_titles_of_several_units_wait_for_a_decision(people, merging, see):
    (arriving,) = see(merging, lambda seen: seen.arriving)
    (head,), (clerks,) = arriving.heads, arriving.others
    assert {pk for pk, _ in head.holders} == {people["head"].pk, people["other_head"].pk}
    assert {pk for pk, _ in clerks.holders} == {
        people[name].pk for name in ("clerk", "young", "member")
    }
    assert [(old.code) for pk, old in clerks.holders if pk == people["member"].pk] == [MOUNTAIN]


def test_a_title_of_one_unit_waits_for_nothing(people, small_province, merging, see):
    for name in ("Một", "Hai"):
        post(person(name=f"Cán bộ {name}"), "VPDU", TOWNSHIP)
    (arriving,) = see(merging, lambda seen: seen.arriving)
    assert [shared.title.code for shared in arriving.others] == ["TCKT"]


def test_one_title_held_in_two_units_is_one_person(people, merging, see):
    post(people["member"], "TCKT", TOWNSHIP)
    (arriving,) = see(merging, lambda seen: seen.arriving)
    assert [(pk, title.code) for pk, title in arriving.twice] == [(people["member"].pk, "TCKT")]
    assert arriving.people == 5


def test_a_figure_differs_with_its_reason(people, merging, see):
    line = see(merging, line_of(CIVIL))
    assert (line.before, line.after) == (Figure(0, 1, 2), Figure(1, 0, 2))
    assert line.reasons == [("nay ở xã miền núi", 1)]
    young = see(merging, line_of(YOUNG))
    assert (young.before.covered, young.after.covered) == (1, 0)
    assert young.reasons == [("không còn ở đô thị", 1)]


def test_what_asks_nothing_of_a_unit_is_the_same(people, merging, see):
    same = see(merging, lambda seen: [line.criterion.code for line in seen.lines
                                      if line.differs])  # fmt: skip
    assert same == [CIVIL, YOUNG]


def test_sorts_of_units_tell_whose_people_they_gain_and_lose(people, merging, see):
    urban, mountain, minority = see(merging, lambda seen: seen.aspects)
    assert (urban.before, urban.after, mountain.before, mountain.after) == (3, 0, 2, 5)
    ((old, new, gained, count),) = mountain.moves
    assert (old.code, new.code, gained, count) == (TOWNSHIP, NEW, True, 3)
    assert minority.moves == []


def test_the_unit_is_compared_with_the_sum_of_what_it_comes_from(people, merging, see):
    (differing,) = see(merging, lambda seen: seen.differing)
    assert differing.unit.code == NEW
    assert [line.criterion.code for line in differing.lines] == [CIVIL, YOUNG]


def test_each_who_counts_otherwise_is_listed(people, merging, see):
    (row,) = see(merging, lambda seen: rows.otherwise(seen, BY_CODE[CIVIL]))
    assert (row.person, row.before, row.after) == (people["clerk"], Outcome.SHORT, Outcome.MET)
    assert (row.old.code, row.new.code, row.why) == (TOWNSHIP, NEW, "nay ở xã miền núi")


def test_a_split_has_everybody_by_default(people, splitting, see):
    (split,) = see(splitting, lambda seen: seen.splits)
    assert [unit.code for unit in split.options] == [NEW, "29002"]
    assert {choice.goes_to for choice in split.choices} == {NEW}
    assert len(split.choices) == 3


def test_looking_writes_nothing(people, merging, see):
    before = tables()
    see(merging, lambda seen: seen.read())
    assert tables() == before
    assert not Unit.objects.filter(code=NEW).exists()
