"""The template of a report: its fields, the one that is shipped, and a document made from either.

A template is a .docx with fields in double braces. docxtpl fills in the words, finding a field
also where Word has split it up, in heads and feet too; then each place of blocks gets its
paragraphs and tables.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from personnel.keeping.recording import Refused

from .document import Document
from .grid import printable
from .writing import put

# What each field stands for; words within a line, and blocks in a paragraph of their own.
WORDS = {
    "co_quan_cap_tren": "Cơ quan cấp trên: TỈNH ỦY …, HUYỆN ỦY …",
    "co_quan": "Cơ quan ban hành: BAN TỔ CHỨC",
    "so": "Số văn bản; để trống khi chưa cấp số",
    "ky_hieu": "Ký hiệu: BC/BTCTU",
    "du_thao": "(Dự thảo), khi số liệu chưa khóa hoặc còn nội dung chưa viết",
    "noi_ngay": "Địa danh và ngày, tháng, năm",
    "trich_yeu": "Trích yếu",
    "kem_theo": "Các biểu kèm theo",
    "chuc_vu": "Chức vụ người ký",
    "nguoi_ky": "Họ và tên người ký",
}
BLOCKS = {
    "mo_dau": "Căn cứ và lời mở đầu",
    "phan_1": "I- Tình hình thực hiện",
    "phan_2": "II- Kết quả, với các bảng 1, 2, 3",
    "phan_3": "III- Hạn chế, nguyên nhân",
    "phan_4": "IV- Nhiệm vụ, giải pháp, với bảng 4",
    "phan_5": "V- Kiến nghị",
    "noi_nhan": "Nơi nhận, mỗi nơi một dòng",
}
FIELDS = WORDS | BLOCKS
_PLACE = "\ue000{}\ue001"
_EMU = 36_000  # in a millimetre
UNUSABLE = (
    "Chưa lập được văn bản: mẫu văn bản đang dùng không còn đọc được. Quản trị cấp tỉnh xem trang "
    "“Mẫu báo cáo” để tải mẫu khác lên hoặc dùng lại mẫu của phần mềm."
)


def environment() -> ImmutableSandboxedEnvironment:
    """Return where a template's fields are read: nothing in it can run or change anything."""
    return ImmutableSandboxedEnvironment(autoescape=True)


def written(document: Document, template: bytes) -> bytes:
    """Return a document in a template, as a .docx.

    Raises Refused when the template cannot be filled in: one that was checked always can.
    """
    filled = DocxTemplate(BytesIO(template))
    places = {name: _PLACE.format(name) for name in BLOCKS}
    words = {name: printable(text) for name, text in document.words.items()}
    try:
        filled.render(words | places, jinja_env=environment())
    except TemplateError as error:
        raise Refused(UNUSABLE) from error
    docx = filled.docx
    _put_blocks(docx, document)
    _set_properties(docx, document)
    content = BytesIO()
    docx.save(content)
    return content.getvalue()


def _put_blocks(docx: Docx, document: Document) -> None:
    width = text_width(docx)
    places = {_PLACE.format(name): blocks for name, blocks in document.blocks.items()}
    for paragraph in list(paragraphs(docx)):
        blocks = places.get(paragraph.text.strip())
        if blocks is not None:
            put(docx, paragraph, blocks, width)


def paragraphs(docx: Docx) -> Iterator[DocxParagraph]:
    """Yield every paragraph of the body, those in its tables too."""
    for found in docx.element.body.iter(qn("w:p")):
        yield DocxParagraph(found, docx)


def text_width(docx: Docx) -> float:
    """Return how wide the text is, in millimetres."""
    section = docx.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    return (int(page or 0) - int(left or 0) - int(right or 0)) / _EMU


def _set_properties(docx: Docx, document: Document) -> None:
    about: Any = docx.core_properties
    about.title = printable(f"{document.what} {document.words['trich_yeu']}")[:255]
    about.author = printable(document.words["co_quan_cap_tren"])[:255]
