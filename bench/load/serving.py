"""gunicorn as it is served by, started for a while on a port of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from bench.databases import free_port

from .mix import Server

_PATIENCE = 60.0


@contextmanager
def gunicorn(database: str, options: Sequence[str] = ()) -> Iterator[tuple[Server, int]]:
    """Yield where the portal answers, by gunicorn.conf.py and `options`, and its process.

    Raises RuntimeError when it does not answer within a minute.
    """
    port = free_port()
    environment = os.environ | {"DATABASE_URL": database, "PORT": str(port)}
    command = [sys.executable, "-m", "gunicorn", "--log-level", "warning", *options]
    with subprocess.Popen(command, env=environment) as process:
        try:
            server = Server.at(f"http://127.0.0.1:{port}")
            _wait_for(server, process)
            yield server, process.pid
        finally:
            process.terminate()


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        connection = HTTPConnection(server.host, server.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.2)
        finally:
            connection.close()
    raise RuntimeError("gunicorn does not answer")
