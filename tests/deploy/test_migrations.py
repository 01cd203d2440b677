"""What each migration would do to a portal in use is known: the linter finds nothing untold."""

import re

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser import PostgresqlAnalyser, analyse_sql_statements

from tests.deploy.conftest import ROOT

pytestmark = pytest.mark.django_db
# What these and those before them do is told in the guide as it was found once; those after them
# are looked at each time.
LOOKED_AT = [
    ("accounts", "0013_the_right_to_planning"),
    ("personnel", "0042_where_holders_came_from_and_went"),
    ("reorganising", "0003_rights_confirmed_in_a_draft"),
    ("reports", "0018_what_a_year_tells_handed_in"),
    ("sheets", "0007_rows_ask_of_posts_in_what_ended"),
]
OURS = ("accounts", "personnel", "reorganising", "reports", "sheets", "training")
# How a migration names its variables does nothing to a database; by their names it also guesses
# what is a model and was not asked of the state.
STYLE = (
    "RUNPYTHON_MODEL_VARIABLE_NAME", "RUNPYTHON_ARGS_NAMING_CONVENTION", "RUNPYTHON_MODEL_IMPORT",
)  # fmt: skip
GUIDE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def loader(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return MigrationLoader(connection)


def statements(migration, state):
    """Return what a migration says to the database, as lines, and the state after it."""
    with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        after = migration.apply(state, editor, collect_sql=True)
    lines = [line for text in editor.collected_sql for line in text.splitlines()]
    return ["BEGIN;", *(line for line in lines if not line.startswith("--"))], after


def found_in(migration, state):
    """Return the codes of what the linter finds in a migration, and the state after it."""
    said, after = statements(migration, state)
    linter = MigrationLinter(no_cache=True, no_output=True, exclude_migration_tests=STYLE)
    errors, _, warnings = analyse_sql_statements(PostgresqlAnalyser, said, STYLE)
    of_data = linter.analyse_data_migration(migration)
    return {each.code for each in (*errors, *warnings, *of_data[0], *of_data[2])}, after


def told():
    """Return what the guide to operating tells of migrations, by the code of the linter."""
    part = GUIDE.split("### While it is in use\n")[1].split("\n##")[0]
    rows = re.findall(r"^\| [^|`]+ \((`[^|]+)\) \| ([^|]+) \| .+ \|$", part, re.MULTILINE)
    found = {}
    for codes, named in rows:
        for code in re.findall(r"`(\w+)`", codes):
            found[code] = {
                f"{room} {number}"
                for room, numbers in re.findall(r"(\w+) ((?:\d{4}(?:, )?)+)", named)
                for number in re.findall(r"\d+", numbers)
            }
    return found


def test_every_new_migration_is_safe_or_told(loader):
    """One that is not is found here: it is made otherwise, or told in the guide with the reason."""
    known = {key for leaf in LOOKED_AT for key in loader.graph.forwards_plan(leaf)}
    plan = loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True)
    state, untold, guide = loader.project_state(list(known)), [], told()
    for key in plan:
        if key not in known and key[0] in OURS:
            codes, state = found_in(loader.get_migration(*key), state)
            name = f"{key[0]} {key[1][:4]}"
            untold += [f"{name}: {code}" for code in codes if name not in guide.get(code, ())]
    assert untold == []


def test_what_the_guide_tells_is_of_migrations_that_there_are(loader):
    ours = {f"{room} {name[:4]}" for room, name in loader.disk_migrations if room in OURS}
    guide = told()
    assert {"NOT_NULL", "RENAME_COLUMN", "CREATE_INDEX"} <= guide.keys()
    assert set().union(*guide.values()) <= ours


@pytest.fixture(scope="module")
def present(loader):
    """The tables as they are now, made once: making them takes the time of all these tests."""
    state = loader.project_state()
    assert state.apps
    return state


def of_a_migration(*operations):
    migration = migrations.Migration("made_up", "personnel")
    migration.operations = operations
    return migration


UNSAFE = {
    "NOT_NULL": migrations.AddField("person", "number", models.CharField(default="", max_length=9)),
    "DROP_COLUMN": migrations.RemoveField("person", "religion"),
    "DROP_TABLE": migrations.DeleteModel("Disclosure"),
    "RENAME_COLUMN": migrations.RenameField("person", "religion", "belief"),
    "RENAME_TABLE": migrations.AlterModelTable("person", "people"),
    "ALTER_COLUMN": migrations.AlterField("person", "religion", models.TextField()),
    "CREATE_INDEX": migrations.AddIndex("person", models.Index("birth_date", name="by_birth")),
    "ADD_UNIQUE": migrations.AddConstraint(
        "person", models.UniqueConstraint(fields=["full_name"], name="once")
    ),
    "RUNPYTHON_REVERSIBLE": migrations.RunPython(lambda apps, schema_editor: None),
    "RUNSQL_REVERSIBLE": migrations.RunSQL("SELECT 1"),
}


@pytest.mark.parametrize("code", UNSAFE)
def test_a_migration_that_is_not_safe_is_found(present, code):
    codes, _ = found_in(of_a_migration(UNSAFE[code]), present.clone())
    assert code in codes


def test_one_that_is_safe_is_not(present):
    """A column that the release before may leave out, and an index beside which one writes."""
    column = models.CharField(db_default="", max_length=9)
    safe = of_a_migration(migrations.AddField("person", "number", column))
    assert found_in(safe, present.clone())[0] == set()
