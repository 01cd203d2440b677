"""A command says in a line that there is no database, and ends as failed."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from personnel.basics.outages import AWAY

ROOT = Path(__file__).parent.parent


@pytest.fixture
def nowhere():
    """An address at which no server answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"postgres://portal@127.0.0.1:{free.getsockname()[1]}/portal"


def test_a_command_without_a_database_says_so(nowhere):
    ran = subprocess.run(
        [sys.executable, "manage.py", "load_reference"],
        env=os.environ | {"DATABASE_URL": nowhere, "SECRET_KEY": "of-the-test"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith(str(AWAY)) and "refused" in ran.stderr
    assert "Traceback" not in ran.stderr
