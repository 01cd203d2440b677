"""A workbook understood: the header of each sheet, its sections, and its people."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from sheets.columns import COLUMNS
from sheets.correcting import CONTINUES, NO_LIST, Correction
from sheets.reading.matching import References
from sheets.scope import Scope
from sheets.understood import Layout, NotUnderstood, SheetUnderstood, texts_of
from xlsx.workbook import Sheet

from .aging import aged
from .choosing import key_of_signature, second_list
from .columns_told import asked_and_told
from .complaints import continued, contradiction, nobody, side_by_side, unread
from .continuing import ListBefore
from .grids import Merges, text_of
from .headers import DEEPEST, WITHIN, Header, find_header, header_of, other_header
from .lists import ListReader
from .own_sheets import is_own
from .sections import Headings
from .settling import settle
from .whose import refuse_foreign

_SHOWN, _BEFORE = 12, 4
_NO_HEADER = "không thấy dòng tiêu đề của danh sách"
_NOBODY = (
    "Không có dòng nào dưới dòng tiêu đề. Hãy ghi danh sách vào tệp rồi nộp lại, "
    "hoặc chỉ lại dòng tiêu đề."
)
PASSED_OVER = "được chọn là không có danh sách"
_OWN = "trang của mẫu, không phải danh sách"


def understand(
    sheets: Sequence[Sheet],
    references: References,
    scope: Scope | None = None,
    correction: Correction | None = None,
) -> Layout:
    """Return the people of every sheet that has a list, and how each sheet was understood.

    What is corrected by hand goes before what is found. Columns nobody knows are kept out;
    a commune nobody knows is one problem of its section. Raises NotUnderstood when there is
    no list at all, none with people, or one of other units than those of `scope`.
    """
    correction = correction or Correction()
    layout, headings = Layout(), Headings(references, correction.sections)
    names, signs = [sheet.name for sheet in sheets], []
    before: ListBefore | None = None
    for sheet in sheets:
        reader = _SheetReader(sheet, headings, scope, correction, layout)
        signs.append(reader.sign())
        layout.sheets.append(reader.read(before, aged(sheet, names)))
        before = reader.list_read or before
    layout.signature = sha256("\n".join(sorted(set(signs))).encode()).hexdigest()
    if all(sheet.header is None for sheet in layout.sheets):
        required = ", ".join(column.header for column in COLUMNS if column.required)
        reason = f"Không tìm thấy dòng tiêu đề. Cần có các cột: {required}."
        raise NotUnderstood(reason, layout)
    if not layout.records and not any(found.is_error for found in layout.problems):
        raise NotUnderstood(_NOBODY, layout)
    layout.problems[:0] = map(unread, filter(_is_unread, layout.sheets))
    if scope:
        refuse_foreign(layout, references, scope)
    return layout


def _is_unread(sheet: SheetUnderstood) -> bool:
    """Whether nobody is read from a sheet, and nobody said that there is no list in it."""
    return sheet.header is None and not sheet.is_own and sheet.why_not == _NO_HEADER


class _SheetReader:
    """Reads one sheet into the layout of its workbook."""

    def __init__(
        self,
        sheet: Sheet,
        headings: Headings,
        scope: Scope | None,
        correction: Correction,
        layout: Layout,
    ) -> None:
        self._sheet, self._headings, self._scope = sheet, headings, scope
        self._correction, self._layout = correction, layout
        self._merges = Merges(sheet)
        self._found = find_header(sheet, self._merges, {})
        self.understood = SheetUnderstood(sheet.name, is_own=is_own(sheet))
        self.list_read: ListBefore | None = None

    def sign(self) -> str:
        """Return what is the same for every sheet with these headings."""
        if self._found:
            return "\t".join(key_of_signature(column.key) for column in self._found.columns)
        cells = (cell for _, row in self._sheet.rows[:3] for cell in row)
        return "\t".join(text_of(cell) for cell in cells if isinstance(cell, str))

    def read(self, before: ListBefore | None, left: str) -> SheetUnderstood:
        """Return how the sheet was understood; its people and problems go into the layout.

        It may go on with the list `before`; `left` says that it is an old one.
        """
        understood, header = self.understood, self._header(before)
        first = max(0, header.first - _BEFORE) if header else 0
        shown = self._sheet.rows[first : first + _SHOWN]
        understood.first_rows = texts_of([(n, [text_of(c) for c in row]) for n, row in shown])
        if header is None:
            return understood
        if not understood.continues:
            only = header.only_evaluations
            self.list_read = ListBefore(self._sheet.name, header.columns, only)
        understood.header = self._number_of(header.first), self._number_of(header.last)
        understood.columns = [c for c in header.columns if c.heading or self._is_used(c.at, header)]
        if self._contradicted_above(header) or self._is_double(header):
            return understood
        if not understood.continues:
            self._layout.problems += asked_and_told(
                self._sheet, header, self._headings.references.day, self._layout.problems
            )
        self._read_people(header, left)
        if understood.continues:
            self._layout.problems.append(continued(understood))
        elif not understood.people and not understood.why_not:
            self._layout.problems.append(nobody(understood))
        return understood

    def _number_of(self, place: int) -> int:
        """Return the number of a header row; 0 for the header of another sheet."""
        return self._sheet.rows[place][0] if place >= 0 else 0

    def _header(self, before: ListBefore | None) -> Header | None:
        chosen = self._correction.headers.get(self._sheet.name)
        columns = self._correction.columns
        if chosen == NO_LIST or chosen is None and self.understood.is_own:
            self.understood.why_not = PASSED_OVER if chosen else _OWN
            return None
        if chosen == CONTINUES:
            return self._goes_on(before)
        if chosen:
            numbers = (number for number, _ in self._sheet.rows)
            places = [at for at, n in enumerate(numbers) if chosen[0] <= n <= chosen[1]]
        else:
            header = self._found or find_header(self._sheet, self._merges, columns)
            places = [header.first, header.last] if header else []
        if not places:
            return self._goes_on(before if before and before.agrees(self._sheet) else None)
        last = min(places[-1], places[0] + DEEPEST)
        header = header_of(self._sheet, self._merges, places[0], last, columns, beyond=True)
        return settle(self._sheet, header, self._headings.references)

    def _goes_on(self, before: ListBefore | None) -> Header | None:
        """Return the header of the list before; without one the sheet is not read."""
        if before is None:
            self.understood.why_not = _NO_HEADER
            return None
        self.understood.continues = before.sheet
        return before.header()

    def _is_used(self, at: int, header: Header) -> bool:
        below = self._sheet.rows[header.last + 1 : header.last + 1 + WITHIN]
        return any(at < len(cells) and cells[at] is not None for _, cells in below)

    def _contradicted_above(self, header: Header) -> bool:
        if self._sheet.name in self._correction.headers:
            return False
        for number, cells in self._sheet.rows[: header.first]:
            if other_header(cells, header):
                self._contradict(number, header)
                return True
        return False

    def _is_double(self, header: Header) -> bool:
        """Whether a second list stands beside the first."""
        second = second_list(header.columns)
        if second is None:
            return False
        number = self._number_of(header.last)
        found = side_by_side(self._sheet.name, number, f"{second.heading} ({second.letter})")
        self.understood.why_not = found.reason
        self._layout.problems.append(found)
        return True

    def _contradict(self, number: int, header: Header) -> None:
        found = contradiction(self._sheet.name, number, self._sheet.rows[header.last][0])
        self.understood.why_not = found.reason
        self._layout.problems.append(found)

    def _read_people(self, header: Header, left: str) -> None:
        reader = ListReader(self._sheet, header, self._headings, self._scope, self.understood)
        reader.read(self._merges, left, is_chosen=self._sheet.name in self._correction.headers)
        self._layout.records += reader.records
        if reader.contradicted_at:
            self._contradict(reader.contradicted_at, header)
        self._layout.problems += reader.problems
