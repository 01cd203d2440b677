"""On PostgreSQL, the database itself refuses two spells of one line on one day.

SQLite has no such constraint; there the derivation and the check of it hold it. The extension
stays when this is taken back: another may need it.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# The table, and the columns that say whose line a spell is of.
LINES = {
    "personnel_unitplace": ("unit_id", "branch"),
    "personnel_unitfact": ("unit_id", "fact"),
    "personnel_titlegroup": ("title_id",),
}


def exclude(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        for table, columns in LINES.items():
            same = ", ".join(f"{column} WITH =" for column in columns)
            schema_editor.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_one_a_day EXCLUDE USING gist "
                f"({same}, daterange(first, last, '[]') WITH &&) DEFERRABLE INITIALLY DEFERRED"
            )


def allow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table in LINES:
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_one_a_day")


class Migration(migrations.Migration):
    dependencies = [("personnel", "0027_units_titles_and_facts_by_day")]

    operations = [migrations.RunPython(exclude, allow)]
