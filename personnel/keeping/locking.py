"""Changes to the reference lists wait for each other, and for posts that are being begun."""

from typing import Any

from django.db import models

from personnel.models import Unit


def hold_list(model: type[models.Model], pk: Any = None) -> None:
    """Make whoever changes the same list, or refers to the row, wait until the transaction ends.

    Units stand or fall with each other, so their writers wait for the province's row. The row
    itself is locked too: whoever begins a post in it locks it at the end (`outlasted`), so the
    post is either there to be counted when this returns, or its writer sees what was changed
    here. SQLite has one writer anyway.
    """
    if issubclass(model, Unit):
        _lock(Unit.objects.provinces())
    if pk is not None:
        _lock(model._default_manager.filter(pk=pk))


def _lock(rows: models.QuerySet[Any]) -> None:
    list(rows.order_by("pk").select_for_update().values_list("pk"))
