"""A check of the table of places, asked by `check --database default` and before migrations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

from personnel.models import UnitPlace

from .rebuilding import out_of_step


@register(Tags.database)
def places_in_step(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn where the places kept are not those that follow from the units and their changes."""
    if not any(_has_table(alias) for alias in databases or ()):
        return []
    rows = out_of_step()
    if not rows:
        return []
    return [
        Warning(
            f"{rows} rows of the places of units differ from what the units and their changes say.",
            hint="Run `manage.py rebuild_places`.",
            id="personnel.W001",
        )
    ]


def _has_table(alias: str) -> bool:
    return UnitPlace._meta.db_table in connections[alias].introspection.table_names()
