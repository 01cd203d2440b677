"""Writing a sheet row by row: styles, print set-up, and text that stays text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from personnel.sheet.rows_xml import FORMULA_STARTS

COUNT, RATE, DAY = "#,##0", "0.00%", "dd/mm/yyyy"
_LINE = Side(style="thin", color="999999")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="EEEEEE")


@dataclass(frozen=True)
class Rate:
    """A percentage with two decimals, as the screen shows it; None is an empty cell."""

    percent: Decimal | None


class Sheet:
    """A sheet of a write-only workbook: titles, one header row, then rows."""

    def __init__(
        self, book: Workbook, name: str, titles: Sequence[str], widths: Sequence[int]
    ) -> None:
        self._sheet = book.create_sheet(name)
        self._looks: dict[tuple[str, bool, bool, bool, bool], Any] = {}
        for at, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(at)].width = width
        self._header_row = len(titles) + 1
        self._sheet.freeze_panes = f"A{self._header_row + 1}"
        self._print_set_up()
        for at, title in enumerate(titles):
            self._sheet.append([self._cell(title, bold=at == 0, bordered=False)])

    def _print_set_up(self) -> None:
        sheet = self._sheet
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = f"{self._header_row}:{self._header_row}"
        sheet.oddFooter.center.text = "Trang &P/&N"

    def header(self, names: Sequence[str]) -> None:
        """Write the header row, which is repeated on every printed page."""
        self._sheet.append([self._cell(name, bold=True, fill=_HEAD) for name in names])

    def row(self, values: Sequence[Any], bold: bool = False) -> None:
        """Write a row: int, date and Rate become real numbers and dates, str stays text."""
        self._sheet.append([self._cell(value, bold=bold) for value in values])

    def _cell(
        self, value: Any, bold: bool = False, bordered: bool = True, fill: PatternFill | None = None
    ) -> WriteOnlyCell:
        shown = (
            value.percent / 100 if isinstance(value, Rate) and value.percent is not None else value
        )
        cell = WriteOnlyCell(self._sheet, None if isinstance(shown, Rate) else shown)
        is_text = isinstance(value, str)
        if is_text:
            cell.data_type = "s"  # a name that begins with "=" is a name, not a formula
        # It stays one when somebody edits the cell.
        quoted = is_text and value.startswith(FORMULA_STARTS)
        look = _format(value), bold, bordered, bool(fill), quoted
        if look not in self._looks:
            self._looks[look] = _style(cell, *look[:3], fill, quoted)
        # Of thousands of cells few look different: each look is worked out once.
        cell._style = self._looks[look]
        return cell


def _style(
    cell: WriteOnlyCell, format_: str, bold: bool, bordered: bool, fill: PatternFill | None,
    quoted: bool,
) -> Any:  # fmt: skip
    cell.number_format = format_
    cell.font = Font(name="Times New Roman", size=12, bold=bold)
    cell.alignment = Alignment(wrap_text=bordered, vertical="top")
    if bordered:
        cell.border = _BORDER
    if fill:
        cell.fill = fill
    cell.quotePrefix = quoted
    return cell._style


def _format(value: Any) -> str:
    if isinstance(value, Rate):
        return RATE
    if isinstance(value, date):
        return DAY
    return COUNT if isinstance(value, int) else "General"
