"""What was saved of a reference list, in words: days above all, so that a slip is seen."""

from datetime import date
from functools import singledispatch
from typing import Any

from personnel.dates import in_words
from personnel.models import Title, Unit


@singledispatch
def saved(record: Any) -> str:
    """Return the sentence that a record was saved."""
    return f"Đã lưu {record}."


@saved.register
def _(record: Unit) -> str:
    return f"Đã lưu {record}: {_period(record.valid_from, record.valid_to)}."


@saved.register
def _(record: Title) -> str:
    return f"Đã lưu {record}: {_period(None, record.valid_to)}."


def _period(first: date | None, last: date | None) -> str:
    if not first and not last:
        return "luôn có hiệu lực"
    begun = [f"từ {in_words(first)}"] if first else []
    ended = [f"đến hết {in_words(last)}"] if last else []
    return " ".join(["có hiệu lực", *begun, *ended])
