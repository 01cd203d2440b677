"""What a migration of several tables begins with, so that it meets nobody half-way."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps


def tables_first(*tables: str) -> RunPython:
    """Return an operation that takes tables whole, first to last; on SQLite it does nothing.

    A migration that changes one and only then asks for another waits in a circle with every list
    that has the second and waits for the first: as long as anybody reads it never gets through.
    They stand in the order in which lists read them.
    """

    def take(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            named = ", ".join(map(schema_editor.quote_name, tables))
            schema_editor.execute(f"LOCK TABLE {named} IN ACCESS EXCLUSIVE MODE")

    return RunPython(take, take)
