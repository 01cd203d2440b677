"""Opening an Excel workbook that somebody sent: its sheets, or a reason to refuse it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from openpyxl import load_workbook

from .safety import MAX_COLUMNS, SheetRefused, check_container, dotted
from .values import CellValue

# A gap longer than this is not a list of people: formatting was dragged down the sheet.
MAX_BLANK_ROWS = 10_000
# One long text may stand behind very many cells.
MAX_TEXT = 20_000_000

Cells = tuple[CellValue, ...]


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its name and its rows that hold anything, each with its row number."""

    name: str
    rows: tuple[tuple[int, Cells], ...]


def open_workbook(source: Path | IO[bytes]) -> list[Sheet]:
    """Return the worksheets of an .xlsx file that hold anything.

    Formulas come as their last computed values. Raises SheetRefused, with a reason in
    Vietnamese, for anything that is not a workbook or is too large to be a list of people;
    nothing is unpacked further than the limits in `safety` allow.
    """
    if isinstance(source, Path):
        with _opened(source) as file:
            return open_workbook(file)
    check_container(source)
    source.seek(0)
    sheets = [sheet for sheet in _read(source) if sheet.rows]
    if not sheets:
        raise SheetRefused("Sổ Excel không có dữ liệu: mọi trang tính đều trống.")
    return sheets


def _opened(path: Path) -> IO[bytes]:
    if path.is_dir():
        raise SheetRefused(f"«{path}» là thư mục, không phải tệp Excel.")
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise SheetRefused(f"Không tìm thấy tệp «{path}».") from None
    except OSError as error:
        raise SheetRefused(f"Không mở được tệp «{path}»: {error.strerror}.") from None


def _read(source: IO[bytes]) -> list[Sheet]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
            try:
                return list(_read_sheets(book))
            finally:
                book.close()
    except SheetRefused:
        raise
    # The reader meets whatever a damaged file holds and raises errors of every kind.
    except Exception as error:
        raise SheetRefused(
            "Không đọc được sổ Excel: tệp bị hỏng hoặc không phải định dạng .xlsx. "
            "Hãy mở bằng Excel rồi lưu lại dạng .xlsx."
        ) from error


def _read_sheets(book: Any) -> Iterator[Sheet]:
    budget = MAX_TEXT
    for sheet in book.worksheets:
        # Some programs write a wrong size of the sheet; rows beyond it would be lost.
        sheet.reset_dimensions()
        rows = tuple(_rows(sheet.title, sheet.iter_rows(values_only=True)))
        budget -= sum(len(cell) for _, row in rows for cell in row if isinstance(cell, str))
        if budget < 0:
            raise SheetRefused(f"Tệp có quá nhiều chữ (hơn {dotted(MAX_TEXT)} ký tự).")
        yield Sheet(sheet.title, rows)


def _rows(name: str, rows: Iterable[Cells]) -> Iterator[tuple[int, Cells]]:
    last = 0
    for number, cells in enumerate(rows, start=1):
        filled = _without_blank_end(cells)
        if len(filled) > MAX_COLUMNS:
            raise SheetRefused(f"Trang tính «{name}» có dữ liệu ở quá {MAX_COLUMNS} cột.")
        if filled:
            last = number
            yield number, filled
        elif number - last > MAX_BLANK_ROWS:
            raise SheetRefused(
                f"Trang tính «{name}» có hơn {dotted(MAX_BLANK_ROWS)} dòng trống liên tiếp, "
                f"từ dòng {last + 1}. Hãy xóa các dòng trống rồi nộp lại."
            )


def _without_blank_end(cells: Cells) -> Cells:
    end = len(cells)
    while end and _blank(cells[end - 1]):
        end -= 1
    return cells[:end]


def _blank(cell: CellValue) -> bool:
    return cell is None or isinstance(cell, str) and (not cell or cell.isspace())
