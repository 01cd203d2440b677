"""The names of a list without what stands around them, and the rows that name nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from personnel.words.names import Written, is_nobody, taken_apart
from personnel.words.text import match_key
from sheets.columns import BY_FIELD
from sheets.problems import Problem, Record, shortened
from sheets.understood import Layout

from .grids import text_of

_FIELD = "full_name"
# Who has none of these was never anybody.
_OF_A_PERSON = ("birth", "cccd")


def settle_names(layout: Layout) -> None:
    """Take remarks off the names, telling each once, and leave out rows of vacant posts.

    Who bears a name beside which it says that they left is asked, and so is a vacant post with
    somebody's birth. Which of two names is meant is asked of the cell as it stands.
    """
    notes = _Notes()
    kept = []
    for record in layout.records:
        text = text_of(record.cells.get(_FIELD))
        if is_nobody(text):
            if not any(record.cells.get(field) for field in _OF_A_PERSON):
                _leave_out(layout, record, text)
                continue
            record = _leaving(record, f"ghi «{shortened(text)}» ở cột họ và tên")
        elif text:
            record = _named(record, taken_apart(text), notes)
        kept.append(record)
    layout.records[:] = kept
    layout.problems += notes.told()


def _named(record: Record, written: Written, notes: _Notes) -> Record:
    """Return a record under its name alone, who is said to have left with what says so."""
    if written.left:
        record = _leaving(record, written.left)
    if not written.remarks or not written.name or written.other:
        return record
    for remark in written.remarks:
        notes.add(record, remark, written.name)
    return replace(record, cells={**record.cells, _FIELD: written.name})


def _leaving(record: Record, said: str) -> Record:
    return replace(record, left=record.left or said)


def _leave_out(layout: Layout, record: Record, text: str) -> None:
    sheet = next(sheet for sheet in layout.sheets if sheet.name == record.sheet)
    sheet.people -= 1
    sheet.left_out.append((record.number, shortened(text)))
    sheet.left_out.sort()
    reason = "không ghi dòng này: chức danh chưa có người giữ"
    layout.problems.append(_note(record, shortened(text), reason))


def _note(record: Record, value: str | None, reason: str) -> Problem:
    header = BY_FIELD[_FIELD].header
    return Problem(
        record.sheet, record.number, header, value, reason, is_error=False, field=_FIELD
    )  # fmt: skip


class _Notes:
    """Remarks taken off names: each once a sheet, with how many rows had it."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[tuple[Record, str, str]]] = defaultdict(list)

    def add(self, record: Record, remark: str, name: str) -> None:
        """Take down what was taken off a name."""
        self._found[record.sheet, match_key(remark).strip(".: ")].append((record, remark, name))

    def told(self) -> Iterator[Problem]:
        """Yield a note for each remark, at the first row that has it."""
        for found in self._found.values():
            record, remark, name = found[0]
            more = f" (và {len(found) - 1} dòng khác)" if len(found) > 1 else ""
            reason = (
                f"«{shortened(remark)}» không thuộc họ và tên{more}: đọc là «{shortened(name)}»"
            )
            value = shortened(text_of(record.cells.get(_FIELD)))
            yield _note(record, value, reason)
