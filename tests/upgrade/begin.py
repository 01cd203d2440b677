"""Fills an empty database as a release left it.

    python -m tests.upgrade.begin 0.3.0

The database is that of DATABASE_URL, and empty.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import django

from tests.upgrade.kept import kept


def leaves(release):
    """Return the last migrations of a release."""
    return [tuple(leaf) for leaf in kept(release, "migrations")]


def migrate(to, then):
    """Migrate to some migrations, or with None to the last; returns the tables as `then` had."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    with models_made_once_a_migration():
        executor.migrate(to or executor.loader.graph.leaf_nodes())
    return executor.loader.project_state(then).apps


@contextmanager
def models_made_once_a_migration() -> Iterator[None]:
    """Let the way back know the models after each migration, not after each of its operations.

    What was before each is asked for while nothing is undone yet; to make all models anew for
    every operation took two fifths of the way back.
    """
    from django.db.migrations.migration import Migration

    told = Migration.mutate_state

    def mutate_state(migration, state, preserve=True):
        then = state.clone() if preserve else state
        vars(then).pop("apps", None)
        return told(migration, then, preserve=False)

    with patch.object(Migration, "mutate_state", mutate_state):
        yield


def begin(release):
    """Make the tables of a release, and put its rows into them."""
    from tests.upgrade.rows import write

    then = leaves(release)
    write(kept(release, "rows"), migrate(then, then))


if __name__ == "__main__":
    django.setup()
    begin(sys.argv[1])
