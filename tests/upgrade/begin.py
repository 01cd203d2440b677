"""Fills an empty database as a release left it.

    python -m tests.upgrade.begin 0.3.0

The database is that of DATABASE_URL, and empty.
"""

import sys

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
    executor.migrate(to or executor.loader.graph.leaf_nodes())
    return executor.loader.project_state(then).apps


def begin(release):
    """Make the tables of a release, and put its rows into them."""
    from tests.upgrade.rows import write

    then = leaves(release)
    write(kept(release, "rows"), migrate(then, then))


if __name__ == "__main__":
    django.setup()
    begin(sys.argv[1])
