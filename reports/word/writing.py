"""Blocks on paper: paragraphs and tables of a .docx, with the looks of their kinds.

They take the font and size of whatever template they are put into, and bring the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as DocxParagraph

from .blocks import Block, Kind, Paragraph, Run
from .grid import element, grid, printable

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_GREY = "E0E0E0"
_BELOW_TABLE = 4  # points between a table and what follows


@dataclass(frozen=True)
class Look:
    """How a kind of paragraph stands: alignment, indents in millimetres, space in points."""

    align: str = "both"
    indent: float = 0
    before: float = 0
    after: float = 0
    size: float | None = None
    bold: bool = False
    italic: bool = False
    with_next: bool = False


_LOOKS = {
    Kind.PART: Look("both", 10, 12, 4, bold=True, with_next=True),
    Kind.HEADING: Look("both", 10, 6, 3, bold=True, with_next=True),
    Kind.GROUP: Look("both", 10, 4, 3, italic=True, with_next=True),
    Kind.BODY: Look("both", 10, 0, 6),
    Kind.CAPTION: Look("center", 0, 8, 0, size=13, bold=True, with_next=True),
    Kind.COUNTED: Look("center", 0, 0, 3, size=11, italic=True, with_next=True),
    Kind.NOTE: Look("both", 0, 3, 10, size=10, italic=True),
    Kind.RECIPIENT: Look("left", 0, 0, 0, size=12),
}


def put(docx: Docx, place: DocxParagraph, blocks: Iterable[Block], width: float) -> None:
    """Put blocks in the place of a paragraph; tables `width` millimetres wide."""
    for made in _elements(docx, blocks, width):
        place._p.addprevious(made)
    place._p.getparent().remove(place._p)


def _elements(docx: Docx, blocks: Iterable[Block], width: float) -> Iterator[BaseOxmlElement]:
    below_table = False
    for block in blocks:
        if isinstance(block, Paragraph):
            made = docx.add_paragraph()
            write_paragraph(made, block)
            if below_table:
                apart = max(Pt(_BELOW_TABLE), made.paragraph_format.space_before or Pt(0))
                made.paragraph_format.space_before = apart
            yield made._p
        else:
            yield grid(block, width)
        below_table = not isinstance(block, Paragraph)


def write_paragraph(made: DocxParagraph, block: Paragraph) -> None:
    """Give a paragraph the words and the look of a block."""
    look = _LOOKS[block.kind]
    _set_out(made, look)
    made.paragraph_format.keep_with_next = look.with_next or block.with_next
    for run in block.runs:
        _write_run(made, run, look)


def _set_out(made: DocxParagraph, look: Look) -> None:
    made.alignment = _ALIGN[look.align]
    form = made.paragraph_format
    form.first_line_indent = Mm(look.indent)
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)


def _write_run(made: DocxParagraph, run: Run, look: Look) -> None:
    written = made.add_run(printable(run.text))
    written.bold = True if look.bold or run.bold else None
    written.italic = True if look.italic or run.italic else None
    if look.size:
        written.font.size = Pt(look.size)
    if run.open:
        _shade(written._r.get_or_add_rPr(), _GREY)


def _shade(properties: BaseOxmlElement, colour: str) -> None:
    properties.append(element("shd", val="clear", color="auto", fill=colour))
