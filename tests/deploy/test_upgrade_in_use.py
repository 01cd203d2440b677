"""A release's database is migrated while that release goes on reading and writing."""

import os
import subprocess
import sys
import threading
from contextlib import closing

import psycopg2
import pytest
from psycopg2 import errors, sql

from tests.deploy.conftest import OWNER, ROOT, manage
from tests.deploy.pairs import until
from tests.upgrade.kept import kept, releases

# Nobody at a page waits longer for a table than this.
PATIENCE = "20s"
# How long somebody looks at what was shown before the next deed, in seconds.
BETWEEN = 0.05
# What the guide says that the old release is refused until it is stopped; whoever asked is told.
REFUSED = (errors.NotNullViolation, errors.DeadlockDetected)
# Lists ask for several tables at once, in either order.
LISTS = (
    """
    SELECT count(*) FROM personnel_post JOIN personnel_person ON person_id = personnel_person.id
    JOIN personnel_title ON title_id = personnel_title.id
    JOIN personnel_unit ON unit_id = personnel_unit.id
    """,
    """
    SELECT count(*) FROM personnel_unit LEFT JOIN personnel_post ON unit_id = personnel_unit.id
    LEFT JOIN personnel_credential USING (person_id)
    """,
)
WRITTEN = {"personnel_person": {"full_name": "Nguyễn Thị {}", "cccd": "", "note": "đang dùng"},
           "personnel_post": {}, "personnel_credential": {}}  # fmt: skip


class OldRelease(threading.Thread):
    """Works at a database as the release does: by its columns, somebody's whole record at once."""

    def __init__(self, address, release):
        super().__init__()
        self.address, self.rows = address, kept(release, "rows")
        self.saved, self.refused, self.failed, self.enough = [], [], None, threading.Event()

    def run(self):
        try:
            self.work()
        except psycopg2.Error as error:
            self.failed = error

    def work(self):
        """Do the same again and again; whatever is not refused as told ends it."""
        with closing(psycopg2.connect(self.address, options=f"-c lock_timeout={PATIENCE}")) as at:
            for turn in range(20_000):
                if self.enough.wait(BETWEEN):
                    return
                try:
                    with at, at.cursor() as cursor:
                        self.once(cursor, turn)
                except REFUSED as error:
                    self.refused.append(type(error))


class Writes(OldRelease):
    def once(self, cursor, turn):
        """Record somebody with a post and a credential, and mend the note of somebody else."""
        person = None
        for table, said in WRITTEN.items():
            row = {name: value for name, value in self.rows[table][0].items() if name != "id"}
            row |= {"person_id": person} if person else {}
            row |= {name: value.format(turn) if value else value for name, value in said.items()}
            row = {name: self.plain(name, value) for name, value in row.items()}
            cursor.execute(
                sql.SQL("INSERT INTO {} ({}) VALUES ({}) RETURNING id").format(
                    sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, row)),
                    sql.SQL(", ").join(sql.Placeholder() * len(row)),
                ),
                list(row.values()),
            )  # fmt: skip
            person = person or cursor.fetchone()[0]
        cursor.execute("UPDATE personnel_person SET note = 'đã xem' WHERE id = %s", [person])
        cursor.connection.commit()
        self.saved.append(person)

    @staticmethod
    def plain(name, value):
        """Return a value as the table takes it."""
        return b"\x00" if name == "sort_key" else value


class Reads(OldRelease):
    def once(self, cursor, turn):
        """Look at lists, one after the other."""
        for asked in LISTS:
            cursor.execute(asked)
            cursor.connection.commit()
        self.saved.append(turn)


@pytest.fixture(params=releases())
def in_use(request, cluster):
    """A release, and the environment of the owner of a database as it left it."""
    name = f"in_use_{os.getpid()}"
    cluster.create(name)
    said = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 60,
            "DATABASE_URL": cluster.url(name, OWNER),
            "DJANGO_SETTINGS_MODULE": "cadre_portal.settings"}  # fmt: skip
    begun = [sys.executable, "-m", "tests.upgrade.begin", request.param]
    subprocess.run(begun, cwd=ROOT, env=said, check=True, capture_output=True)
    yield request.param, said
    cluster.drop(name)


def test_nobody_waits_long_and_nothing_that_was_saved_is_lost(in_use):
    release, said = in_use
    working = [kind(said["DATABASE_URL"], release) for kind in (Writes, Reads, Reads)]
    for each in working:
        each.start()
    try:
        until(lambda: all(each.saved for each in working), [each.failed for each in working])
        manage(said, "migrate", "--verbosity", "0")
        looked = len(working[1].saved)
        until(lambda: len(working[1].saved) > looked, "nobody could read any more")
    finally:
        for each in working:
            each.enough.set()
        for each in working:
            each.join()
    assert [each.failed for each in working] == [None] * len(working)
    writer, *readers = working
    for reader in readers:
        assert set(reader.refused) <= {errors.DeadlockDetected}
        assert len(reader.refused) < len(reader.saved) / 100
    manage(said, "migrate", "--check")
    with closing(psycopg2.connect(said["DATABASE_URL"])) as at, at.cursor() as cursor:
        for table in ("personnel_post", "personnel_credential"):
            cursor.execute(
                f"SELECT count(DISTINCT person_id) FROM {table} JOIN personnel_person ON"
                " person_id = personnel_person.id WHERE note = 'đã xem'"
            )
            assert cursor.fetchone()[0] >= len(writer.saved)
        cursor.execute("SELECT id FROM personnel_person")
        assert set(writer.saved) <= {found for (found,) in cursor.fetchall()}
