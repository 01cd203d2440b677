"""Tables of the sheet: small type, hairlines, and bars made of cells of exact widths."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.lines import Line
from reports.word.grid import element, printable
from targets.figures import Verdict

FONT = "Arial"
TWIPS = Fraction(1440 * 10, 254)  # in a millimetre
INK, QUIET, LINE = "1B1B1F", "5B5D66", "C4C5CA"
BAR, LACK, UNKNOWN, TRACK = "46566B", "F3C6BE", "A9AFB9", "E8E9ED"
PASS, MONITORED = "1C6B3D", "85878F"
BAR_HEIGHT = 3  # millimetres


@dataclass(frozen=True)
class Words:
    """Some words of a cell or a paragraph."""

    text: str
    bold: bool = False
    colour: str = INK
    size: float | None = None


@dataclass(frozen=True)
class Cell:
    """Words, or the bar of a line."""

    words: Sequence[Words] = ()
    bar: Line | None = None
    align: str = "left"


@dataclass(frozen=True)
class Grid:
    """Columns by width in millimetres, a head, and rows of one height in millimetres."""

    widths: Sequence[float]
    head: Sequence[Cell]
    rows: list[Sequence[Cell]] = field(default_factory=list)
    height: float = 6
    size: float = 8.5


def table(grid: Grid) -> BaseOxmlElement:
    """Return a grid as a table, its head in small grey type."""
    widths = [_twips(width) for width in grid.widths]
    made = _table(widths, "single")
    for cells, size, height in _rows(grid):
        row = element("tr", element("trPr", element("cantSplit"), *height))
        for cell, width, wide in zip(cells, widths, grid.widths, strict=True):
            row.append(_cell(cell, width, wide, size))
        made.append(row)
    return made


def _rows(grid: Grid) -> Iterable[tuple[Sequence[Cell], float, list[BaseOxmlElement]]]:
    if any(cell.words for cell in grid.head):
        yield grid.head, grid.size - 1.5, []
    for cells in grid.rows:
        # An element stands in one place alone: each row has its own.
        height = element("trHeight", val=_twips(grid.height), hRule="exact")
        yield cells, grid.size, [height]


def beside(left: Iterable[BaseOxmlElement], right: Iterable[BaseOxmlElement],
           widths: tuple[float, float], gap: float) -> BaseOxmlElement:  # fmt: skip
    """Return two columns of paragraphs and tables, `gap` millimetres apart."""
    sides = [_twips(widths[0]), _twips(gap), _twips(widths[1])]
    made = _table(sides, "nil")
    row = element("tr")
    for content, width in zip((left, (), right), sides, strict=True):
        cell = element("tc", element("tcPr", element("tcW", w=width, type="dxa")), *content)
        cell.append(paragraph([], 1))  # a cell ends with a paragraph
        row.append(cell)
    made.append(row)
    return made


def paragraph(words: Iterable[Words], size: float, *, align: str = "left", before: float = 0,
              after: float = 0) -> BaseOxmlElement:  # fmt: skip
    """Return a paragraph; `before` and `after` in points."""
    about = element(
        "pPr",
        element("spacing", before=round(before * 20), after=round(after * 20), line=240,
                lineRule="auto"),
        element("jc", val=align),
        element("rPr", element("sz", val=round(size * 2))),
    )  # fmt: skip
    return element("p", about, *(_run(each, size) for each in words))


def _run(words: Words, size: float) -> BaseOxmlElement:
    half_points = round((words.size or size) * 2)
    looks = [element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT)]
    looks += [element("b")] if words.bold else []
    looks += [element("color", val=words.colour), element("sz", val=half_points),
              element("szCs", val=half_points)]  # fmt: skip
    text = element("t")
    text.text = printable(words.text)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", element("rPr", *looks), text)


def _table(widths: Sequence[int], lines: str) -> BaseOxmlElement:
    inside = element("insideH", val=lines, sz=2, space=0, color=LINE)
    below = element("bottom", val=lines, sz=2, space=0, color=LINE)
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblW", w=sum(widths), type="dxa"),
            element("tblBorders", below, inside),
            element("tblLayout", type="fixed"),
            element("tblCellMar", *(element(side, w=0, type="dxa") for side in ("left", "right"))),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )


def _cell(cell: Cell, width: int, wide: float, size: float) -> BaseOxmlElement:
    about = element("tcPr", element("tcW", w=width, type="dxa"), element("vAlign", val="center"))
    if cell.bar is not None and cell.bar.figure.covered:
        return element("tc", about, _bar(cell.bar, wide - 3), paragraph([], 1))
    return element("tc", about, paragraph(cell.words, size, align=cell.align))


def _bar(line: Line, wide: float) -> BaseOxmlElement:
    """Return the bar of a line as a table of its parts, the target as the edge of one."""
    parts = parts_of(line)
    widths = [max(1, _twips(float(part.share) * wide)) for part in parts]
    row = element("tr", element("trPr", element("trHeight", val=_twips(BAR_HEIGHT), hRule="exact")))
    for part, width in zip(parts, widths, strict=True):
        about = element("tcPr", element("tcW", w=width, type="dxa"))
        if part.target:
            edge = element("right", val="single", sz=12, space=0, color=INK)
            about.append(element("tcBorders", edge))
        about.append(element("shd", val="clear", color="auto", fill=part.fill))
        row.append(element("tc", about, paragraph([], 1)))
    made = _table(widths, "nil")
    made.append(row)
    return made


@dataclass(frozen=True)
class Part:
    """A part of a bar: how much of it, and its colour; `target` where the mark ends it."""

    share: Fraction
    fill: str
    target: bool = False


def parts_of(line: Line) -> list[Part]:
    """Return the parts of a line's bar from the left; they add up to the whole of it."""
    figure, share = line.figure, line.criterion.share
    met = Fraction(figure.met, figure.covered)
    known = met + Fraction(figure.unknown, figure.covered)
    target = Fraction(share.percent, 100) if share else None
    ends = sorted({met, known, Fraction(1), *([target] if target else [])} - {Fraction(0)})
    parts, start = [], Fraction(0)
    for end in ends:
        lacking = target is not None and end <= target
        beyond = UNKNOWN if end <= known else LACK if lacking else TRACK
        parts.append(Part(end - start, _met(line) if end <= met else beyond, end == target))
        start = end
    return parts


def _met(line: Line) -> str:
    if line.verdict == Verdict.MONITOR:
        return MONITORED
    return PASS if line.verdict == Verdict.PASS else BAR


def _twips(millimetres: float) -> int:
    return round(Fraction(millimetres) * TWIPS)
