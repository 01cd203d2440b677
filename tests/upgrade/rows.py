"""Every row of a database by table, as JSON, and back into the tables of a migration state."""

import base64
from collections.abc import Iterator
from typing import Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

# What every database fills in for itself while it migrates.
OWN = ("contenttypes", "auth", "admin")
Rows = dict[str, list[dict[str, Any]]]


def tables(apps: Apps) -> Iterator[type[models.Model]]:
    """Yield the models that hold rows, those between two others too."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in OWN:
            yield model


def read(apps: Apps) -> Rows:
    """Return the rows of each table that has any, in the order of their keys."""
    found = {model._meta.db_table: list(_rows(model)) for model in tables(apps)}
    return {table: rows for table, rows in sorted(found.items()) if rows}


def _rows(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    for row in model._base_manager.order_by("pk"):
        yield {field.attname: _plain(getattr(row, field.attname))
               for field in model._meta.concrete_fields}  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value.name if isinstance(value, models.fields.files.FieldFile) else value


@transaction.atomic
def write(rows: Rows, apps: Apps) -> None:
    """Put rows into the tables of a state, under their own keys; new ones go on after them."""
    known = {model._meta.db_table: model for model in tables(apps)}
    for table, found in rows.items():
        model = known[table]
        model._base_manager.all().delete()
        fields = {field.attname: field for field in model._meta.concrete_fields}
        made = [model(**{name: fields[name].to_python(value) for name, value in row.items()})
                for row in found]  # fmt: skip
        model._base_manager.bulk_create(made, batch_size=200)
    _count_on(list(known.values()))


def _count_on(written: list[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), written):
            cursor.execute(statement)
