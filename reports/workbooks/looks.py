"""How cells look: Times New Roman throughout, each look worked out once for a workbook."""

from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from xlsx.rows_xml import Formats

COUNT, RATE, POINTS = "#,##0", "0.00%", "+0.00;-0.00;0.00"
DAY, MONTH = "dd/mm/yyyy", "mm/yyyy"
FONT = "Times New Roman"
UNBROKEN = 10_000  # a text that is not broken into lines
_MARGIN = 2  # letters of a line that words leave free
_LINE = Side(style="thin", color="999999")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD, _SUBTOTAL = "EEEEEE", "F7F7F7"


@dataclass(frozen=True)
class Column:
    """A column: how wide in characters, the formats of its numbers and dates, where texts stand."""

    width: float
    number: str = COUNT
    day: str = DAY
    horizontal: str | None = None


@dataclass(frozen=True)
class Look:
    """How the cells of a row look, beside what their columns say."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    size: int = 11
    fill: str = ""
    bordered: bool = True
    horizontal: str | None = None
    vertical: str = "top"
    wrapped: bool = True
    rotated: bool = False


BODY = Look()
SUBTOTAL = Look(bold=True, fill=_SUBTOTAL)
TOTAL = Look(bold=True, fill=_HEAD)
HEAD = Look(bold=True, fill=_HEAD, horizontal="center", vertical="center")
UPRIGHT_HEAD = Look(
    bold=True, fill=_HEAD, horizontal="center", vertical="center", rotated=True, wrapped=True
)
NUMBERS = Look(italic=True, size=9, horizontal="center", wrapped=False)
FREE = Look(bordered=False, wrapped=False)


class Looks:
    """The cell formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._sheet: Any = book.active
        # Columns are as wide as so many digits of this font: with one that is not there, as the
        # library's own is not everywhere, the last column would go to a page of its own.
        book._named_styles["Normal"].font = Font(name=FONT, size=BODY.size)
        self._known: dict[tuple[Look, Column], Formats] = {}

    def formats(self, look: Look, column: Column) -> Formats:
        """Return the formats of a cell of this look in this column."""
        key = look, column
        if key not in self._known:
            text = look.horizontal or column.horizontal
            right = text or "right"
            is_broken = look.wrapped and not look.rotated
            width = max(1, int(column.width) - _MARGIN) if is_broken else UNBROKEN
            self._known[key] = Formats(
                text=self._style(look, "General", text),
                quoted=self._style(look, "General", text, quoted=True),
                day=self._style(look, column.day, text or "center"),
                number=self._style(look, column.number, right),
                width=width,
            )
        return self._known[key]

    def _style(
        self, look: Look, number_format: str, horizontal: str | None, *, quoted: bool = False
    ) -> int:
        # Beside the sheet: nothing of it is written but its format.
        cell = Cell(self._sheet, row=1, column=1)
        cell.font = Font(
            name=FONT, size=look.size, bold=look.bold, italic=look.italic,
            underline="single" if look.underlined else None,
        )  # fmt: skip
        cell.alignment = Alignment(
            horizontal=horizontal, vertical=look.vertical, wrap_text=look.wrapped,
            text_rotation=90 if look.rotated else 0,
        )  # fmt: skip
        if look.bordered:
            cell.border = _BORDER
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        cell.number_format = number_format
        # A text that begins with "=" stays one when somebody edits it.
        cell.quotePrefix = quoted
        return int(cell.style_id)
