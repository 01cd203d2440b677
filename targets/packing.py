"""The outcomes of many criteria for one person as one number: read at once, compared, read back."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import add
from typing import Any

from django.db.models import BigIntegerField

from .figures import Outcome
from .judging import Judgement
from .rules import Criterion

# The digits of the number, two bits for each criterion; a whole number has room for MOST.
DIGITS = (Outcome.EXEMPT, Outcome.MET, Outcome.SHORT, Outcome.UNKNOWN)
BASE, BITS, MOST = len(DIGITS), 2, 31


def packed(criteria: Sequence[Criterion], day: date) -> Any:
    """Return the expression over a standing on `day`, live or frozen, of criteria about people.

    Raises ValueError for none of them, and for more than MOST.
    """
    if not 0 < len(criteria) <= MOST:
        raise ValueError(len(criteria))
    field = BigIntegerField()
    values = (
        {outcome: digit * BASE**at for digit, outcome in enumerate(DIGITS)}
        for at in range(len(criteria))
    )
    judged = (Judgement(c, day, v, field) for c, v in zip(criteria, values, strict=True))
    return reduce(add, judged)


def unpacked(number: int, criteria: Sequence[Criterion]) -> list[Outcome]:
    """Return the outcome of each of the same criteria that such a number tells."""
    return [unpacked_at(number, at) for at in range(len(criteria))]


def unpacked_at(number: int, at: int) -> Outcome:
    """Return the outcome of the criterion at a place in the same list."""
    return DIGITS[number >> at * BITS & BASE - 1]
