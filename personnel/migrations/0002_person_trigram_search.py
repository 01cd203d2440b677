"""On PostgreSQL, index the words inside names for the search that ignores marks.

SQLite reads the plain index on search_name instead; PersonQuerySet.named_like serves both.
"""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CREATE = (
    "CREATE INDEX person_search_name_trigram ON personnel_person "
    "USING gin (search_name gin_trgm_ops)"
)
DROP = "DROP INDEX IF EXISTS person_search_name_trigram"


def create_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("personnel", "0001_facts_and_their_history")]

    operations = [TrigramExtension(), migrations.RunPython(create_index, drop_index)]
