"""One entry is all that the portal needs to know a kind of credential."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_one_entry_is_known_everywhere():
    """The checks beside this file, in a process that knows one kind more from its beginning.

    Its tables are made from the models: the migration that a real kind needs is not there.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    asked = ["-n", "0", "--nomigrations", "-q", "-p", "tests.one_more_kind.skills"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *asked, "tests/one_more_kind/checks.py"],
        cwd=ROOT,
        env=environment | {"DATABASE_URL": "sqlite://:memory:"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
