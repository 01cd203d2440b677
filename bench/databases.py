"""Empty databases to measure in: a SQLite file, and a PostgreSQL cluster that is thrown away."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

DEBIAN_BINARIES = Path("/usr/lib/postgresql")


@contextmanager
def sqlite_url() -> Iterator[str]:
    """Yield the address of a database file that lasts as long as the context."""
    with TemporaryDirectory(prefix="bench-sqlite-") as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


def postgresql_binaries() -> Path | None:
    """Return the folder that holds initdb and pg_ctl; None where there is no server."""
    installed = sorted(DEBIAN_BINARIES.glob("*/bin/initdb"))
    found = installed[-1] if installed else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def postgresql_url(binaries: Path) -> Iterator[str]:
    """Yield the address of a database in a new cluster that only this machine can reach."""
    with TemporaryDirectory(prefix="bench-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data, port = f"{folder}/data", free_port()
        options = f"-k {folder} -p {port} -c listen_addresses=127.0.0.1"
        _run(binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
        _run(binaries / "pg_ctl", "-D", data, "-l", f"{folder}/log", "-o", options, "-w", "start")
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def manage(url: str, *command: str) -> str:
    """Run a command of `manage.py` on the database of this address; returns what it prints."""
    environment = os.environ | {"DATABASE_URL": url}
    words = [sys.executable, "manage.py", *command]
    done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def _run(*command: str | Path) -> None:
    """Run a server command, as its own user where we are root: it refuses root."""
    user = "postgres" if os.geteuid() == 0 else None
    subprocess.run(command, user=user, check=True, stdout=subprocess.DEVNULL, cwd="/")
