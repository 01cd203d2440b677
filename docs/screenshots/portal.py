"""Starting the throw-away portal, and taking it away again."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
PATIENCE = 180  # seconds that making the province and starting may take


@contextmanager
def portal() -> Iterator[str]:
    """Yield the address of a portal with a fresh demo province; nothing of it is left behind.

    Raises RuntimeError when it does not start.
    """
    with TemporaryDirectory() as folder:
        port = _free_port()
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/guide.sqlite3",
            "DEBUG": "true",
            "DJANGO_SETTINGS_MODULE": "cadre_portal.settings",
            "HTTPS": "false",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "UPLOADS_DIR": f"{folder}/uploads",
            "SCANS_DIR": f"{folder}/scans",
        }
        command = [sys.executable, "-m", "docs.screenshots.server", str(port)]
        with Path(folder, "log").open("w") as log:
            server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait(server, port, Path(folder, "log"))
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as any_free:
        any_free.bind(("127.0.0.1", 0))
        return int(any_free.getsockname()[1])


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Return once somebody answers on `port`."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"The portal did not start:\n{log.read_text()}")
