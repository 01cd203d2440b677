"""The migrated database that tests start from, made anew once a migration has changed.

A hundred migrations take 22 seconds of processor, and every process of every run needs them.
"""

import fcntl
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.core.management.commands.migrate import Command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

HOME = settings.BASE_DIR / ".pytest_cache"
KEPT = "portal_migrated"
IMPORTED = re.compile(rb"^(?:from|import) +([\w.]+)", re.MULTILINE)


@contextmanager
def migrated_once() -> Iterator[None]:
    """Let `migrate` copy the database that an earlier one made of the same migrations."""
    migrate = Command.handle

    def handle(command: Command, *arguments: Any, **options: Any) -> None:
        own = connections[options["database"]]
        kept = {"sqlite": _File, "postgresql": _Database}[own.vendor](own)
        with kept.alone():
            if not kept.copied_for(digest()):
                migrate(command, *arguments, **options)
                kept.keep(digest())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", handle)
        yield


def digest() -> str:
    """Return what tells these migrations from others: their files, and what they import of ours."""
    read = sha256(django.__version__.encode())
    for path in sorted(_files()):
        read.update(path.read_bytes())
    return read.hexdigest()[:20]


def _files() -> Iterator[Path]:
    rooms = set()
    for migration in MigrationLoader(None).disk_migrations.values():
        rooms.add(Path(sys.modules[migration.__module__].__file__).parent)
    for path in {path for room in rooms for path in room.iterdir() if path.is_file()}:
        yield path
        for name in IMPORTED.findall(path.read_bytes()):
            there = settings.BASE_DIR.joinpath(*name.decode().split("."))
            yield from (p for p in (there.with_suffix(".py"), there / "__init__.py") if p.is_file())


class _File:
    """A file of SQLite beside the tests."""

    def __init__(self, own: Any) -> None:
        self.own = own

    @contextmanager
    def alone(self) -> Iterator[None]:
        HOME.mkdir(exist_ok=True)
        with open(HOME / "migrating", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def copied_for(self, name: str) -> bool:
        path = HOME / f"{KEPT}-{name}.sqlite3"
        if not path.exists():
            return False
        self.own.ensure_connection()
        with closing(sqlite3.connect(path)) as kept:
            kept.backup(self.own.connection)
        return True

    def keep(self, name: str) -> None:
        for old in HOME.glob(f"{KEPT}-*"):
            old.unlink()
        making = HOME / f"{KEPT}-making"
        with closing(sqlite3.connect(making)) as kept:
            self.own.connection.backup(kept)
        making.rename(HOME / f"{KEPT}-{name}.sqlite3")


class _Database:
    """A database of the same server of PostgreSQL; which migrations made it is its comment."""

    def __init__(self, own: Any) -> None:
        self.own = own
        self.name = own.ops.quote_name(own.settings_dict["NAME"])

    @contextmanager
    def alone(self) -> Iterator[None]:
        self.own.close()
        with self.own._nodb_cursor() as self.beside:
            self.beside.execute("SELECT pg_advisory_lock(hashtext(%s))", [KEPT])
            yield

    def copied_for(self, name: str) -> bool:
        self.beside.execute(
            "SELECT shobj_description(oid, 'pg_database') = %s FROM pg_database WHERE datname = %s",
            [name, KEPT],
        )
        if self.beside.fetchone() != (True,):
            return False
        self._copy(KEPT, self.name)
        return True

    def keep(self, name: str) -> None:
        self.own.close()
        self._copy(self.name, KEPT)
        self.beside.execute(f"COMMENT ON DATABASE {KEPT} IS '{name}'")

    def _copy(self, this: str, there: str) -> None:
        self.beside.execute(f"DROP DATABASE IF EXISTS {there}")
        self.beside.execute(f"CREATE DATABASE {there} TEMPLATE {this}")
