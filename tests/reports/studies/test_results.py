"""Numbers of results, added up and kept: over units and groups, never over courses."""

from reports.studies.results import PARTS, Result, Results, Tally, Taught

THEORY = Taught("theory", 2, "LLCT-TC", "Trung cấp lý luận chính trị")
DEGREE = Taught("professional", 4, "CM-DH", "Đại học chuyên môn")
FOUND = Results(
    2025,
    (DEGREE, THEORY),
    {
        (("LLCT-TC", 1, "key"), "all"): Tally(3, 2),
        (("LLCT-TC", 1, "key"), "failed"): Tally(1, 1),
        (("LLCT-TC", 1, "key"), "finished"): Tally(2, 2),
        (("LLCT-TC", 2, "civil"), "all"): Tally(1, 1),
        (("LLCT-TC", 2, "civil"), "finished"): Tally(1, 1),
        (("", 1, "key"), "all"): Tally(3, 2),
        (("", 2, "civil"), "all"): Tally(1, 1),
    },
    {("LLCT-TC", 1, "key"): 4, ("CM-DH", 2, "mass"): 1},
    {("LLCT-TC", 1, "key"): (5, 7), ("LLCT-TC", 2, "civil"): (1, 2)},
    unconfirmed=1,
)


def test_units_and_groups_add_up():
    row = FOUND.of("LLCT-TC")
    assert row.sent == Tally(4, 3) and row.tally(Result.FINISHED) == Tally(3, 3)
    assert row.planned == 4 and row.held == (6, 9)
    assert FOUND.of("LLCT-TC", units={2}).sent == Tally(1, 1)
    assert FOUND.of("LLCT-TC", units={2}).held == (1, 2)
    assert FOUND.of("LLCT-TC", group="key").planned == 4
    assert not FOUND.of("LLCT-TC", units={9}) and not FOUND.of("CM-DH", group="key")
    assert FOUND.groups == ["civil", "key", "mass"]


def test_every_part_of_the_whole_is_told_also_where_nobody_is():
    cells = dict(FOUND.of("LLCT-TC").cells)
    assert list(cells) == list(PARTS)
    assert sum(tally.attendances for tally in cells.values()) == 4
    assert cells[Result.LEFT] == Tally()


def test_what_is_kept_is_read_back_and_always_the_same():
    kept = FOUND.as_json()
    assert Results.read(kept) == FOUND
    turned = Results(
        2025, FOUND.courses, dict(reversed(FOUND.tallies.items())), FOUND.planned, FOUND.held,
        unconfirmed=1,
    )  # fmt: skip
    assert turned.as_json() == kept


def test_several_units_together_and_those_that_say_nothing():
    other = Results(
        2025, (THEORY,), {(("LLCT-TC", 3, "key"), "all"): Tally(2, 2)}, unconfirmed=2
    )  # fmt: skip
    both = Results.together(2025, [other, FOUND], [7])
    assert both.of("LLCT-TC").sent == Tally(6, 5)
    assert [course.code for course in both.courses] == ["CM-DH", "LLCT-TC"]
    assert both.unconfirmed == 3 and both.unknown == (7,)
    assert not Results.together(2025, [], [7])
