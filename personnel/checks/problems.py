"""What every check of a reference row needs: how it was, and errors gathered by field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

Record = TypeVar("Record", bound=models.Model)
# The field of an error, and the error.
Problem = tuple[str, ValidationError]


def as_it_was(record: Record) -> Record | None:
    """Return the record as the database has it; None of a new one."""
    found: Record | None = type(record)._default_manager.filter(pk=record.pk).first()
    return found


def changed(before: models.Model | None, record: models.Model, *names: str) -> list[str]:
    """Return which of these columns are not as they were; all of them for a new record."""
    if before is None:
        return list(names)
    return [name for name in names if getattr(before, name) != getattr(record, name)]


def refuse(problems: Iterable[Problem]) -> None:
    """Raise ValidationError with the problems by field, if there are any."""
    found: dict[str, Any] = {}
    for field, problem in problems:
        found.setdefault(field, []).append(problem)
    if found:
        raise ValidationError(found)


def some(names: Iterable[object], most: int = 5) -> str:
    """Return names in one line, and how many more there are."""
    told = [str(name) for name in names]
    more = f" và {len(told) - most} đơn vị khác" if len(told) > most else ""
    return ", ".join(told[:most]) + more
