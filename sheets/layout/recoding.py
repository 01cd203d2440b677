"""Texts of a workbook in an old encoding, read as they were meant before anything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from personnel.kinds import FIELD_OF_STUDY
from personnel.words.rereading import Reread, may_be_old, reread
from sheets.columns import BY_HEADER, header_key
from sheets.correcting import AS_TYPED, REREAD, Correction
from sheets.problems import Asks, Problem, Record, shortened
from sheets.understood import Layout, SheetUnderstood
from xlsx.workbook import Cells, Sheet

from .own_sheets import is_own

_COLUMN = "Phông chữ"
_FREE = ("religion", "home_place", FIELD_OF_STUDY, "note")
_SHOWN = 5


@dataclass(frozen=True)
class Recoded:
    """The cells of a sheet that were read anew: as typed and as read, by row and column."""

    cells: Mapping[tuple[int, int], tuple[str, Reread]] = field(default_factory=dict)

    def in_row(self, number: int, columns: Iterable[int]) -> list[tuple[str, Reread]]:
        """Return the cells of one row read anew, in the order of `columns`."""
        return [self.cells[number, at] for at in columns if (number, at) in self.cells]


def recoded(
    sheets: Sequence[Sheet], correction: Correction | None
) -> tuple[list[Sheet], list[Recoded]]:
    """Return the sheets with their texts in Unicode, and what of each was read anew.

    Nothing is where somebody said that the texts are as they were meant.
    """
    if correction and correction.old_fonts == AS_TYPED:
        return list(sheets), [Recoded() for _ in sheets]
    is_given_out = any(map(is_own, sheets))
    found = [_of_sheet(sheet, _free_texts(sheet) if is_given_out else set()) for sheet in sheets]
    return [_with(sheet, of.cells) for sheet, of in zip(sheets, found, strict=True)], found


def _free_texts(sheet: Sheet) -> set[int]:
    """Return the columns of the portal's own sheet that hold whatever somebody wrote.

    What it gave out comes back as it was, also what might be a word of an old encoding.
    """
    above = ((at, cell) for _, row in sheet.rows[:1] for at, cell in enumerate(row))
    headed = ((at, BY_HEADER.get(header_key(cell))) for at, cell in above if isinstance(cell, str))
    return {at for at, column in headed if column and column.field in _FREE}


def _of_sheet(sheet: Sheet, but: Collection[int]) -> Recoded:
    """Return the cells of a sheet to be read anew, `but` those of some columns.

    In most files no text is looked at twice.
    """
    texts = {cell for _, row in sheet.rows for cell in row if isinstance(cell, str)}
    if not any(map(may_be_old, texts)):
        return Recoded()
    columns: dict[int, set[str]] = defaultdict(set)
    for _, row in sheet.rows:
        for at, cell in enumerate(row):
            if isinstance(cell, str) and at not in but:
                columns[at].add(cell)
    meant = {at: found for at, among in columns.items() if (found := reread(among))}
    if not meant:
        return Recoded()
    return Recoded(
        {
            (number, at): (cell, meant[at][cell])
            for number, row in sheet.rows
            for at, cell in enumerate(row)
            if isinstance(cell, str) and cell in meant.get(at, ())
        }
    )


def _with(sheet: Sheet, cells: Mapping[tuple[int, int], tuple[str, Reread]]) -> Sheet:
    rows_of: dict[int, dict[int, str]] = defaultdict(dict)
    for (number, at), (_, meant) in cells.items():
        rows_of[number][at] = meant.text
    if not rows_of:
        return sheet
    rows = ((number, _replaced(row, rows_of.get(number, {}))) for number, row in sheet.rows)
    return replace(sheet, rows=tuple(rows))


def _replaced(row: Cells, texts: Mapping[int, str]) -> Cells:
    return tuple(texts.get(at, cell) for at, cell in enumerate(row)) if texts else row


def tell_recoded(layout: Layout, found: Sequence[Recoded], correction: Correction | None) -> None:
    """Ask once whether a file's texts are meant so; each row with such a text waits for it.

    Where somebody said so, each sheet tells how many cells were read anew.
    """
    is_settled = correction is not None and correction.old_fonts == REREAD
    for sheet, of in zip(layout.sheets, found, strict=True):
        if not of.cells:
            continue
        sheet.reread = _examples(of)
        sheet.reread_cells = len(of.cells)
        if is_settled:
            layout.problems.append(_note(sheet))
        else:
            _ask(layout, sheet, of)


def _examples(found: Recoded) -> list[tuple[str, str, str]]:
    """Return some different texts, the longer ones: they show best what was read anew."""
    texts = dict(found.cells.values())
    longest = sorted(texts, key=len, reverse=True)[:_SHOWN]
    return [
        (shortened(typed), shortened(texts[typed].text), texts[typed].encoding) for typed in longest
    ]


def _note(sheet: SheetUnderstood) -> Problem:
    typed, meant, encoding = sheet.reread[0]
    reason = (
        f"đã đọc {sheet.reread_cells} ô gõ bằng bảng mã {encoding} theo nghĩa tiếng Việt, "
        f"ví dụ «{typed}» đọc là «{meant}»"
    )
    return Problem(sheet.name, None, _COLUMN, None, reason, is_error=False)


def _ask(layout: Layout, sheet: SheetUnderstood, found: Recoded) -> None:
    """Put the question to every row of a person concerned; to the sheet where there is none."""
    columns = _columns_in_order(sheet)
    asked = False
    for at, record in enumerate(layout.records):
        if record.sheet != sheet.name:
            continue
        if in_row := found.in_row(record.number, columns):
            layout.records[at] = _asked(record, *in_row[0])
            asked = True
    if not asked:
        number, column = min(found.cells)
        layout.problems.append(_question(sheet.name, number, *found.cells[number, column]))


def _columns_in_order(sheet: SheetUnderstood) -> list[int]:
    """Return the columns that are read, that of the names first."""
    read = [column for column in sheet.columns if column.field]
    return [column.at for column in sorted(read, key=lambda column: column.field != "full_name")]


def _asked(record: Record, typed: str, meant: Reread) -> Record:
    found = _question(record.sheet, record.number, typed, meant)
    return replace(record, found=(*record.found, found))


def _question(sheet: str, number: int, typed: str, meant: Reread) -> Problem:
    reason = (
        f"gõ bằng bảng mã {meant.encoding}, không phải Unicode; đọc là «{shortened(meant.text)}»"
    )
    accepted = "xác nhận một lần cho cả tệp ở trang cách đọc tệp"
    return Problem(sheet, number, _COLUMN, shortened(typed), reason, accepted, asks=Asks.FILE)
