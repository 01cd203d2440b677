"""A database beside that of the tests, and the tables in it as some migration leaves them.

They are made at once from what migrations say of the models. To undo all that came since took up
to half a minute, and as long again to do it once more for the tests that follow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor


@contextmanager
def empty_beside(folder: Path) -> Iterator[dict[str, Any]]:
    """Make an empty database of the kind that the tests run on; yields its settings."""
    own = connections[DEFAULT_DB_ALIAS]
    if own.vendor == "sqlite":
        yield own.settings_dict | {"NAME": str(folder / "beside.sqlite3")}
        return
    name = f"{own.settings_dict['NAME']}_beside"

    def run(statement: str) -> None:
        with own._nodb_cursor() as cursor:
            cursor.execute(f"{statement} {own.ops.quote_name(name)}")

    run("DROP DATABASE IF EXISTS")
    run("CREATE DATABASE")
    yield own.settings_dict | {"NAME": name}
    run("DROP DATABASE")


@contextmanager
def in_place_of_the_tests(there: dict[str, Any]) -> Iterator[None]:
    """Let the portal's database be another one, by its settings."""
    own = connections[DEFAULT_DB_ALIAS]
    other = type(own)(there, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = other
    connections.settings[DEFAULT_DB_ALIAS] = there
    try:
        yield
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = own
        connections.settings[DEFAULT_DB_ALIAS] = own.settings_dict


def migrate(*migrations: tuple[str, str]) -> Apps:
    """Migrate apps forwards or back to one of their migrations each, by app and name.

    An empty database begins there, with what these need of other apps. Returns the models as they
    then are.
    """
    executor = MigrationExecutor(connection)
    then = executor.loader.project_state(list(migrations)).apps
    begins = not executor.loader.applied_migrations
    if begins:
        _make_tables(then)
    executor.migrate(list(migrations), fake=begins)
    return then


def _make_tables(apps: Apps) -> None:
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
