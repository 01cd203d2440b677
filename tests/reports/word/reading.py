"""Reading a .docx back as whoever opens it does."""

import re
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph


def opened(content):
    return Document(BytesIO(content))


def lines(docx):
    """Return the text of each paragraph of the body, those of its head and foot too."""
    found = (Paragraph(element, docx).text for element in docx.element.body.iter(qn("w:p")))
    return [line for line in found if line]


def starting(docx, start):
    """Return the one paragraph that starts so."""
    (line,) = [line for line in lines(docx) if line.startswith(start)]
    return line


def tables(docx):
    """Return the tables by the caption above each, as rows of texts."""
    found, caption = {}, ""
    for element in docx.element.body.iterchildren():
        if element.tag == qn("w:p"):
            text = Paragraph(element, docx).text
            caption = text.partition(".")[0] if text.startswith("Bảng ") else caption
        elif element.tag == qn("w:tbl") and caption:
            rows = Table(element, docx).rows
            found[caption], caption = [[c.text for c in row.cells] for row in rows], ""
    return found


def number(text):
    """Return a number as it is written: 1.106; 30,56."""
    plain = text.replace(".", "").replace(",", ".").rstrip("%")
    return float(plain) if "." in plain else int(plain)


BULLET = re.compile(
    r"- (?P<label>.+) \((?P<target>[^()]*)\): (?P<met>[\d.]+)/(?P<covered>[\d.]+) (?:người|hồ sơ), "
    r"(?P<rate>[\d,]+)%(?:, (?P<change>[^;.]+))?(?:; (?P<verdict>đạt|chưa đạt)"
    r"(?:, còn thiếu (?P<gap>[\d.]+) (?:người|hồ sơ))?)?\."
)


def bullets(docx):
    """Return what stands of each criterion in II.2, in order."""
    return [found for line in lines(docx) if (found := BULLET.match(line))]
