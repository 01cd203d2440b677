"""Tables of a .docx, made element by element: python-docx takes seconds for as many cells."""

import re
from collections.abc import Iterable, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from .blocks import Column, Row, Table

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TWIPS = 1440 / 25.4  # in a millimetre
_HEAD = "F2F2F2"
_SMALLER = 1  # points by which a heading is smaller than what stands below


def printable(text: str) -> str:
    """Return a text without the characters that no XML may hold and nobody sees."""
    return _UNPRINTABLE.sub("", text)


def element(name: str, *children: BaseOxmlElement, **values: object) -> BaseOxmlElement:
    """Return an element of WordprocessingML with attributes and children."""
    made: BaseOxmlElement = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def grid(table: Table, width: float) -> BaseOxmlElement:
    """Return a table `width` millimetres wide; its head is repeated on every page."""
    scale = width * _TWIPS / sum(column.width for column in table.columns)
    widths = [round(column.width * scale) for column in table.columns]
    made = element("tbl", _properties(sum(widths), table.margin), _columns(widths))
    made.extend(_heads(table, widths))
    made.extend(_row(table, widths, row) for row in table.rows)
    return made


def _properties(width: int, margin: float) -> BaseOxmlElement:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [element(edge, val="single", sz=4, space=0, color="auto") for edge in edges]
    sides = [element(side, w=round(margin * _TWIPS), type="dxa") for side in ("left", "right")]
    return element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        element("tblBorders", *borders),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *sides),
    )


def _columns(widths: Iterable[int]) -> BaseOxmlElement:
    return element("tblGrid", *(element("gridCol", w=width) for width in widths))


def _heads(table: Table, widths: Sequence[int]) -> list[BaseOxmlElement]:
    """Return the rows of the head; what no heading stands above goes over both."""
    heads, size = [column.head for column in table.columns], table.size - _SMALLER
    if not table.over:
        return [_head_row(_head(*each, size) for each in zip(heads, widths, strict=True))]
    upper, lower, at = [], [], 0
    for text, across in table.over:
        alone = not text
        wide = sum(widths[at : at + across])
        merge = "restart" if alone else ""
        upper.append(_head(text or heads[at], wide, size, across=across, merge=merge))
        for column in range(at, at + across):
            text_below = "" if alone else heads[column]
            merge = "continue" if alone else ""
            lower.append(_head(text_below, widths[column], size, merge=merge))
        at += across
    return [_head_row(upper), _head_row(lower)]


def _head(
    text: str, width: int, size: float, *, across: int = 1, merge: str = ""
) -> BaseOxmlElement:
    return _cell(text, width, size, "center", bold=True, fill=_HEAD, across=across, merge=merge)


def _head_row(cells: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    return element("tr", element("trPr", element("cantSplit"), element("tblHeader")), *cells)


def _row(table: Table, widths: Sequence[int], row: Row) -> BaseOxmlElement:
    whole = element("trPr", element("cantSplit"))
    if len(row.cells) == 1:
        head = _cell(row.cells[0], sum(widths), table.size, "left", bold=row.strong,
                     across=len(widths), with_next=True)  # fmt: skip
        return element("tr", whole, head)
    columns: Sequence[Column] = table.columns
    cells = [
        _cell(text, wide, table.size, column.align, bold=row.strong or at in row.bold,
              italic=row.italic)
        for at, (text, wide, column) in enumerate(zip(row.cells, widths, columns, strict=True))
    ]  # fmt: skip
    return element("tr", whole, *cells)


def _cell(
    text: str, width: int, size: float, align: str, *, bold: bool = False, italic: bool = False,
    fill: str = "", across: int = 1, merge: str = "", with_next: bool = False,
) -> BaseOxmlElement:  # fmt: skip
    about = [element("tcW", w=width, type="dxa")]
    if across > 1:
        about.append(element("gridSpan", val=across))
    if merge:
        about.append(element("vMerge", val=merge))
    if fill:
        about.append(element("shd", val="clear", color="auto", fill=fill))
    about.append(element("vAlign", val="center"))
    kept = [element("keepNext")] if with_next else []
    set_out = element(
        "pPr",
        *kept,
        element("spacing", before=20, after=20, line=240, lineRule="auto"),
        element("ind", firstLine=0),
        element("jc", val=align),
    )
    words = element("p", set_out, _run(text, size, bold, italic))
    return element("tc", element("tcPr", *about), words)


def _run(text: str, size: float, bold: bool, italic: bool) -> BaseOxmlElement:
    looks = [element(name) for name, on in (("b", bold), ("i", italic)) if on]
    half_points = round(size * 2)
    looks += [element("sz", val=half_points), element("szCs", val=half_points)]
    words = element("t")
    words.text = printable(text)
    return element("r", element("rPr", *looks), words)
