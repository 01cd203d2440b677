"""`migrate` gives way to whoever holds a table, and comes back; what it began leaves nothing."""

import os
import subprocess
import sys
from contextlib import closing, contextmanager

import psycopg2
import pytest

from tests.deploy.conftest import OWNER, ROOT, asking, manage
from tests.deploy.pairs import until

GIVES_WAY = "nhường, thử lại"
WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"


NAME = f"two_tables_{os.getpid()}"
SAID = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 60, "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "tests.deploy.two_tables.settings"}  # fmt: skip


@pytest.fixture(scope="module")
def begun(cluster):
    """The name of a database that has both tables without their columns."""
    name = f"{NAME}_begun"
    cluster.create(name)
    at = {"DATABASE_URL": cluster.url(name, OWNER)}
    manage(SAID | at, "migrate", "two_tables", "0001", "--verbosity", "0")
    yield name
    cluster.drop(name)


@pytest.fixture
def tables(cluster, begun):
    """The environment of the owner of such a database."""
    cluster.create(NAME, template=begun)
    # `migrate` is asked whether it waits in a circle after this; somebody else much later.
    cluster.sql(f"ALTER DATABASE {NAME} SET deadlock_timeout = '2s'")
    yield SAID | {"DATABASE_URL": cluster.url(NAME, OWNER)}
    cluster.drop(NAME)


@contextmanager
def reading_the_second(cluster):
    """Somebody reads one of the tables and goes on holding it."""
    with closing(psycopg2.connect(cluster.url(NAME, cluster.admin))) as at, at.cursor() as cursor:
        cursor.execute("SET LOCAL deadlock_timeout = '10min'")
        cursor.execute("SELECT count(*) FROM second_table")
        yield cursor


@contextmanager
def migrating(said, *how):
    """Yield `migrate`, begun; it is awaited and has done well."""
    command = [sys.executable, "manage.py", "migrate", "two_tables", *how]
    with subprocess.Popen(
        command, cwd=ROOT, env=said, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as begun:
        try:
            yield begun
            rest = begun.stdout.read()
        finally:
            begun.kill() if sys.exc_info()[0] else None
    assert begun.returncode == 0, rest


def columns(cluster):
    """Return which of the tables have their column."""
    with asking(cluster.url(NAME, cluster.admin)) as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns"
                       " WHERE column_name = 'said' ORDER BY 1")  # fmt: skip
        return [table for (table,) in cursor.fetchall()]


def told_of_giving_way(begun):
    """Read what is told until it gives way."""
    for line in begun.stdout:
        if GIVES_WAY in line:
            return line
    raise AssertionError("it ended without giving way")


def test_what_it_does_not_get_in_time_it_comes_back_for(cluster, tables):
    with reading_the_second(cluster) as held, migrating(tables) as begun:
        assert "(lần 2)" in told_of_giving_way(begun)
        assert columns(cluster) == [], "the column of the first is taken back"
        held.connection.rollback()
    assert columns(cluster) == ["first_table", "second_table"]


def test_a_circle_is_left_and_tried_again(cluster, tables):
    """Somebody holds the second table and waits for the first: PostgreSQL refuses `migrate`."""
    with (
        reading_the_second(cluster) as held,
        migrating(tables, "--waits", "600000") as begun,
        asking(cluster.url("postgres", cluster.admin)) as asked,
    ):
        until(lambda: asked.execute(WAITING, [NAME]) or asked.fetchone(), "it does not wait")
        # Only once `migrate` has been refused does this get the table.
        held.execute("SELECT count(*) FROM first_table")
        told_of_giving_way(begun)
        held.connection.rollback()
    assert columns(cluster) == ["first_table", "second_table"]


def test_after_so_many_tries_it_says_what_to_do(cluster, tables):
    with reading_the_second(cluster):
        done = subprocess.run(
            [sys.executable, "manage.py", "migrate", "two_tables", "--tries", "2"],
            cwd=ROOT, env=tables, text=True, capture_output=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1 and done.stdout.count(GIVES_WAY) == 1
    assert "đã thử 2 lần" in done.stderr and "dừng gunicorn, rồi chạy lại" in done.stderr
    assert "Traceback" not in done.stderr and columns(cluster) == []
    manage(tables, "migrate", "two_tables", "--verbosity", "0")
    assert columns(cluster) == ["first_table", "second_table"]


def test_others_wait_no_longer_than_it_does(cluster, tables):
    """Whoever comes later stands behind `migrate`, which goes away."""
    with reading_the_second(cluster) as held, migrating(tables) as begun:
        with closing(psycopg2.connect(cluster.url(NAME, cluster.admin))) as at, at.cursor() as one:
            one.execute("SET lock_timeout = '20s'")
            for _ in range(3):
                told_of_giving_way(begun)
                one.execute("SELECT count(*) FROM first_table, second_table")
                at.commit()
        held.connection.rollback()
    assert columns(cluster) == ["first_table", "second_table"]
