"""Whoever kills the process, at whatever moment: all of a file is written, or nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from personnel.keeping.recording import Refused
from personnel.models import Person
from sheets.models import Upload
from sheets.uploads.apart import marked_apart
from sheets.uploads.receiving import receive
from sheets.uploads.runs import (
    READING_BROKE_OFF,
    WRITING_BROKE_OFF,
    finish,
    look_after,
    start_reading,
    start_waiting,
    start_writing,
)
from sheets.uploads.slots import Beat, beat_of
from tests.sheets.building import somebody

from .conftest import workbook

State = Upload.State
PEOPLE = 300
PATIENCE = 240.0


@pytest.fixture
def within_reach(reachable: None, settings, monkeypatch) -> None:
    """Let uploads be worked on by processes of their own, in the test's database."""
    at = connection.settings_dict
    login = f"{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT'] or 5432}"
    postgres = f"postgres://{login}/{at['NAME']}"
    url = f"sqlite:///{at['NAME']}" if connection.vendor == "sqlite" else postgres
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SECRET_KEY", "of-the-test")
    monkeypatch.setenv("UPLOADS_DIR", str(settings.UPLOADS_DIR))
    settings.UPLOADS_APART = True


@pytest.fixture
def read(within_reach: None, editor_a: User) -> Upload:
    """A list of people handed in and read in a process of its own."""
    people = (somebody(name=f"Phạm Văn {_letters(n)}", sex="Nam") for n in range(PEOPLE))
    (upload,) = receive([workbook(*people)], by=editor_a, at=timezone.now(), board=None)
    start_waiting(timezone.now())
    until(lambda: _state(upload) != State.READING)
    assert (upload.state, upload.counts["new"]) == (State.READ, PEOPLE)
    return upload


def until(reached: Callable[[], object]) -> None:
    """Look again and again until it is so."""
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.002)


def _letters(number: int) -> str:
    return chr(65 + number // 26) + chr(97 + number % 26)


def _state(upload: Upload) -> str:
    look_after(upload, timezone.now())
    return upload.state


def _kill(upload: Upload, moment: Callable[[Beat], bool], how: int = signal.SIGKILL) -> int:
    """Send the process of a run a signal at a moment of its work; returns its number."""

    def reached() -> bool:
        found.append(beat_of(upload))
        beat = found[-1]
        return beat is None and len(found) > 1 or bool(beat and beat.process and moment(beat))

    found: list[Beat | None] = []
    until(reached)
    beat = found[-1]
    if beat is None:
        return 0
    os.kill(beat.process, how)
    return beat.process


@pytest.mark.parametrize(
    ("moment", "in_time"),
    [
        (lambda beat: beat.step == "reading", True),
        (lambda beat: beat.step == "writing", True),
        (lambda beat: beat.step == "writing" and beat.done > 0, False),
        (lambda beat: beat.step == "writing" and 0 < beat.total <= beat.done, False),
    ],
    ids=["reading", "about to write", "writing", "all but written"],
)
def test_a_killed_writing_leaves_all_or_nothing(
    read: Upload, editor_a: User, moment: Callable[[Beat], bool], in_time: bool
) -> None:
    start_writing(read, by=editor_a, at=timezone.now())
    _kill(read, moment)
    until(lambda: beat_of(read) is None)
    state = _state(read)
    assert not in_time or state == State.READ
    written = Person.objects.count(), Person.history.count()
    if state == State.READ:
        assert read.message == WRITING_BROKE_OFF
        assert written == (0, 0)
        start_writing(read, by=editor_a, at=timezone.now())
        until(lambda: _state(read) != State.WRITING)
    else:
        assert written == (PEOPLE, PEOPLE)
    assert read.state == State.WRITTEN
    assert (Person.objects.count(), Person.history.count()) == (PEOPLE, PEOPLE)


def test_a_killed_reading_is_told_and_may_be_done_again(read: Upload) -> None:
    start_reading(read, at=timezone.now())
    _kill(read, lambda beat: beat.step != "")
    until(lambda: beat_of(read) is None)
    assert _state(read) == State.REFUSED
    assert read.message == READING_BROKE_OFF
    start_reading(read, at=timezone.now())
    until(lambda: _state(read) != State.READING)
    assert (read.state, read.rows.count()) == (State.READ, PEOPLE)


def test_a_process_that_comes_late_writes_nothing(read: Upload, editor_a: User) -> None:
    """It was given up while it stood still, and the upload was offered again."""
    start_writing(read, by=editor_a, at=timezone.now())
    process = _kill(read, lambda beat: beat.step == "reading", signal.SIGSTOP)
    run = Upload.objects.get(pk=read.pk)
    assert finish(run, State.READ, message=WRITING_BROKE_OFF)
    os.kill(process, signal.SIGCONT)
    until(lambda: beat_of(read) is None)
    assert _state(read) == State.READ
    assert (Person.objects.count(), Person.history.count()) == (0, 0)


def test_the_file_with_what_is_wrong_is_made_apart(within_reach: None, editor_a: User) -> None:
    wrong = somebody(name="Đinh Thị Sai", born="31/02/1980")
    (upload,) = receive([workbook(wrong)], by=editor_a, at=timezone.now(), board=None)
    start_waiting(timezone.now())
    until(lambda: _state(upload) != State.READING)
    sheet = load_workbook(BytesIO(marked_apart(upload))).worksheets[0]
    assert str(sheet.cell(2, sheet.max_column).value).startswith("Ngày sinh: ")
    upload.file.storage.delete(upload.file.name)
    with pytest.raises(Refused, match="Không lập được tệp kèm lỗi"):
        marked_apart(upload)


@pytest.mark.parametrize(
    ("greedy", "seconds", "ends"),
    [
        ("while True: pass", 1, -signal.SIGALRM),
        ("try:\n    bytes(400 * 1024 * 1024)\nexcept MemoryError:\n    sys.exit(7)", 60, 7),
    ],
    ids=["time", "memory"],
)
def test_a_process_is_bounded(greedy: str, seconds: int, ends: int) -> None:
    code = (
        "import sys, django\n"
        "django.setup()\n"
        "from sheets.uploads.apart import bound_this_process\n"
        f"bound_this_process()\n{greedy}"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cadre_portal.settings", "SECRET_KEY": "of-the-test",
        "UPLOADS_SECONDS": str(seconds), "UPLOADS_MEGABYTES": "300",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=django_settings.BASE_DIR,
        timeout=PATIENCE,
    )
    assert ran.returncode == ends
