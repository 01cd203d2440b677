"""The sheets of the portal's own template that hold no list of people."""

from xlsx.workbook import Sheet

from .grids import text_of

GUIDE, LISTS = "Hướng dẫn", "Danh mục"
# What stands in the first cell of each.
GUIDE_TITLE, LISTS_TITLE = "CÁCH GHI DANH SÁCH TRÍCH NGANG", "Dùng cho cột"
_TITLES = {GUIDE: GUIDE_TITLE, LISTS: LISTS_TITLE}


def is_own(sheet: Sheet) -> bool:
    """Whether a sheet is the template's guide or its lists, as the portal gives them out."""
    first = next((text for _, cells in sheet.rows for cell in cells if (text := text_of(cell))), "")
    return _TITLES.get(sheet.name) == first
