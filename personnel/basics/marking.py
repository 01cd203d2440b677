"""What a migration says so that whatever writes to a table leaves a mark (`Mark`)."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

_MARK = {
    "postgresql": "INSERT INTO personnel_mark (value) "
    "VALUES (pg_catalog.hashtextextended(pg_catalog.gen_random_uuid()::text, 0))",
    # Of what writes one at a time the last is enough.
    "sqlite": "INSERT OR REPLACE INTO personnel_mark (id, value) VALUES (1, random())",
}
# With the rights of its owner: whoever may write facts need not be able to write marks. After each
# thousand it makes one of all that nobody else is at, which leaves the name of the state as it is;
# not where a snapshot is held, in which PostgreSQL would refuse what others have altered since.
_FUNCTION = f"""
CREATE FUNCTION leave_mark() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS $$
DECLARE number bigint;
BEGIN
    {_MARK["postgresql"]} RETURNING id INTO number;
    IF mod(number, 1000) = 0 AND current_setting('transaction_isolation') = 'read committed' THEN
        WITH free AS (SELECT id FROM personnel_mark FOR UPDATE SKIP LOCKED),
        gone AS (DELETE FROM personnel_mark WHERE id IN (SELECT id FROM free) RETURNING value)
        INSERT INTO personnel_mark (value) SELECT bit_xor(value) FROM gone HAVING count(*) > 0;
    END IF;
    RETURN NULL;
END $$
"""
_OF_EACH_STATEMENT = (
    "CREATE TRIGGER mark_{table} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION leave_mark()"
)
# SQLite has triggers of rows alone.
_OF_EACH_ROW = (
    f"CREATE TRIGGER mark_{{table}}_{{event}} AFTER {{event}} ON {{table}} "
    f"BEGIN {_MARK['sqlite']}; END"
)
_EVENTS = ("INSERT", "UPDATE", "DELETE")


def marked(*tables: str) -> RunPython:
    """Return an operation after which whatever writes to these tables leaves a mark.

    A migration that makes one of them anew on SQLite (nearly all that alter it) says so again.
    """

    def mark(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        _unmark(schema_editor, tables)
        for table in tables:
            for statement in _triggers(schema_editor, table):
                schema_editor.execute(statement)
        # What was written while they were not there has left none.
        schema_editor.execute(_MARK[schema_editor.connection.vendor])

    def unmark(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        _unmark(schema_editor, tables)

    return RunPython(mark, unmark)


def _triggers(editor: BaseDatabaseSchemaEditor, table: str) -> list[str]:
    if editor.connection.vendor == "postgresql":
        return [_OF_EACH_STATEMENT.format(table=table)]
    return [_OF_EACH_ROW.format(table=table, event=event) for event in _EVENTS]


def _unmark(editor: BaseDatabaseSchemaEditor, tables: tuple[str, ...]) -> None:
    for table in tables:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER IF EXISTS mark_{table} ON {table}")
        else:
            for event in _EVENTS:
                editor.execute(f"DROP TRIGGER IF EXISTS mark_{table}_{event}")


def _make_function(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_FUNCTION)


def _drop_function(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION leave_mark()")


marks_are_drawn = RunPython(_make_function, _drop_function)
