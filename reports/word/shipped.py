"""The template that is shipped: a document of the Party with the fields where they belong."""

from io import BytesIO

from docx import Document as open_docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from reports.workbooks.annual.issuing import PARTY_NAME

from .form import BODY, FONT, PARTY, TITLE, Form
from .grid import element

_WIDTH, _HEIGHT, _HEADER = 210, 297, 10
_LEFT_HALF = 0.44  # of the text's width
_BELOW_SIGNER = 4  # empty lines for the signature


def shipped_template(form: Form, what: str = "BÁO CÁO") -> bytes:
    """Return the template of a kind of document with the margins of a form, as a .docx."""
    docx = open_docx()
    _set_paper(docx, form)
    _set_font(docx)
    _number_pages(docx)
    docx.element.body.clear_content()
    width = _WIDTH - form.left - form.right
    _head(docx, width)
    _title(docx, what)
    for field in ("mo_dau", "phan_1", "phan_2", "phan_3", "phan_4", "phan_5"):
        _field(docx, field)
    closing = _line(docx.add_paragraph(), "{{ kem_theo }}", size=12, italic=True)
    closing.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    closing.paragraph_format.space_after = Pt(8)
    closing.paragraph_format.keep_with_next = True
    _foot(docx, width)
    content = BytesIO()
    docx.save(content)
    return content.getvalue()


def _set_paper(docx: Docx, form: Form) -> None:
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(form.top), Mm(form.bottom)
    section.left_margin, section.right_margin = Mm(form.left), Mm(form.right)
    section.header_distance = section.footer_distance = Mm(_HEADER)


def _set_font(docx: Docx) -> None:
    style = docx.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    language = element("lang", val="vi-VN", eastAsia="vi-VN")
    style.element.get_or_add_rPr().append(language)


def _number_pages(docx: Docx) -> None:
    """Put the number at the top of each page but the first."""
    section = docx.sections[0]
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line._p.append(element("fldSimple", element("r", element("t")), instr="PAGE"))


def _head(docx: Docx, width: float) -> None:
    left, right = _halves(docx, width)
    _line(left.paragraphs[0], "{{ co_quan_cap_tren }}")
    _line(left.add_paragraph(), "{{ co_quan }}", bold=True)
    _line(left.add_paragraph(), "*")
    _line(left.add_paragraph(), "Số {{ so }}-{{ ky_hieu }}")
    _line(left.add_paragraph(), "{{ du_thao }}", size=12, italic=True)
    _underline(_line(right.paragraphs[0], PARTY_NAME, size=PARTY, bold=True))
    day = _line(right.add_paragraph(), "{{ noi_ngay }}", italic=True)
    day.paragraph_format.space_before = Pt(18)
    for cell in (left, right):
        for paragraph in cell.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _underline(line: DocxParagraph) -> None:
    """Rule below the Party's name, as long as the name."""
    for run in line.runs:
        run.underline = True


def _title(docx: Docx, what: str) -> None:
    lines = ((what, TITLE, 14.0), ("{{ trich_yeu }}", BODY, 0.0), ("-----", BODY, 0.0))
    for text, size, before in lines:
        made = _line(docx.add_paragraph(), text, size=size, bold=text != "-----")
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
        made.paragraph_format.space_before = Pt(before)
    docx.paragraphs[-1].paragraph_format.space_after = Pt(8)


def _foot(docx: Docx, width: float) -> None:
    left, right = _halves(docx, width)
    heading = _line(left.paragraphs[0], "Nơi nhận:")
    heading.runs[0].underline = True
    _field(left, "noi_nhan")
    _line(right.paragraphs[0], "{{ chuc_vu }}", bold=True)
    for _ in range(_BELOW_SIGNER):
        right.add_paragraph()
    _line(right.add_paragraph(), "{{ nguoi_ky }}", bold=True)
    for paragraph in right.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _halves(docx: Docx, width: float) -> tuple[_Cell, _Cell]:
    """Return the two cells of a table without lines that no page splits."""
    table: DocxTable = docx.add_table(rows=1, cols=2)
    table.autofit = False
    table.style = None
    widths = (width * _LEFT_HALF, width * (1 - _LEFT_HALF))
    left, right = table.rows[0].cells
    for column, cell, wide in zip(table.columns, (left, right), widths, strict=True):
        column.width = cell.width = Mm(wide)
    table.rows[0]._tr.get_or_add_trPr().append(element("cantSplit"))
    return left, right


def _field(container: Docx | _Cell, name: str) -> None:
    container.add_paragraph(f"{{{{ {name} }}}}")


def _line(
    paragraph: DocxParagraph, text: str, size: float = BODY, *, bold: bool = False,
    italic: bool = False,
) -> DocxParagraph:  # fmt: skip
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph
