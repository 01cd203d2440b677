"""What a report consists of before it is a document: paragraphs of runs, and tables.

The sections write these; `writing.py` puts them on paper, tests and the screen read them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """How a paragraph stands on the page."""

    PART = "part"  # I- TÌNH HÌNH THỰC HIỆN
    HEADING = "heading"  # 1. Kết quả chung; the number comes with the whole document
    GROUP = "group"  # a) Cán bộ chủ chốt
    BODY = "body"
    CAPTION = "caption"  # Bảng 1. …
    COUNTED = "counted"  # (đơn vị tính: người)
    NOTE = "note"  # below a table
    RECIPIENT = "recipient"


@dataclass(frozen=True)
class Run:
    """Some words of a paragraph; `open` where somebody has still to write them, `about` what."""

    text: str
    bold: bool = False
    italic: bool = False
    open: bool = False
    about: str = ""


def strong(text: str) -> Run:
    """Return words that stand out."""
    return Run(text, bold=True)


def left_open(what: str, who: str, about: str = "") -> Run:
    """Return the place of a text that somebody has still to write: "[nội dung: ai viết]".

    `about` is what a list of such places has to add to that.
    """
    return Run(f"[{what}: {who}]", italic=True, open=True, about=about)


@dataclass(frozen=True)
class Paragraph:
    """Runs of a kind; `with_next` where the page must not end behind it."""

    runs: tuple[Run, ...]
    kind: Kind = Kind.BODY
    with_next: bool = False

    is_table = False

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


def paragraph(*words: str | Run, kind: Kind = Kind.BODY) -> Paragraph:
    """Return a paragraph of words, plain where they are text alone; empty ones are left out."""
    runs = (Run(word) if isinstance(word, str) else word for word in words)
    return Paragraph(tuple(run for run in runs if run.text), kind)


def sentences(*words: str | Run | None) -> Paragraph:
    """Return a paragraph of sentences, a space between them; None and "" are left out."""
    kept = [word for word in words if word]
    spaced = [each for word in kept for each in (word, " ")][:-1]
    return paragraph(*spaced)


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its part of the width, how its cells stand."""

    head: str
    width: float
    align: str = "right"


@dataclass(frozen=True)
class Row:
    """A row of a table; of a single cell it goes over the whole width, as the head of a group."""

    cells: Sequence[str]
    bold: frozenset[int] = frozenset()
    italic: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """Columns and rows; `over` are headings above columns, each over so many of them.

    `size` in points; `margin` in millimetres at the left and right of a cell.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    over: Sequence[tuple[str, int]] = ()
    size: float = 10
    margin: float = 1

    is_table = True

    @property
    def shown(self) -> list[list[tuple[str, str, bool]]]:
        """The rows as cells, each with how it stands and whether it stands out."""
        return [
            [
                (text, column.align, row.strong or at in row.bold)
                for at, (text, column) in enumerate(zip(row.cells, self.columns, strict=False))
            ]
            for row in self.rows
        ]


Block = Paragraph | Table


def open_places(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield what somebody has still to write, as it stands on the page, and about what."""
    for block in blocks:
        for run in block.runs if isinstance(block, Paragraph) else ():
            if run.open:
                yield f"{run.about}: {run.text}" if run.about else run.text
