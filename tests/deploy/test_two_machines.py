"""Two machines with folders and names of their own share the work on one database."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from sheets.uploads.runs import READING_BROKE_OFF, WRITING_BROKE_OFF
from tests.deploy.conftest import ROOT
from tests.sheets.building import sheet_of, somebody

PEOPLE = 300
PATIENCE = 240.0


class Machine:
    """A process of the portal on a machine of a name."""

    def __init__(self, portal, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        said = portal.workers | {
            "HOSTNAME": name, "UPLOADS_DIR": str(folder / "uploads"), "UPLOADS_AT_ONCE": "1",
            "SCANS_DIR": str(folder / "scans"), "DJANGO_SETTINGS_MODULE": "cadre_portal.settings",
        }  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.deploy.machine"], cwd=ROOT, env=said, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def begin(self, *deed) -> None:
        """Tell it to do something, and do not wait."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(deed) + "\n")
        self._process.stdin.flush()

    def answer(self):
        """Return what it answers."""
        assert self._process.stdout
        return json.loads(self._process.stdout.readline())

    def __call__(self, *deed):
        self.begin(*deed)
        return self.answer()

    def end(self) -> None:
        """Let it be gone, as when its power fails."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()


@pytest.fixture
def machines(portal, tmp_path):
    """Two of them."""
    made = [Machine(portal, name, tmp_path / name) for name in ("may-a", "may-b")]
    yield made
    for machine in made:
        machine.end()
    portal.cluster.sql(
        "TRUNCATE personnel_upload, personnel_person, personnel_historicalperson CASCADE",
        database=portal.database,
    )


@pytest.fixture
def people(tmp_path) -> str:
    """A list of many people."""
    rows = (
        somebody(name=f"Phạm Văn {chr(65 + n // 26)}{chr(97 + n % 26)}", sex="Nam")
        for n in range(PEOPLE)
    )
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(sheet_of(*rows).getvalue())
    return str(path)


def until(reached):
    """Look again and again until something is so; returns it."""
    deadline = time.monotonic() + PATIENCE
    while not (found := reached()):
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.005)
    return found


def settled(machine, pk: int):
    """Return what a machine tells of an upload that nobody works on any more."""

    def over():
        told = machine("look", pk)
        return told if told["state"] not in ("reading", "writing") else None

    return until(over)


def worker(machine, step: str) -> int:
    """Return the number of the process that is at a step, as a machine sees it."""
    return until(lambda: next((at[1] for at in machine("working") if at[2] == step), 0))


def test_what_one_takes_in_the_other_reads_writes_and_tells(machines, people):
    a, b = machines
    pk = a("hand_in", people)
    assert settled(b, pk)["state"] == "read"
    run = b("run_of", pk)
    for machine in machines:
        machine.begin("confirm", pk, run)
    answers = [machine.answer() for machine in machines]
    assert sorted(map(bool, answers)) == [False, True], "one wins, the other is told"
    assert "vừa được xử lý từ nơi khác" in max(answers)
    told = settled(a, pk)
    assert (told["state"], told["people"], told["history"]) == ("written", PEOPLE, PEOPLE)
    assert b("look", pk) == told
    left = [file for machine in machines for file in machine.folder.rglob("*") if file.is_file()]
    assert left == [], "neither keeps anything on its own disk"


def test_of_a_machine_that_dies_in_the_middle_the_other_tells_the_truth(machines, people):
    a, b = machines
    pk = a("hand_in", people)
    process = worker(b, "reading")
    assert b("working")[0][0] == "may-a"
    waiting = b("hand_in", people)
    assert b("look", waiting)["waits"], "there is one place for both machines"
    os.kill(process, signal.SIGKILL)
    a.end()
    until(lambda: all(at[0] != "may-a" for at in b("working")))
    told = b("look", pk)
    assert (told["state"], told["message"]) == ("refused", READING_BROKE_OFF)
    assert settled(b, waiting)["state"] == "read", "its turn came once the place was free"


@pytest.mark.parametrize("step", ["reading", "writing"])
def test_of_a_writing_that_died_nothing_is_written_and_it_is_confirmed_elsewhere(
    machines, people, step
):
    a, b = machines
    pk = a("hand_in", people)
    assert settled(a, pk)["state"] == "read"
    assert a("confirm", pk, a("run_of", pk)) == ""
    os.kill(worker(b, step), signal.SIGKILL)
    a.end()
    until(lambda: b("working") == [])
    told = b("look", pk)
    if told["state"] == "read":
        assert told["message"] == WRITING_BROKE_OFF
        assert (told["people"], told["history"]) == (0, 0)
        assert b("confirm", pk, b("run_of", pk)) == ""
        told = settled(b, pk)
    assert (told["state"], told["people"], told["history"]) == ("written", PEOPLE, PEOPLE)


def test_a_worker_whose_place_is_lost_stops_and_writes_nothing(machines, people, portal):
    """Somebody ends its session at the server; its other connection is whole."""
    a, b = machines
    pk = a("hand_in", people)
    assert settled(a, pk)["state"] == "read"
    assert a("confirm", pk, a("run_of", pk)) == ""
    process = worker(b, "reading")
    os.kill(process, signal.SIGSTOP)
    portal.cluster.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
        f"AND database = (SELECT oid FROM pg_database WHERE datname = '{portal.database}')"
    )
    until(lambda: b("working") == [])
    assert b("look", pk)["message"] == WRITING_BROKE_OFF
    os.kill(process, signal.SIGCONT)
    until(lambda: not Path(f"/proc/{process}").exists() or _is_over(process))
    told = b("look", pk)
    assert (told["state"], told["people"], told["history"]) == ("read", 0, 0)


def _is_over(process: int) -> bool:
    """Whether a process has ended and only waits for whoever began it to notice."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
