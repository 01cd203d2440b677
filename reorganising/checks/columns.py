"""What the columns of a record do not take, told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


def wrong_columns(record: models.Model, exclude: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each column of an unsaved record that its value does not fit, and what is said."""
    try:
        record.clean_fields(exclude=set(exclude))
    except ValidationError as wrong:
        for name, said in wrong.message_dict.items():
            yield name, " ".join(said)


def label_of(model: type[models.Model], name: str) -> str:
    """Return what a column is called on screen."""
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name)
