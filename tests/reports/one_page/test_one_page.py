"""One sheet of paper: its figures are the page's, its bars add up, it is one page as a PDF."""

import re
from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from personnel.words.vietnamese import dotted
from reports.first_page import FirstPage
from reports.one_page.document import one_page
from reports.one_page.grid import BAR, LACK, MONITORED, PASS, TRACK, UNKNOWN, parts_of
from reports.word import printing
from targets.criteria import H2030
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import LOWLAND, MOUNTAIN
from tests.reports.figured import FLOOR, HALF, WHOLE, a_line
from tests.reports.figured import MONITORED as IS_MONITORED

DAY = date(2026, 11, 28)
MOMENT = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
LENS = "horizon=2030&as_of=2026-11-28"


@pytest.fixture
def page(small_province, ba_to, province_viewer):
    lens = Lens(H2030, DAY, DAY)
    return FirstPage(LiveSource(lens, small_province, province_viewer), province_viewer)


def rows_of(content):
    """Return the text of each row of the tables within the two columns."""
    tables = Document(BytesIO(content)).element.body.iter(qn("w:tbl"))
    texts = []
    for row in (row for table in tables for row in table.findall(qn("w:tr"))):
        cells = [
            "".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))
        ]
        texts.append(cells)
    return texts


def test_it_says_what_the_page_says(page):
    content = one_page(page, MOMENT)
    text = "\n".join(p.text for p in Document(BytesIO(content)).paragraphs)
    assert page.conclusion.text in text and "Tỉnh Quảng Ngãi" in text
    assert "lập lúc 10:00 ngày 28/11/2026" in text
    rows = rows_of(content)
    for each in page.moving:
        line = each.line
        if not line.figure.covered:
            continue
        name = line.criterion.brief or line.criterion.label
        gap = dotted(line.gap) if line.gap else "–"
        rate = f"{line.rate}%".replace(".", ",")
        assert any(row[0] == name and row[-1] == gap and rate in row for row in rows), name
    for ranked in page.ranking().ranked:
        tally = ranked.row.tally
        assert [
            str(ranked.place), ranked.row.unit.name, f"{ranked.percent}%",
            f"{tally.passed}/{tally.judged}", dotted(ranked.row.unmet.count),
        ] in rows  # fmt: skip
    for task in page.tasks:
        assert [task.label, task.amount] in rows


@pytest.mark.parametrize(
    ("line", "fills", "marked"),
    [
        (a_line(WHOLE, 50, 30, 20), [BAR, UNKNOWN, LACK], 2),
        (a_line(WHOLE, 10), [PASS], 0),
        (a_line(HALF, 30, 60, 10), [BAR, UNKNOWN, LACK, TRACK], 2),
        (a_line(HALF, 60, 20, 20), [PASS, PASS, UNKNOWN, TRACK], 0),
        (a_line(HALF, 40, 40, 20), [BAR, UNKNOWN, UNKNOWN, TRACK], 1),
        (a_line(FLOOR, 0, 10), [LACK], 0),
        (a_line(IS_MONITORED, 40, 60), [MONITORED, TRACK], None),
    ],
)
def test_the_parts_of_a_bar_add_up_and_the_target_ends_one(line, fills, marked):
    parts = parts_of(line)
    assert sum(part.share for part in parts) == Fraction(1)
    assert [part.fill for part in parts] == fills
    assert [at for at, part in enumerate(parts) if part.target] == (
        [] if marked is None else [marked]
    )


def test_as_a_pdf_it_is_one_sheet_across(page):
    pages = PdfReader(BytesIO(printing.pdf_of(one_page(page, MOMENT)))).pages
    assert len(pages) == 1
    assert pages[0].mediabox.width > pages[0].mediabox.height
    bare = "".join(pages[0].extract_text().split())
    assert "".join(page.conclusion.text.split()) in bare
    assert "Việccầnlàm" in bare


def test_it_is_given_out(ba_to, small_province, editor_a, client_for):
    client = client_for(editor_a)
    response = client.get(f"/mot-trang.docx?{LENS}")
    assert response.status_code == 200
    name = r'filename="tong-quan-huyen-ba-to-2026-11-28-muc-tieu-20\d\d\.docx"'
    assert re.search(name, response["Content-Disposition"])
    assert "no-cache" in response["Cache-Control"]
    assert client.get(f"/mot-trang.docx?unit={MOUNTAIN}&{LENS}").status_code == 200
    for address in (f"docx?unit={LOWLAND}", "docx?unit=51", "xlsx"):
        assert client.get(f"/mot-trang.{address}").status_code == 404


def test_without_libreoffice_it_says_so(
    ba_to, small_province, province_viewer, client_for, monkeypatch
):
    monkeypatch.setattr(printing, "PROGRAMS", ("no-such-program",))
    response = client_for(province_viewer).get(f"/mot-trang.pdf?{LENS}")
    assert response.status_code == 409
    assert "chưa cài LibreOffice" in response.content.decode()
