"""The columns of what criteria say of each person, and of the targets missed."""

from django.db.models import IntegerField

from targets.figures import Outcome
from targets.judging import Judgement, kinds_asked
from targets.rules import Criterion, Horizon

from ...unmet import Together
from .column import OUTCOMES, Column, Row, Sort, Value

# What is not met stands first, whom a criterion does not speak of last.
_RANKS = {
    rank: at
    for at, rank in enumerate((Outcome.SHORT, Outcome.UNKNOWN, Outcome.MET, Outcome.EXEMPT))
}


def outcome_column(criterion: Criterion, horizon: Horizon) -> Column:
    """Return the column of a criterion's outcome, on a page of a horizon.

    One of another horizon says of which it is: its words may be those of another.
    """
    elsewhere = "" if criterion.horizon == horizon else f" (mục tiêu {criterion.horizon.code})"
    cover, label = criterion.cover, criterion.label

    def value(row: Row) -> Value:
        return row.judged.get(criterion.code)

    return Column(
        criterion.code,
        f"{cover.brief or cover.label}: {criterion.brief or label}{elsewhere}",
        OUTCOMES,
        value,
        f"{cover.label}: {label}{elsewhere}",
        width=22,
        look="nowrap",
        criterion=criterion,
        sort=_sort(criterion),
    )


def result_column(criterion: Criterion) -> Column:
    """Return the column of the outcome of the criterion that a list is about."""
    return Column(
        "result", "Kết quả", OUTCOMES, lambda row: row.outcome, look="nowrap",
        criterion=criterion, bare=True,
    )  # fmt: skip


def missed_columns(together: Together | None) -> list[Column]:
    """Return a column for each outcome that a list about all targets tells apart."""
    outcomes = together.outcomes if together else ()
    return [_missed(str(outcome.label), outcome) for outcome in outcomes]


def _missed(label: str, outcome: Outcome) -> Column:
    return Column(
        f"missed_{outcome}", label, OUTCOMES, lambda row: row.missed.get(label, ()), width=38,
        look="several missed",
    )  # fmt: skip


def _sort(criterion: Criterion) -> Sort:
    return Sort(
        lambda day: [Judgement(criterion, day, _RANKS, IntegerField())],
        of_standing=True,
        kinds=tuple(kinds_asked([criterion])),
    )
