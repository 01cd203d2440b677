"""Units by the share of people who meet everything, or by criteria met: exact, ties shared."""

import pytest

from reports.ranking import BY_CRITERIA, BY_PEOPLE, ranking
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post
from tests.reports.figured import DOSSIERS, MONITORED, WHOLE, a_line, a_row

LENS = "horizon=2025&as_of=2025-12-31"
MET, MISSED = a_line(WHOLE, 3), a_line(WHOLE, 1, 2)


def places(found):
    return [(each.place, each.row.unit.name) for each in found.all]


def test_the_share_decides_and_not_the_number():
    rows = [a_row("A", 5, 50, MISSED), a_row("B", 2, 4, MISSED), a_row("C", 3, 9, MISSED)]
    assert places(ranking(rows)) == [(1, "B"), (2, "C"), (3, "A")]


def test_shares_that_round_to_the_same_are_told_apart():
    # 33,333% and 33,334%; a rate of two decimals is 33,33 for both.
    rows = [a_row("A", 10_000, 30_000, MISSED), a_row("B", 10_001, 30_002, MISSED)]
    found = ranking(rows)
    assert places(found) == [(1, "B"), (2, "A")]
    assert [each.percent for each in found.all] == [33, 33]


def test_ties_share_a_place_and_leave_the_next_out():
    names = {"A": (1, 2), "D": (1, 3), "C": (2, 4), "B": (3, 6), "E": (0, 5)}
    found = ranking([a_row(name, *counts, MISSED) for name, counts in names.items()])
    assert places(found) == [(1, "A"), (1, "B"), (1, "C"), (4, "D"), (5, "E")]
    assert [each.row.unit.name for each in found.best] == ["A", "B", "C"]
    assert [each.row.unit.name for each in found.last] == ["E"]


def test_where_all_are_alike_nobody_is_last():
    found = ranking([a_row("A", 1, 2, MISSED), a_row("B", 1, 2, MISSED)])
    assert len(found.best) == 2 and found.last == []
    assert ranking([]).best == ranking([]).last == []


@pytest.mark.parametrize(
    "row",
    [
        a_row("Trống", 0, 0),
        a_row("Chỉ hồ sơ", 0, 0, a_line(DOSSIERS, 9, 1)),
        a_row("Chỉ theo dõi", 4, 4, a_line(MONITORED, 1, 3)),
        a_row("Không ai được xét", 4, 4, a_line(WHOLE, 0)),
    ],
    ids=lambda row: row.unit.name,
)
def test_units_in_which_nobody_is_judged_are_named_and_not_ranked(row):
    found = ranking([row, a_row("A", 0, 9, MISSED)])
    assert places(found) == [(1, "A"), (None, row.unit.name)]
    assert found.best == found.ranked and found.last == []


def test_by_criteria_met_the_share_decides_within_a_tie_that_stays_one():
    rows = [
        a_row("A", 1, 9, MET, MISSED),
        a_row("B", 8, 9, MISSED, MISSED),
        a_row("C", 2, 9, MET, MISSED),
        a_row("D", 0, 9, MET, MET),
    ]
    assert places(ranking(rows, BY_CRITERIA)) == [(1, "D"), (2, "C"), (2, "A"), (4, "B")]
    assert places(ranking(rows, BY_PEOPLE)) == [(1, "B"), (2, "C"), (3, "A"), (4, "D")]
    with pytest.raises(KeyError):
        ranking(rows, "name")


def test_whom_a_place_counts_are_listed(small_province, province_viewer, client_for, length_of):
    levels = {"professional": 4, "theory": 2, "state_management": 2, "position_update": 1}
    for name, unit, held in (
        ("Phạm Văn Đủ", MOUNTAIN, levels),
        ("Phạm Văn Thiếu", MOUNTAIN, levels | {"theory": 1}),
        ("Lê Văn Đủ", LOWLAND, levels),
    ):
        who = post(person(name=name, ethnicity="Hrê"), "BT", unit).person
        for kind, level in held.items():
            credential(who, kind, level)
    client = client_for(province_viewer)
    found = client.get(f"/?{LENS}").context["ranking"]
    shown = {each.row.unit.code: each for each in found.all}
    assert [(each.place, each.percent) for each in found.ranked] == [(1, 100), (2, 50)]
    for each in found.ranked:
        for part in (each.row.complete, each.row.unmet, each.row.people):
            assert length_of(client, part.url) == part.count
    assert shown["535"].row.complete.count == shown["535"].row.unmet.count == 1
    assert shown["534"].place is None
