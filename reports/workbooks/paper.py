"""How a sheet lies on paper: A4 across, a page wide or several, numbered at the foot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from .looks import Column

# How much of A4 across is printed on, in the points (1/96 inch) of a column's width; a little less
# than there is, for the measures of whatever program opens it.
_PRINTED, _A_CHARACTER, _BESIDE = 1020, 7, 5
_HIGH = 495  # points (1/72 inch) between the margins


@dataclass(frozen=True)
class Wide:
    """A sheet several pages wide: `fixed` columns on each, then whole blocks of columns."""

    fixed: int
    block: int
    scale: int


def lay_across(sheet: Any) -> None:
    """Put a sheet on A4 across, as wide as a page and as many pages long as it takes."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.6, bottom=0.7, footer=0.35)
    sheet.oddFooter.center.text = "Trang &P/&N"
    sheet.oddFooter.center.font = "Times New Roman"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def fit_one_page(sheet: Any) -> None:
    """Make a short sheet no longer than a page, so that no signature stands on one alone."""
    sheet.page_setup.fitToHeight = 1


def fitting(columns: Sequence[Column]) -> int:
    """Return the scale, in percent, at which columns are as wide as a page."""
    return min(100, int(_PRINTED * 100 / sum(map(_width, columns))))


def page_points(scale: int) -> float:
    """Return how many points of rows stand on a page at a scale."""
    return _HIGH * 100 / scale


def fill(heights: Iterable[float], page: float, heads: float) -> tuple[int, float]:
    """Return how many pages rows so high take, and how much of the last one is left.

    Each page but the first begins with headings so high.
    """
    pages, left = 1, page
    for height in heights:
        if height > left:
            pages, left = pages + 1, page - heads
        left -= height
    return pages, left


def break_rows(sheet: Any, scale: int, after: int) -> None:
    """Begin a page after a row.

    Excel heeds a break only at a scale of its own: it takes the place of fitting the width.
    """
    _scale(sheet, scale)
    sheet.row_breaks.append(Break(id=after))


def break_columns(sheet: Any, columns: Sequence[Column], wide: Wide) -> list[int]:
    """Break a wide sheet between blocks of columns; returns how many each page has."""
    _scale(sheet, wide.scale)
    sheet.print_title_cols = f"A:{get_column_letter(wide.fixed)}"
    blocks = _blocks_a_page(columns, wide)
    column = wide.fixed
    for count in blocks[:-1]:
        column += wide.block * count
        sheet.col_breaks.append(Break(id=column))
    return blocks


def _scale(sheet: Any, percent: int) -> None:
    sheet.sheet_properties.pageSetUpPr = None
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale = percent


def _blocks_a_page(columns: Sequence[Column], wide: Wide) -> list[int]:
    """Return how many blocks of columns stand on each page beside the fixed ones.

    As few pages as it takes, and about as many blocks on each: none is left alone on the last.
    """
    widths = [_width(column) for column in columns]
    free = _PRINTED * 100 / wide.scale - sum(widths[: wide.fixed])
    starts = range(wide.fixed, len(columns), wide.block)
    widest = max(sum(widths[at : at + wide.block]) for at in starts)
    blocks, fitting = len(starts), max(1, int(free // widest))
    pages = -(-blocks // fitting)
    return [blocks * (at + 1) // pages - blocks * at // pages for at in range(pages)]


def _width(column: Column) -> float:
    return _A_CHARACTER * column.width + _BESIDE
