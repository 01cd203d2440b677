"""The Containerfile's steps, done in an empty folder, make a portal that answers.

No image is made here, as there is no base to be had without a registry: what the first stage does
is done with the Python of the tests, and what the image starts and asks about itself is started
and asked. docs/operating.md says how an image was truly built.
"""

import json
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from bench.databases import free_port
from tests.deploy.conftest import DEPLOY, ROOT

SAID = (DEPLOY / "Containerfile").read_text()
BUILT, RUN = SAID.split("\nFROM ${BASE}\n")


def steps(stage, instruction):
    """Return what stands behind an instruction, each time."""
    return re.findall(rf"^{instruction} (.+)$", stage, re.MULTILINE)


def allowed():
    """Return what .containerignore lets in: it takes nothing but what it names."""
    first, *rest = [
        line for line in (ROOT / ".containerignore").read_text().splitlines() if line[0] != "#"
    ]
    assert first == "*" and rest.pop() == "**/__pycache__"
    assert all(line.startswith("!") for line in rest)
    return [line[1:] for line in rest]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of the first stage, its steps done in order."""
    app = tmp_path_factory.mktemp("image") / "app"
    app.mkdir()
    for instruction, what in re.findall(r"^(COPY|RUN) (.+)$", BUILT, re.MULTILINE):
        if instruction == "RUN":
            done = subprocess.run(
                what, shell=True, cwd=app, text=True, capture_output=True, check=False
            )
            assert done.returncode == 0, done.stderr[-2000:]
        elif what == "requirements.txt ./":
            shutil.copy(ROOT / "requirements.txt", app)
        else:
            assert what == ". ."
            _copied_into(app)
    return app


def _copied_into(app):
    for name in allowed():
        (app / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            without = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, app / name, ignore=without)
        else:
            shutil.copy(ROOT / name, app / name)


def test_nothing_lies_in_it_but_what_the_portal_is(built):
    tops = {path.split("/")[0] for path in allowed()}
    assert {path.name for path in built.iterdir()} <= {*tops, ".venv", "staticfiles", "__pycache__"}
    assert not tops & {".env", ".git", "tests", "var", "portal.sqlite3"}
    assert list((built / "staticfiles").glob("css/*.css"))
    # What the portal is, whole: each room that the linter knows.
    assert {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"bench", "docs"} <= tops


def test_it_fetches_nothing_but_from_the_index_of_packages():
    runs = " ".join(steps(SAID, "RUN"))
    assert not re.search(r"\b(apt|apt-get|apk|curl|wget|git)\b|://", runs)
    assert runs.count("pip install") == 1 and "--require-hashes" in runs
    assert steps(SAID, "ADD") == [] and all(
        each == "${BASE} AS built" for each in steps(SAID, "FROM")[:1]
    )


def test_it_is_run_by_somebody_who_may_not_alter_it():
    (user,) = steps(RUN, "USER")
    assert user == "10001:10001" and "--uid 10001" in RUN
    assert (
        "--chown" not in SAID and "chown portal:portal /srv/portal/uploads /srv/portal/scans" in RUN
    )


def test_it_starts_and_says_that_it_is_well(built, portal):
    port = free_port()
    (command,), (health,) = steps(RUN, "CMD"), steps(RUN, "HEALTHCHECK .*CMD")
    words = [word.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for word in json.loads(command)]
    assert words[-1] == f"127.0.0.1:{port}"
    asked = json.loads(health.replace(":8000/", f":{port}/"))
    here = portal.workers | {"PATH": f"{built / '.venv' / 'bin'}:{portal.workers['PATH']}"}
    log = built.parent / "log"
    with log.open("w") as output:
        server = subprocess.Popen(words, cwd=built, env=here, stdout=output, stderr=output)
    try:
        last = time.monotonic() + 120
        while subprocess.run(asked, env=here, capture_output=True, check=False).returncode:
            assert time.monotonic() < last and server.poll() is None, log.read_text()
    finally:
        server.terminate()
        server.wait(60)
    assert subprocess.run(asked, env=here, capture_output=True, check=False).returncode
    assert Path(f"/proc/{server.pid}").exists() is False
