"""When `migrate` tries again; how it does, on PostgreSQL: tests/deploy/test_migrate.py."""

import sqlite3
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import OperationalError, ProgrammingError, connection, transaction
from django.db.migrations import Migration
from django.db.migrations.state import ProjectState

from personnel.basics.tables_first import tables_first
from personnel.management.commands import migrate as ours


def held():
    """What SQLite says while another process writes."""
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
    error = OperationalError("database is locked")
    error.__cause__ = cause
    return error


@pytest.fixture
def tried(monkeypatch):
    """Let Django's own fail by these errors, one a try; returns the timeout of each try."""
    monkeypatch.setattr(ours, "PAUSE", 0)
    tries = []

    def begin(*errors):
        left = list(errors)

        def handle(command, *arguments, **options):
            tries.append(timeout())
            if left:
                raise left.pop(0)

        monkeypatch.setattr(migrate.Command, "handle", handle)
        return tries

    return begin


def timeout():
    """How long PostgreSQL waits for a table, as it says it."""
    if connection.vendor != "postgresql":
        return "400ms"
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_it_is_tried_until_it_gets_through_and_says_so(tried):
    tries, said, before = tried(held(), held()), StringIO(), timeout()
    call_command("migrate", stdout=said)
    assert tries == ["400ms"] * 3 and timeout() == before
    assert "(lần 2)" in said.getvalue() and "(lần 3)" in said.getvalue()


@pytest.mark.django_db(transaction=True)
def test_after_the_last_try_it_says_what_to_do(tried):
    tries = tried(held(), held(), held())
    with pytest.raises(CommandError, match="đã thử 2 lần.*chạy lại lệnh này"):
        call_command("migrate", "--tries", "2", stdout=StringIO())
    assert len(tries) == 2


@pytest.mark.django_db(transaction=True)
def test_what_is_wrong_otherwise_is_not_tried_again(tried):
    tries = tried(ProgrammingError("no such column"))
    with pytest.raises(ProgrammingError):
        call_command("migrate", stdout=StringIO())
    assert len(tries) == 1


@pytest.mark.django_db
def test_within_somebody_s_transaction_nothing_is_tried_again(tried):
    tries = tried(held())
    with pytest.raises(OperationalError), transaction.atomic():
        call_command("migrate", stdout=StringIO())
    assert len(tries) == 1


@pytest.mark.django_db(transaction=True)
def test_tables_are_taken_whole_and_let_go_of_with_the_migration():
    """On SQLite whoever writes has the whole database anyway."""
    asked = "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IN"
    asked += " ('personnel_post'::regclass, 'personnel_unit'::regclass)"

    def taken():
        if connection.vendor != "postgresql":
            return 2 * connection.in_atomic_block
        with connection.cursor() as cursor:
            cursor.execute(asked)
            return cursor.fetchone()[0]

    migration = Migration("made_up", "personnel")
    migration.operations = [tables_first("personnel_post", "personnel_unit")]
    with connection.schema_editor() as editor:
        migration.apply(ProjectState(), editor)
        assert taken() == 2
    assert taken() == 0
