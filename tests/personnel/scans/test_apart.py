"""A file is looked through in a process of its own, which a hostile one may bring down alone."""

import subprocess

import pytest

from personnel.basics.outages import DiskFault
from personnel.scans import apart
from personnel.scans.apart import BUSY, TOO_MUCH, cleaned_apart
from personnel.scans.cleaning import NEITHER, cleaned
from personnel.scans.unfit import Unfit
from tests.personnel.scans.papers import from_a_telephone, pdf


@pytest.fixture(autouse=True)
def in_a_process_of_its_own(settings):
    settings.SCANS_APART = True


def test_what_comes_out_is_what_would_here():
    for content in (pdf(), pdf() + b"PK", from_a_telephone()):
        assert cleaned_apart(content) == cleaned(content)
    with pytest.raises(Unfit) as refused:
        cleaned_apart(b"PK\x03\x04")
    assert str(refused.value) == NEITHER


@pytest.mark.parametrize(
    "program",
    [
        "import resource, os; resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); os.abort()",
        "raise MemoryError",
        "while True: pass",
    ],
    ids=["dies", "fails", "goes-on"],
)
def test_a_file_that_takes_too_much_brings_down_its_process_alone(monkeypatch, program):
    monkeypatch.setattr(apart, "_COMMAND", (apart._COMMAND[0], "-c", program))
    with pytest.raises(Unfit) as refused:
        cleaned_apart(pdf(), seconds=1)
    assert str(refused.value) == TOO_MUCH


def test_the_process_is_given_so_much_memory_and_no_disk():
    program = (
        "import personnel.scans.__main__ as main\nmain._bound()\n"
        "try:\n    bytearray(2_000_000_000)\nexcept MemoryError:\n    print('no room')\n"
        "import resource\nprint(resource.getrlimit(resource.RLIMIT_FSIZE)[0])\n"
    )
    ran = subprocess.run((apart._COMMAND[0], "-c", program), capture_output=True, text=True)
    assert ran.stdout.split("\n")[:2] == ["no room", "0"]


def test_what_runs_out_of_memory_is_not_called_damaged(monkeypatch):
    def out_of_memory(*_):
        raise MemoryError

    monkeypatch.setattr("personnel.scans.papers._checked", out_of_memory)
    monkeypatch.setattr("personnel.scans.pictures._plain", out_of_memory)
    for content in (pdf(), from_a_telephone()):
        with pytest.raises(MemoryError):
            cleaned(content)


def test_whoever_waits_too_long_is_told(monkeypatch):
    monkeypatch.setattr(apart, "_SECONDS_IN_LINE", 0)
    for _ in range(apart._AT_ONCE):
        apart._turn.acquire()
    try:
        with pytest.raises(Unfit) as refused:
            cleaned_apart(pdf())
        assert str(refused.value) == BUSY
    finally:
        apart._turn.release(apart._AT_ONCE)
    assert cleaned_apart(pdf()).content == pdf()


def test_where_no_process_can_be_begun_it_is_the_servers_trouble(monkeypatch):
    monkeypatch.setattr(apart, "_COMMAND", ("/khong/co",))
    with pytest.raises(DiskFault):
        cleaned_apart(pdf())
