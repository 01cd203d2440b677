"""The solver: the objectives one after another, silent, refused in words where it cannot."""

import sys
from random import Random

import pytest

from targets.needs import solver
from targets.needs.needing import Needs
from targets.needs.planning import plan_for
from targets.needs.solver import NeedsSolver, Problem, Unsolved, solve
from targets.needs.wishes import Wishes

from .made import offers, province
from .wished import NO_THEORY


@pytest.fixture
def problem():
    """Two columns, the first of 5 at most: 2a + 3b are 11 at least, a + b are 9 at most."""
    problem = Problem()
    one, other = problem.column(5), problem.column()
    problem.row({one: 2, other: 3}, least=11)
    problem.row({one: 1, other: 1}, most=9)
    return problem


@pytest.mark.parametrize(
    ("objectives", "values"),
    [
        ([{0: 1, 1: 1}, {1: 1}], [1, 3]),
        ([{0: 1, 1: 1}, {0: 1}, {1: 1}], [0, 4]),
        ([{1: 1}, {0: -1}], [5, 1]),
        ([{1: -1}], [0, 9]),
    ],
)
def test_each_objective_is_least_as_far_as_those_before_allow(problem, objectives, values, capfd):
    assert solve(problem, objectives) == values
    assert capfd.readouterr() == ("", "")


def test_no_answer_is_told(problem):
    problem.row({0: 1}, least=6)
    with pytest.raises(Unsolved, match="thời gian cho phép"):
        solve(problem, [{0: 1}])


def test_no_time_is_told(monkeypatch):
    monkeypatch.setitem(solver._OPTIONS, "time_limit", 0.0)
    needs = Needs(province(Random(1), 60), offers())
    with pytest.raises(Unsolved, match="thời gian cho phép"):
        plan_for(needs, Wishes(bounds=NO_THEORY))


def test_without_it_only_plans_with_bounds_are_refused(monkeypatch):
    needs = Needs(province(Random(1), 60), offers())
    monkeypatch.setitem(sys.modules, "highspy", None)
    assert plan_for(needs, Wishes()).seats
    with pytest.raises(NeedsSolver, match="chưa cài bộ giải tối ưu"):
        plan_for(needs, Wishes(bounds=NO_THEORY))
