"""The PDF: every letter, nothing lost, the pages numbered; and what is said without LibreOffice."""

import subprocess
import sys
import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader

from personnel.keeping.recording import Refused
from reports.word import printing
from reports.word.document import document
from reports.word.facts import Facts
from reports.word.form import Form
from reports.word.template import written
from reports.word.told import Written
from tests.reports.word.conftest import SHIPPED, report_of
from tests.reports.word.reading import lines, opened

LETTERS = "aăâeêioôơuưyđ"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
EVERY = unicodedata.normalize(
    "NFC", " ".join(letter + tone for letter in LETTERS for tone in TONES)
)


def bare(text):
    return "".join(text.split())


@pytest.mark.wording
def test_nothing_is_lost_in_print(people, libreoffice):
    texts = {"tasks": EVERY, "proposals": EVERY.upper(), "causes": "“Đúng”; – 100% …"}
    content = written(document(Facts(report_of(people), Written(texts)), Form()), SHIPPED)
    pages = PdfReader(BytesIO(printing.pdf_of(content))).pages
    assert len(pages) >= 3
    found = [page.extract_text() for page in pages]
    printed = bare("".join(found))
    missing = [line for line in lines(opened(content)) if bare(line) not in printed]
    # A line that goes on over a page has the page's number in it.
    assert [line for line in missing if len(line) < 60] == [] and len(missing) < 2 * len(pages)
    assert bare(EVERY) in printed and bare(EVERY.upper()) in printed
    assert found[1].strip().startswith("2") and not found[0].strip().startswith("1")
    assert "TRƯỞNG BAN" in found[-1] and "V- KIẾN NGHỊ" in found[-1], "nobody signs alone"
    _nothing_beyond_the_paper(pages)


def _places(page):
    """Return where each piece of text stands, as its matrix."""
    places = []
    page.extract_text(visitor_text=lambda text, _, at, *__: text.strip() and places.append(at))
    return places


def _nothing_beyond_the_paper(pages):
    """Hold every piece of text within the margins of the form."""
    millimetre = 72 / 25.4
    for page in pages:
        places = _places(page)
        assert min(at[4] for at in places) >= 29 * millimetre
        assert max(at[4] for at in places) <= (210 - 15) * millimetre
        assert min(at[5] for at in places) >= 19 * millimetre


def test_without_libreoffice_it_says_so(monkeypatch):
    monkeypatch.setattr(printing, "PROGRAMS", ("no-such-program",))
    with pytest.raises(Refused, match="chưa cài LibreOffice"):
        printing.pdf_of(b"")


@pytest.fixture
def instead(monkeypatch, tmp_path):
    """Return a function that puts a program of a few lines in LibreOffice's place."""

    def put(code):
        program = tmp_path / "soffice"
        program.write_text(f"#!{sys.executable}\n{code}\n")
        program.chmod(0o755)
        monkeypatch.setattr(printing, "PROGRAMS", (str(program),))

    return put


def test_a_run_that_makes_nothing_is_told(instead):
    instead("raise SystemExit(1)")
    with pytest.raises(Refused, match="không in được văn bản này"):
        printing.pdf_of(b"x")


def test_a_run_that_does_not_end_is_ended_with_its_children(instead, tmp_path):
    child = tmp_path / "child"
    instead(
        "import pathlib, subprocess, time\n"
        f"child = subprocess.Popen(['sleep', '600'])\n"
        f"pathlib.Path({str(child)!r}).write_text(str(child.pid))\n"
        "time.sleep(600)"
    )
    with pytest.raises(Refused, match="không in được"):
        printing.pdf_of(b"x", seconds=2)
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", child.read_text()], capture_output=True, text=True
    )
    assert state.stdout.strip()[:1] in ("", "Z"), "the child goes on"


def test_whoever_waits_too_long_is_told(monkeypatch, instead):
    instead("")
    monkeypatch.setattr(printing, "SECONDS_IN_LINE", 0.01)
    with printing._turn, pytest.raises(Refused, match="đang lập các bản khác"):
        printing.pdf_of(b"x")
