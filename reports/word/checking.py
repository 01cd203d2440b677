"""Whether a template of the province can be used: a sound file, and fields that are known.

Nothing of it is run to find out: the fields are parsed, and a template may hold fields by name and
"nếu" (if) by name alone. Then it is filled in once with made-up words.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes
from lxml.etree import XMLSyntaxError

from personnel.keeping.recording import Refused

from .blocks import paragraph
from .document import Document
from .package import DAMAGED, check_package
from .phrases import listed
from .template import BLOCKS, FIELDS, WORDS, environment, paragraphs, text_width, written

MOST_FIELDS = 200
_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not)
_MARK, _TAG = re.compile(r"\{[{%#]"), re.compile(r"<[^>]+>")
_ALONE = re.compile(r"\s*\{\{\s*(\w+)\s*\}\}\s*$")
_BROKEN = (
    PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError,
)  # fmt: skip
# Where the parts of a report have to be; what else a template leaves out is its own affair.
_WANTED = tuple(BLOCKS)
_NARROWEST = 120  # millimetres that the tables need
NOT_A_FIELD = (
    "Mẫu chỉ dùng được trường dạng {{ tên_trường }} và {% if tên_trường %} … {% endif %}: không "
    "dùng phép tính, bộ lọc, vòng lặp hay lệnh khác."
)


def check_template(content: bytes) -> None:
    """Return when a template can be used; raises Refused, with everything amiss, when not."""
    check_package(content)
    template = DocxTemplate(BytesIO(content))
    try:
        problems = list(_problems(template))
        if not problems:
            written(_made_up(), content)
    except (TemplateError, RecursionError) as error:
        raise Refused(_syntax(template)) from error
    except _BROKEN as error:
        raise Refused(DAMAGED) from error
    if problems:
        raise Refused(" ".join(problems))


def _problems(template: DocxTemplate) -> Iterator[str]:
    """Yield what is amiss with a template's fields and paper; raises TemplateError."""
    texts = list(_texts(template))
    if sum(len(_MARK.findall(_TAG.sub("", text))) for text in texts) > MOST_FIELDS:
        yield f"Mẫu có quá nhiều trường (tối đa {MOST_FIELDS})."
        return
    trees = [environment().parse(template.patch_xml(text)) for text in texts]
    if any(not isinstance(node, _ALLOWED) for tree in trees for node in _walk(tree)):
        yield NOT_A_FIELD
        return
    names = {node.name for tree in trees for node in tree.find_all(nodes.Name)}
    yield from _unknown(names - FIELDS.keys())
    missing = [name for name in _WANTED if name not in names]
    if missing:
        yield f"Mẫu thiếu {_told(missing)}: không có thì báo cáo mất phần ấy."
    yield from _misplaced(template, names)
    if text_width(template.docx) < _NARROWEST:
        yield f"Khổ chữ của mẫu hẹp hơn {_NARROWEST} mm, các bảng không đủ chỗ."


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    for child in node.iter_child_nodes():
        yield child
        yield from _walk(child)


def _texts(template: DocxTemplate) -> Iterator[str]:
    """Yield each text that fields are looked for in: body, heads, feet, notes, properties."""
    template.render_init()
    docx = template.docx
    yield template.get_xml()
    for part in docx.part.package.iter_parts():
        if part.partname.startswith("/word/") and part.partname != "/word/document.xml":
            yield part.blob.decode(errors="replace") if part.partname.endswith(".xml") else ""
    properties = docx.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        yield str(getattr(properties, name) or "")


def _unknown(names: Iterable[str]) -> Iterator[str]:
    unknown = sorted(names)
    if unknown:
        yield (f"Không có {_told(unknown)}. Các trường dùng được: {', '.join(sorted(FIELDS))}.")


def _told(names: Iterable[str]) -> str:
    return f"trường {listed(f'“{name}”' for name in names)}"


def _misplaced(template: DocxTemplate, names: Iterable[str]) -> Iterator[str]:
    """Yield which fields of whole paragraphs do not stand in one of their own, once."""
    alone = [found[1] for each in paragraphs(template.docx) if (found := _ALONE.match(each.text))]
    wrong = [name for name in BLOCKS if name in names and alone.count(name) != 1]
    if wrong:
        yield f"Đặt {_told(wrong)} đúng một lần, riêng một đoạn, trong phần thân của mẫu."


def _made_up() -> Document:
    """Return a document of nothing in particular, to see that a template can be filled in."""
    return Document(dict.fromkeys(WORDS, "…"), {name: [paragraph("…")] for name in BLOCKS})


def _syntax(template: DocxTemplate) -> str:
    """Return that a field is not written as it should be, and where, if that can be told."""
    texts = (each.text.strip() for each in paragraphs(template.docx))
    torn = next((text for text in texts if _is_torn(text)), "")
    where = f", ở đoạn “{torn[:60]}”" if torn else ""
    return f"Trường trong mẫu viết sai cú pháp{where}. {NOT_A_FIELD}"


def _is_torn(text: str) -> bool:
    """Whether braces of fields do not come in pairs."""
    return any(
        text.count(begins) != text.count(ends) for begins, ends in (("{{", "}}"), ("{%", "%}"))
    )
