"""What systemd says of the units, and what they start does with what they give it."""

import signal
import socket
import subprocess
import time
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from bench.databases import free_port
from tests.deploy.units import UNITS, Service, analyzed, written_to

SERVICES = [unit.stem for unit in UNITS if unit.suffix == ".service"]
# How much a web worker that was taken over could do; 10 is all. As it stands, it may not rise.
MOST_EXPOSED = 66


def test_systemd_finds_nothing_wrong_in_any_unit(tmp_path):
    assert analyzed("verify", "--man=no", *written_to(tmp_path)) == (0, "")


def test_systemd_would_find_what_is_wrong(tmp_path):
    (first, *_) = written_to(tmp_path)
    first.write_text(first.read_text().replace("ExecStart=/", "ExecStart=/nowhere/"))
    code, said = analyzed("verify", "--man=no", first)
    assert code and "nowhere" in said


def test_the_web_workers_are_bounded(tmp_path):
    unit = next(copy for copy in written_to(tmp_path) if copy.name == "portal.service")
    code, said = analyzed("security", "--offline=true", f"--threshold={MOST_EXPOSED}", unit)
    assert code == 0, said


@pytest.mark.parametrize("unit", [u for u in UNITS if u.suffix == ".timer"], ids=lambda u: u.stem)
def test_a_timer_says_a_moment_and_makes_up_for_a_missed_one(unit):
    said = unit.read_text()
    (moment,) = [line for line in said.splitlines() if line.startswith("OnCalendar=")]
    code, told = analyzed("calendar", moment.partition("=")[2])
    assert code == 0 and "Next elapse" in told
    assert "Persistent=true\n" in said and "WantedBy=timers.target\n" in said
    assert "[Service]\nType=oneshot\nUser=portal\n" in unit.with_suffix(".service").read_text()


@pytest.mark.parametrize(
    ("name", "answer"),
    [("portal-nightly", "Không có ngày nào cần khép."), ("portal-decrees", "")],
)
def test_a_night_s_work_is_done_within_what_its_unit_allows(portal, tmp_path, name, answer):
    """The first of each; all of the night's are tried in test_nightly."""
    service = Service.of(name)
    who = {"/etc/portal/owner.env": portal.owner, "/etc/portal/app.env": portal.workers}
    environment = who[service.one("EnvironmentFile")]
    words = service.commands()[0]
    # A first time, as whatever day this is has to be closed.
    for _ in range(2 if answer else 1):
        done = subprocess.run(
            **service.started(words, tmp_path, environment), capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert answer in done.stdout


def test_a_backup_is_made_within_what_its_unit_allows(portal, tmp_path):
    """With a disk to be read alone, but for the folder of backups; readable for its owner alone."""
    made = subprocess.run(
        ["age-keygen", "-o", tmp_path / "key"], text=True, capture_output=True, check=True
    )
    (tmp_path / "backups").mkdir()
    said = portal.owner | {
        "BACKUP_DIR": str(tmp_path / "backups"), "BACKUP_FOR": made.stderr.split()[-1],
    }  # fmt: skip
    service = Service.of("portal-backup")
    (words,) = service.commands()
    done = subprocess.run(
        **service.started(words, tmp_path, said), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (kept,) = (tmp_path / "backups").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.fixture
def notified(tmp_path):
    """Where systemd would be told; unix addresses are short."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.bind(str(tmp_path / "n"))
        told.settimeout(120)
        yield told


def answered(port, path="/readyz"):
    """Return the status and text of an answer; (0, "") while nobody listens."""
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()
    except URLError:
        return 0, ""


def workers_of(log):
    """Return the numbers of the workers that were begun, in order."""
    lines = log.read_text().splitlines()
    return [line.rpartition(" ")[2] for line in lines if "Booting worker with pid" in line]


def until(condition, log):
    """Wait for a condition."""
    last = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < last, log.read_text()
        time.sleep(0.05)


def test_the_web_workers_start_tell_systemd_reload_and_stop(portal, tmp_path, notified):
    """As `portal.service` has it: ready is told, HUP begins new workers, TERM ends all.

    The metrics too: without a token they are given to the machine itself, of all workers together.
    """
    service, port, log = Service.of("portal"), free_port(), tmp_path / "log"
    assert (service.one("Type"), service.one("NotifyAccess")) == ("notify", "main")
    (words,) = service.commands()
    folders = {name: str(tmp_path / name) for name in ("UPLOADS_DIR", "SCANS_DIR")}
    said = portal.workers | folders | {
        "PORT": str(port), "NOTIFY_SOCKET": str(tmp_path / "n"), "METRICS": "true",
        "LOG_FORMAT": "json",
    }  # fmt: skip
    with log.open("w") as output:
        server = subprocess.Popen(
            **service.started(words, tmp_path, said), stdout=output, stderr=output
        )
    try:
        assert notified.recv(1000).startswith(b"READY=1")
        assert answered(port) == (200, '{"database": true, "migrations": true, "storage": true}')
        first = workers_of(log)
        (reload,) = service.commands("ExecReload")
        subprocess.run(
            [str(server.pid) if word == "$MAINPID" else word for word in reload], check=True
        )
        until(lambda: len(workers_of(log)) == 4, log)
        until(lambda: log.read_text().count("Worker exiting") == 2, log)
        assert len(set(workers_of(log)) - set(first)) == 2
        assert answered(port)[0] == 200
        code, metrics = answered(port, "/metrics")
        # By workers that are gone and by those that are there.
        assert code == 200 and 'responses_total_by_status_total{status="200"} 2.0' in metrics
    finally:
        server.send_signal(signal.SIGTERM)
        ended = server.wait(int(service.one("TimeoutStopSec")))
    assert ended == 0 and answered(port) == (0, "")
    lines = log.read_text().splitlines()
    assert lines and all(line.startswith('{"at": ') for line in lines)
