"""Tables as text: CSV that Excel opens in Vietnamese and takes no formula from."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsx.rows_xml import FORMULA_STARTS

BYTE_ORDER_MARK = "\ufeff"


class _Echo:
    """What a csv writer writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def csv_lines(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Yield the lines of a table, the headings first."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + str(writer.writerow(columns))
    for cells in rows:
        yield str(writer.writerow([plain(cell) for cell in cells]))


def percent_text(rate: Decimal | None) -> str:
    """Return a rate as "30,56%"; "" where there is nothing to divide by."""
    return "" if rate is None else f"{rate:.2f}%".replace(".", ",")


def plain(cell: Any) -> str:
    """Return a cell as text: a day as 31/12/2025; what looks like a formula stays text."""
    text = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
