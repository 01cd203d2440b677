"""The portal as it is run for a province: what stands in deploy/, started as the guide says."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.db import connection

from bench.databases import free_port
from tests.migrated import KEPT, digest

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
BIN = Path(sys.executable).parent
OWNER, APP = "portal_front_owner", "portal_front_app"
USER, PASSWORD = "quan-tri", "Thu-nghiem-2026-front"
NAME = "portal.example.vn"


@contextmanager
def asking(url):
    """Yield a cursor of a connection of its own; each statement is by itself."""
    database = psycopg2.connect(url)
    database.autocommit = True
    try:
        with database.cursor() as cursor:
            yield cursor
    finally:
        database.close()


@dataclass(frozen=True)
class Cluster:
    """PostgreSQL as this run has it, with databases and users of its own for these tests."""

    host: str
    port: str
    admin: str

    def url(self, database, user):
        """Return the address of a database for one of its users."""
        return f"postgres://{user}@{quote(self.host, safe='')}:{self.port}/{database}"

    def sql(self, *statements, database="postgres"):
        """Run statements, each by itself, as whoever may do everything."""
        with asking(self.url(database, self.admin)) as cursor:
            for statement in statements:
                cursor.execute(statement)

    def create(self, database, template="template1"):
        """Make a database anew, of the owner: empty, or as another is that nobody is at."""
        self.drop(database)
        self.sql(f'CREATE DATABASE "{database}" OWNER {OWNER} TEMPLATE "{template}"')

    def drop(self, database):
        """Take a database away, whoever is connected to it."""
        self.sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


@pytest.fixture(scope="session")
def cluster():
    """Both users: who owns the tables, and with whose rights the web workers work."""
    said = connection.settings_dict
    found = Cluster(said["HOST"] or "127.0.0.1", str(said["PORT"] or 5432), said["USER"])
    for user in (OWNER, APP):
        made = f"CREATE ROLE {user} LOGIN"
        found.sql(f"DO $$ BEGIN {made}; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    return found


def manage(environment, *arguments, **more):
    """Run a command of manage.py as on a server; returns what it said."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, text=True,
        capture_output=True, check=False, **more,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def script(environment, *command):
    """Run a script of deploy/; returns how it ended, and what it said.

    What opens an altered file may name what is no text.
    """
    return subprocess.run(
        [DEPLOY / command[0], *command[1:]], env=environment, text=True, errors="backslashreplace",
        capture_output=True, check=False,
    )  # fmt: skip


@dataclass(frozen=True)
class Portal:
    """A province's portal: its database filled, the environments of its owner and its workers."""

    cluster: Cluster
    database: str
    owner: dict
    workers: dict


@contextmanager
def alone(cluster, what):
    """Let no other process of the tests do the same meanwhile; yields a cursor."""
    with asking(cluster.url("postgres", cluster.admin)) as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [what])
        yield cursor


def dumped(cluster, database):
    """Return all of a database, for `put_back`."""
    kept = ["pg_dump", "-Fc", "--no-owner", cluster.url(database, cluster.admin)]
    return subprocess.run(kept, check=True, capture_output=True).stdout


def put_back(dump, url):
    """Fill an empty database with what another was dumped as, all of it owned by who asks."""
    back = ["pg_restore", "--exit-on-error", "--no-owner", "-d", url]
    subprocess.run(back, input=dump, check=True, capture_output=True)


# Which migrations made the database that tests start from.
MADE_OF = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"


def _migrated(cluster):
    """Return the migrated database that other tests start from; nothing where there is none.

    Nobody else makes or copies it meanwhile.
    """
    with alone(cluster, KEPT) as cursor:
        cursor.execute(MADE_OF, [KEPT])
        if cursor.fetchone() != (digest(),):
            return b""
        return dumped(cluster, KEPT)


@pytest.fixture(scope="session")
def portal(cluster, tmp_path_factory):
    """The first start, as the guide to operating has it; then the least rights.

    Where the migrated database is kept it is copied, which saves half a minute of `migrate`; that
    the owner of the tables can do all of it, test_upgrade_in_use.py asks.
    """
    database = f"front_{os.getpid()}"
    cluster.create(database)
    if dump := _migrated(cluster):
        put_back(dump, cluster.url(database, OWNER))
    uploads, scans = tmp_path_factory.mktemp("uploads"), tmp_path_factory.mktemp("scans")
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    said = bare | {
        "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-0123456789abcdefghijk",
        "HTTPS": "true", "BEHIND_PROXY": "true", "UPLOADS_DIR": str(uploads),
        "SCANS_DIR": str(scans), "LANG": "C.UTF-8",
    }  # fmt: skip
    owner = said | {"DATABASE_URL": cluster.url(database, OWNER)}
    manage(owner, "migrate", "--verbosity", "0")
    manage(owner, "load_reference")
    # All processes of the tests collect into one folder.
    with alone(cluster, "collectstatic"):
        manage(owner, "collectstatic", "--noinput", "--verbosity", "0")
    manage(
        owner | {"DJANGO_SUPERUSER_PASSWORD": PASSWORD},
        *("createsuperuser", "--noinput", "--username", USER),
    )
    granted = subprocess.run(
        ["psql", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-v", f"app={APP}", "-f",
         DEPLOY / "rights.sql", cluster.url(database, OWNER)],
        text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert granted.returncode == 0, granted.stderr
    yield Portal(cluster, database, owner, said | {"DATABASE_URL": cluster.url(database, APP)})
    cluster.drop(database)


@contextmanager
def copy_of(portal):
    """Yield a portal like another, for who fills it: the other is shared. Gone afterwards."""
    cluster, database = portal.cluster, f"{portal.database}_copy"
    cluster.create(database)
    put_back(dumped(cluster, portal.database), cluster.url(database, OWNER))
    owner = portal.owner | {"DATABASE_URL": cluster.url(database, OWNER)}
    workers = portal.workers | {"DATABASE_URL": cluster.url(database, APP)}
    yield Portal(cluster, database, owner, workers)
    cluster.drop(database)


@pytest.fixture(scope="session")
def nginx_binary():
    """nginx, where the system keeps it."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


@dataclass(frozen=True)
class Served:
    """Where the portal is reached through nginx, and where nginx passes on to."""

    https: int
    http: int
    behind: int
    log: Path

    @property
    def url(self):
        """The address of the portal."""
        return f"https://localhost:{self.https}"


@pytest.fixture(scope="session")
def served(portal, nginx_binary, tmp_path_factory):
    """Gunicorn and nginx with the files that are shipped; names, ports and paths are these."""
    folder = tmp_path_factory.mktemp("nginx")
    https, http, behind = free_port(), free_port(), free_port()
    _certificate(folder)
    site = (DEPLOY / "nginx.conf").read_text()
    for shipped, here in (
        (NAME, "localhost"),
        ("listen 80;", f"listen 127.0.0.1:{http};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{https} ssl"),
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
        ("/etc/nginx/portal/", f"{folder}/"),
        ("/var/log/nginx/portal.log", f"{folder}/portal.log"),
        ("https://$host$", f"https://$host:{https}$"),
    ):
        assert shipped in site
        site = site.replace(shipped, here)
    (folder / "site.conf").write_text(site)
    (folder / "nginx.conf").write_text(_around(folder))
    workers = portal.workers | {
        "PORT": str(behind), "ALLOWED_HOSTS": "localhost",
        "CSRF_TRUSTED_ORIGINS": f"https://localhost:{https}",
    }  # fmt: skip
    with open(folder / "gunicorn.log", "w") as log:
        running = [
            subprocess.Popen([BIN / "gunicorn"], cwd=ROOT, env=workers, stderr=log, stdout=log),
            subprocess.Popen([nginx_binary, "-c", folder / "nginx.conf", "-e", folder / "errors"]),
        ]
        try:
            for port in (behind, https, http):
                listening(port, folder / "gunicorn.log")
            yield Served(https, http, behind, folder / "portal.log")
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(20)


def _around(folder):
    """Return what Debian's own nginx.conf has around a site, without its paths."""
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    return (
        f"{user}daemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\n"
        "events { worker_connections 256; }\n"
        f"http {{\n{temporary}include /etc/nginx/mime.types;\ninclude {folder}/site.conf;\n}}\n"
    )


def _certificate(folder):
    """Write a certificate for this run, signed by itself."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


def listening(port, log, seconds=30):
    """Wait until somebody listens at a port."""
    until = time.monotonic() + seconds
    while True:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < until, re.sub(r"\s+", " ", log.read_text())
        time.sleep(0.05)
