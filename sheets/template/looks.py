"""How the sheets of the template look: one set of cell formats for a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from xlsx.rows_xml import LINE_HEIGHT, lines_of

_FONT = "Times New Roman"
_LINE = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GREY, _REQUIRED = PatternFill("solid", fgColor="EDEDED"), PatternFill("solid", fgColor="D9E2EC")
AS_TEXT, AS_DAY, AS_NUMBER = "@", "dd/mm/yyyy", "0"


class Looks:
    """Writes cells in the template's formats."""

    def heading(self, sheet: Any, row: int, names: Sequence[str], required: Any = ()) -> None:
        """Write a row of headings; those `required` stand out."""
        for at, name in enumerate(names, start=1):
            cell = sheet.cell(row, at, name)
            cell.font = Font(name=_FONT, size=11, bold=True)
            cell.fill = _REQUIRED if at in required else _GREY
            cell.border = _BORDER
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def line(self, sheet: Any, row: int, values: Sequence[Any]) -> None:
        """Write a row of texts, the first bold, as high as the longest needs."""
        lines, widths = 1, sheet.column_dimensions
        for at, value in enumerate(values, start=1):
            cell = sheet.cell(row, at, value)
            if isinstance(value, str):
                cell.data_type = "s"
                lines = max(lines, lines_of(value, widths[get_column_letter(at)].width))
            cell.font = Font(name=_FONT, size=11, bold=at == 1)
            cell.border = _BORDER
            cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal="left")
        sheet.row_dimensions[row].height = LINE_HEIGHT * lines

    def title(self, sheet: Any, row: int, text: str, *, bold: bool = False) -> None:
        """Write a line of running text."""
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name=_FONT, size=14 if bold else 11, bold=bold)
        cell.alignment = Alignment(vertical="top", wrap_text=True)

    def entry(
        self, cell: Any, number_format: str, *, quoted: bool = False, centred: bool = False
    ) -> Any:
        """Give a cell the format of one to be filled in; returns it."""
        cell.font = Font(name=_FONT, size=11)
        cell.border = _BORDER
        side = "center" if centred else None
        cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal=side)
        cell.number_format = number_format
        cell.protection = Protection(locked=False)
        # A text that begins with "=" stays one when somebody edits it.
        cell.quotePrefix = quoted
        return cell


def set_widths(sheet: Any, widths: Sequence[float]) -> None:
    """Give the columns their widths, in characters."""
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width


def set_up_print(sheet: Any, orientation: str) -> None:
    """Print on A4, as wide as the page and as long as it needs."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.oddFooter.center.text = "Trang &P/&N"
