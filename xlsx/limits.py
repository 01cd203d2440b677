"""How large a personnel sheet may be, and what is said of a file that is none."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
MAX_FILE = 20 * MEGABYTE
MAX_UNPACKED = 100 * MEGABYTE
MAX_PARTS = 2_000
# Rows and cells that hold something; formatted blank ones take no room in what is read.
MAX_ROWS = 50_000
MAX_CELLS = 600_000
MAX_COLUMNS = 200
# A gap longer than this is not a list of people: something strayed to the end of the sheet.
MAX_BLANK_ROWS = 10_000
# The rectangles that the filled cells of all sheets span.
MAX_AREA = 4_000_000
# All rows and cells, blank ones too: Excel's own million of formatted rows and some cells.
MAX_BLANKS = 4_000_000
# What stands inside cells and texts: values, formulas, runs.
MAX_CELL_PARTS = 1_500_000
# All other elements: shared strings, styles, links, merged areas.
MAX_OTHERS = 300_000
# Characters of all cells; one long text may stand behind very many of them.
MAX_TEXT = 20_000_000
# Excel's own last row and column.
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

SAVE_AGAIN = "Hãy mở bằng Excel rồi lưu lại dạng .xlsx."


def dotted(number: int) -> str:
    """Return a whole number as a Vietnamese message writes it: 10.000."""
    return f"{number:,}".replace(",", ".")


class SheetRefused(Exception):
    """A file that cannot be taken as a personnel sheet; the text says why, in Vietnamese."""


_TRIM = "Hãy xóa các dòng, cột thừa của trang tính rồi nộp lại."
_TOO_INTRICATE = "Tệp có cấu trúc quá lớn, không thể là danh sách cán bộ."
DAMAGED = f"Tệp bị hỏng, không giải nén được. {SAVE_AGAIN}"
REASONS = {
    "bytes": f"Tệp giải nén ra quá lớn (hơn {MAX_UNPACKED // MEGABYTE} MB), "
    "không thể là danh sách cán bộ.",
    "rows": f"Tệp có quá nhiều dòng ghi dữ liệu (hơn {dotted(MAX_ROWS)}). {_TRIM}",
    "cells": f"Tệp có quá nhiều ô ghi dữ liệu (hơn {dotted(MAX_CELLS)}). {_TRIM}",
    "area": f"Các ô ghi dữ liệu nằm rải ra quá rộng trên trang tính. {_TRIM}",
    "blanks": f"Tệp có quá nhiều ô trống được định dạng (hơn {dotted(MAX_BLANKS)}). {_TRIM}",
    "cell parts": _TOO_INTRICATE,
    "others": _TOO_INTRICATE,
    "text": f"Tệp có quá nhiều chữ (hơn {dotted(MAX_TEXT)} ký tự).",
}


class Budget:
    """What all parts of a file may still come to, counted down to a refusal."""

    def __init__(self) -> None:
        self._left = {
            "bytes": MAX_UNPACKED,
            "rows": MAX_ROWS,
            "cells": MAX_CELLS,
            "area": MAX_AREA,
            "blanks": MAX_BLANKS,
            "cell parts": MAX_CELL_PARTS,
            "others": MAX_OTHERS,
            "text": MAX_TEXT,
        }

    def take(self, thing: str, number: int = 1) -> None:
        """Count `number` of `thing`; raises SheetRefused when it is more than there may be."""
        self._left[thing] -= number
        if self._left[thing] < 0:
            raise SheetRefused(REASONS[thing])
