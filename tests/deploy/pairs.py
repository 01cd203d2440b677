"""Two servers of PostgreSQL of a test's own: a primary with the portal, and its standby."""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.databases import free_port
from tests.deploy.conftest import APP, DEPLOY, OWNER, asking

BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
READER = "portal_front_reader"
# PostgreSQL refuses to be started by root.
AS = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
# On a machine that does not lose its power nothing else is lost by it.
FAST = "-c fsync=off -c full_page_writes=off -c jit=off -c listen_addresses=127.0.0.1"


def postgres(program, *arguments):
    """Run one of PostgreSQL's programs as whoever may run it."""
    done = subprocess.run(
        [BIN / program, *arguments], text=True, capture_output=True, check=False, cwd="/", **AS
    )
    assert done.returncode == 0, done.stderr


def until(asked, what, seconds=60):
    """Wait until something is so; fails where it does not come to be."""
    end = time.monotonic() + seconds
    while not (found := asked()):
        assert time.monotonic() < end, what
        time.sleep(0.02)
    return found


@dataclass(frozen=True)
class Server:
    """One of the two, in a folder of its own."""

    folder: Path
    port: int

    def start(self):
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -k {self.folder.parent} {FAST}"
        postgres(
            "pg_ctl", "-D", self.folder, "-l", f"{self.folder}.log", "-w", "-o", options, "start"
        )

    def stop(self, how="immediate"):
        """Stop it as if it were cut off, or as said."""
        postgres("pg_ctl", "-D", self.folder, "-m", how, "-w", "stop")

    def promote(self):
        """Make it the primary."""
        postgres("pg_ctl", "-D", self.folder, "-w", "promote")

    def url(self, user=APP, database="portal"):
        """Return the address of the portal's database for one of its users."""
        return f"postgres://{user}@127.0.0.1:{self.port}/{database}"

    def ask(self, statement, *values, database="portal"):
        """Return what the server answers its administrator, a list of rows."""
        with asking(self.url("portal", database)) as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []


@dataclass(frozen=True)
class Pair:
    """Both; the standby has the portal as the primary has it."""

    primary: Server
    standby: Server

    def caught_up(self):
        """Wait until the standby has replayed all that the primary has written by now."""
        ((at,),) = self.primary.ask("SELECT pg_current_wal_insert_lsn()")
        asked = "SELECT 1 WHERE pg_last_wal_replay_lsn() >= %s"
        until(lambda: self.standby.ask(asked, at), "the standby did not catch up")

    def stand_still(self):
        """Stop the standby's replaying; it is asked for, and comes about some records later."""
        self.standby.ask("SELECT pg_wal_replay_pause()")
        asked = "SELECT 1 WHERE pg_get_wal_replay_pause_state() = 'paused'"
        until(lambda: self.standby.ask(asked), "the standby did not stand still")

    def go_on(self):
        """Let the standby replay again, and wait until it has all."""
        self.standby.ask("SELECT pg_wal_replay_resume()")
        self.caught_up()

    def wait_for_each_other(self):
        """Let nothing be committed from now on that the standby has not written down."""
        self.primary.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.primary.ask("SELECT pg_reload_conf()")
        asked = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"
        until(lambda: self.primary.ask(asked), "the standby is not synchronous")


@contextmanager
def pair_of(portal):
    """Yield two servers with a copy of a portal, its users and their rights; gone afterwards."""
    where = Path(tempfile.mkdtemp(prefix="pair"))
    if AS:
        shutil.chown(where, "postgres", "postgres")
    pair = Pair(Server(where / "primary", free_port()), Server(where / "standby", free_port()))
    try:
        _first(pair.primary, portal)
        postgres(
            *("pg_basebackup", "-D", pair.standby.folder, "-d", pair.primary.url("portal")),
            *("-R", "-X", "stream", "-c", "fast", "--no-sync"),
        )
        pair.standby.start()
        pair.caught_up()
        yield pair
    finally:
        for server in (pair.standby, pair.primary):
            if (server.folder / "postmaster.pid").exists():
                server.stop()
        shutil.rmtree(where)


def _first(server, portal):
    """Start a server with what the portal has, and give both users their rights."""
    postgres(
        "initdb", "-D", server.folder, "-U", "portal", "-A", "trust", "-E", "UTF8",
        "--locale=C.UTF-8", "--no-sync",
    )  # fmt: skip
    server.start()
    for user in (OWNER, APP, READER):
        server.ask(f"CREATE ROLE {user} LOGIN", database="postgres")
    server.ask(f"CREATE DATABASE portal OWNER {OWNER}", database="postgres")
    dump = subprocess.run(
        ["pg_dump", "-Fc", portal.cluster.url(portal.database, portal.cluster.admin)],
        check=True, capture_output=True,
    )  # fmt: skip
    subprocess.run(
        ["pg_restore", "--exit-on-error", "--no-privileges", "-d", server.url("portal")],
        input=dump.stdout, check=True, capture_output=True,
    )  # fmt: skip
    rights(server.url(OWNER), "rights.sql", f"app={APP}")
    rights(server.url(OWNER), "rights_reading.sql", f"reader={READER}")


def rights(url, file, who):
    """Give a user of a database the rights that a file of deploy/ says."""
    subprocess.run(
        ["psql", "--no-psqlrc", "-q", "-v", "ON_ERROR_STOP=1", "-v", who, "-f", DEPLOY / file, url],
        check=True, capture_output=True,
    )  # fmt: skip
