"""What is written as a formula comes to its value, in Excel as in the portal."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from reports.workbooks.formulas import NOTHING, Percent, Points, Sum, as_fraction
from targets.figures import Share, percentage
from tests.reports.workbooks.excel import evaluate

SHARES = st.one_of(
    st.none(), st.builds(Share, st.integers(1, 100)), st.just(Share(50, strictly_more=True))
)


def a_sheet(**cells):
    sheet = Workbook().active
    for place, value in cells.items():
        sheet[place] = value
    return sheet


@given(st.integers(0, 60_000), st.integers(0, 60_000), SHARES)
def test_a_rate_is_the_same_in_excel_and_never_rounded_up_into_a_pass(part, rest, share):
    whole = part + rest
    rate = percentage(part, whole, share)
    formula = Percent((1, 1), (1, 2), rate, share)
    worth = evaluate(formula.text, a_sheet(A1=part, B1=whole))
    assert worth == (NOTHING if rate is None else Fraction(str(formula.shown)))
    assert formula.computed({(1, 1): part, (1, 2): whole}) == formula.shown
    if rate is not None and share and not share.reached(part, whole) and not share.strictly_more:
        assert worth * 100 < share.percent


@pytest.mark.parametrize(
    ("part", "whole", "share", "shown"),
    [
        (99_999, 100_000, None, "0.9999"),
        (69_999, 100_000, Share(70), "0.6999"),
        (70, 100, Share(70), "0.7"),
        (1, 32, None, "0.0313"),
        (1, 2, Share(50, strictly_more=True), "0.5"),
        (0, 0, Share(70), NOTHING),
    ],
)
def test_rates_at_the_edge(part, whole, share, shown):
    formula = Percent((1, 1), (1, 2), percentage(part, whole, share), share)
    worth = evaluate(formula.text, a_sheet(A1=part, B1=whole))
    assert worth == (shown if shown == NOTHING else Fraction(shown))


def test_neighbours_are_added_as_a_range_and_others_one_by_one():
    column, row, apart = ((2, 4), (3, 4)), ((5, 8), (5, 9), (5, 10)), ((2, 4), (9, 4))
    assert [Sum(p, 0).text for p in (column, row, apart, ((2, 4),))] == [
        "SUM(D2:D3)", "SUM(H5:J5)", "SUM(D2,D9)", "SUM(D2)",
    ]  # fmt: skip
    assert evaluate("SUM(A1:A2,B1)", a_sheet(A1=3, A2=4, B1=5)) == 12


def test_a_change_is_in_percentage_points():
    before, now = percentage(2, 3), percentage(1, 3)
    formula = Points((1, 1), (1, 2), now - before)
    sheet = a_sheet(A1=float(as_fraction(now)), B1=float(as_fraction(before)))
    assert evaluate(formula.text, sheet) == Fraction("-33.34") == Fraction(str(formula.shown))
