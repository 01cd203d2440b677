"""Opening an Excel workbook that somebody sent: its sheets, or a reason to refuse it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any

from .cells import Area, Cells, Grid, read_grids
from .limits import MAX_TEXT, REASONS, SheetRefused
from .looking import month_first, shorten, struck_rows
from .safety import check_container

__all__ = ["Area", "Cells", "Sheet", "SheetRefused", "open_workbook"]


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its name and its rows that hold anything, each with its row number.

    `merged` are the merged areas: row numbers as those of the rows, columns from 0, the last
    row and column included. `hidden` tells a sheet that Excel does not show; `struck` are the
    numbers of rows that are struck through. Dates shown as a month or year stand in the rows
    as such texts. By row number and column from 0, `shortened` are those of them that hold a
    day of their own, `month_first` the dates shown as month/day/year, and `uncomputed` the
    formulas whose value the file does not keep, blank in the rows.
    """

    name: str
    rows: tuple[tuple[int, Cells], ...]
    merged: tuple[Area, ...] = ()
    hidden: bool = False
    struck: frozenset[int] = frozenset()
    uncomputed: frozenset[tuple[int, int]] = frozenset()
    month_first: frozenset[tuple[int, int]] = frozenset()
    shortened: Mapping[tuple[int, int], date] = field(default_factory=dict)


def open_workbook(source: Path | IO[bytes]) -> list[Sheet]:
    """Return the worksheets of an .xlsx file that hold anything, hidden ones too.

    Formulas come as their last computed values. Raises SheetRefused, with a reason in
    Vietnamese, for anything that is not a workbook or is too large to be a list of people;
    nothing is unpacked further than `limits` allow.
    """
    if isinstance(source, Path):
        with _opened(source) as file:
            return open_workbook(file)
    contents = check_container(source)
    sheets, budget = [], MAX_TEXT
    for grid in read_grids(source, contents):
        sheet = _sheet(grid)
        budget -= sum(len(cell) for _, row in sheet.rows for cell in row if isinstance(cell, str))
        if budget < 0:
            raise SheetRefused(REASONS["text"])
        if sheet.rows or sheet.uncomputed:
            sheets.append(sheet)
    if not sheets:
        raise SheetRefused("Sổ Excel không có dữ liệu: mọi trang tính đều trống.")
    return sheets


def _sheet(grid: Grid) -> Sheet:
    rows, looks = grid.rows, grid.marked.looks
    return Sheet(
        name=grid.name,
        month_first=frozenset((row + 1, at) for row, at in month_first(rows, looks)),
        shortened={(row + 1, at): day for (row, at), day in shorten(rows, looks)},
        rows=tuple(_filled_rows(rows)),
        merged=tuple((top + 1, left, end + 1, right) for top, left, end, right in grid.merged),
        hidden=grid.hidden,
        struck=frozenset(struck_rows(rows, looks)),
        uncomputed=frozenset((row + 1, at) for row, at in grid.marked.uncomputed),
    )


def _opened(path: Path) -> IO[bytes]:
    if path.is_dir():
        raise SheetRefused(f"«{path}» là thư mục, không phải tệp Excel.")
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise SheetRefused(f"Không tìm thấy tệp «{path}».") from None
    except OSError as error:
        raise SheetRefused(f"Không mở được tệp «{path}»: {error.strerror}.") from None


def _filled_rows(rows: Iterable[list[Any]]) -> Iterator[tuple[int, Cells]]:
    for number, row in enumerate(rows, start=1):
        cells = tuple(map(_plain, row))
        end = len(cells)
        while end and cells[end - 1] is None:
            end -= 1
        if end:
            yield number, cells[:end]


def _plain(cell: Any) -> Any:
    """Return None for a blank cell, and a whole number without the fraction all come with."""
    if isinstance(cell, str):
        return None if not cell or cell.isspace() else cell
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
