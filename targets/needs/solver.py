"""The one place that knows the solver: whole numbers under linear conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

# Coefficients by column.
Terms = Mapping[int, int]
# Far more than any province takes; who comes to it is told so instead of a plan by chance.
MOST_SECONDS = 60.0
_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "time_limit": MOST_SECONDS,
    "mip_rel_gap": 0.0,
    # Nothing lies between whole numbers.
    "mip_abs_gap": 0.5,
}


class NoPlan(Exception):
    """A plan cannot be worked out; the message says why, and what can be done."""


class NeedsSolver(NoPlan):
    """Asked for what takes the solver, which is not installed here."""

    def __init__(self) -> None:
        super().__init__(
            "Máy chủ này chưa cài bộ giải tối ưu (gói highspy), nên không lập được phương án có "
            "giới hạn số chỗ theo khóa và năm. Bỏ các giới hạn thì vẫn lập được phương án."
        )


class Unsolved(NoPlan):
    """The solver came to no end in the time it has."""

    def __init__(self) -> None:
        super().__init__(
            "Bộ giải tối ưu không tìm được phương án trong thời gian cho phép. Hãy bớt giới hạn số "
            "chỗ hoặc chỉ lập phương án cho toàn tỉnh rồi thử lại."
        )


@dataclass
class Problem:
    """Columns of whole numbers from 0 to the most each may be, and rows that bound their sums."""

    most: list[int | None] = field(default_factory=list)
    rows: list[tuple[Terms, int | None, int | None]] = field(default_factory=list)

    def column(self, most: int | None = None) -> int:
        """Add a column; return its number."""
        self.most.append(most)
        return len(self.most) - 1

    def row(self, terms: Terms, least: int | None = None, most: int | None = None) -> None:
        """Bound a sum of columns."""
        self.rows.append((terms, least, most))


def solve(problem: Problem, objectives: Sequence[Terms]) -> list[int]:
    """Return the columns by which the objectives are least, the first before the next.

    The same problem has the same answer every time. Raises NeedsSolver where it is not installed,
    Unsolved where there is no answer, or none in the time that it has.
    """
    highspy = _solver()
    highs = _loaded(highspy, problem)
    values = [0] * len(problem.most)
    for terms in objectives:
        _set_costs(highs, len(problem.most), terms)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise Unsolved
        values = [round(value) for value in highs.getSolution().col_value]
        least = sum(times * values[column] for column, times in terms.items())
        highs.addRow(-highspy.kHighsInf, least, len(terms), list(terms), list(terms.values()))
    return values


def _solver() -> Any:
    # Read only when it is asked for: it takes a fifteenth of a second and 25 MB.
    try:
        import highspy
    except ImportError:
        raise NeedsSolver from None
    return highspy


def _new(highspy: Any) -> Any:
    """Return the solver, set to say nothing and to do the same every time."""

    class Silent(highspy.Highs):
        def enableCallbacks(self) -> None:
            """Enable none: nobody listens, and it prints its name before it can be silenced."""

    highs = Silent()
    for option, value in _OPTIONS.items():
        highs.setOptionValue(option, value)
    return highs


def _loaded(highspy: Any, problem: Problem) -> Any:
    """Return the solver with a problem."""
    highs, endless = _new(highspy), highspy.kHighsInf
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(problem.most), len(problem.rows)
    lp.col_cost_ = lp.col_lower_ = [0.0] * len(problem.most)
    lp.col_upper_ = [endless if most is None else most for most in problem.most]
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(problem.most)
    lp.row_lower_ = [-endless if least is None else least for _, least, _ in problem.rows]
    lp.row_upper_ = [endless if most is None else most for _, _, most in problem.rows]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = [0, *accumulate(len(terms) for terms, _, _ in problem.rows)]
    lp.a_matrix_.index_ = [column for terms, _, _ in problem.rows for column in terms]
    lp.a_matrix_.value_ = [times for terms, _, _ in problem.rows for times in terms.values()]
    highs.passModel(lp)
    return highs


def _set_costs(highs: Any, columns: int, terms: Terms) -> None:
    costs = [float(terms.get(column, 0)) for column in range(columns)]
    highs.changeColsCost(columns, list(range(columns)), costs)
