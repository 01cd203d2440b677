"""A workbook understood: the header of each sheet, its sections, and its people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from sheets.columns import COLUMNS
from sheets.correcting import NO_LIST, Correction
from sheets.reading.matching import References
from sheets.scope import Scope
from sheets.understood import Layout, NotUnderstood, Section, SheetUnderstood, texts_of
from xlsx.workbook import Sheet

from .complaints import contradiction, no_column, unknown_commune, unnamed_commune, unplaced
from .grids import Merges, text_of
from .headers import DEEPEST, WITHIN, Header, find_header, header_of, other_header
from .people import People
from .places import WHOLE_SHEET, Over
from .rows import Rows, Sort
from .sections import Headings
from .whose import refuse_foreign
from .words import BIRTH_OF, SEX_OF

_SHOWN, _BEFORE = 12, 4
_NO_HEADER = "không thấy dòng tiêu đề của danh sách"
_NOBODY = (
    "Không có dòng nào dưới dòng tiêu đề. Hãy ghi danh sách vào tệp rồi nộp lại, "
    "hoặc chỉ lại dòng tiêu đề."
)
PASSED_OVER = "được chọn là không có danh sách"
# What other columns may say instead of one that must be there.
_INSTEAD = {"sex": {*BIRTH_OF, *SEX_OF}, "birth": set(BIRTH_OF)}


def understand(
    sheets: Sequence[Sheet],
    references: References,
    scope: Scope | None = None,
    correction: Correction | None = None,
) -> Layout:
    """Return the people of every sheet that has a list, and how each sheet was understood.

    What is corrected by hand goes before what is found. Columns nobody knows are kept out;
    a commune nobody knows is one problem of its section. Raises NotUnderstood when there is
    no list at all, none with people, or one of other districts than those of `scope`.
    """
    correction = correction or Correction()
    layout, headings = Layout(), Headings(references, correction.sections)
    signs = []
    for sheet in sheets:
        reader = _SheetReader(sheet, headings, scope, correction, layout)
        signs.append(reader.sign())
        layout.sheets.append(reader.read())
    layout.signature = sha256("\n".join(sorted(set(signs))).encode()).hexdigest()
    if all(sheet.header is None for sheet in layout.sheets):
        required = ", ".join(column.header for column in COLUMNS if column.required)
        reason = f"Không tìm thấy dòng tiêu đề. Cần có các cột: {required}."
        raise NotUnderstood(reason, layout)
    if not layout.records and not layout.problems:
        raise NotUnderstood(_NOBODY, layout)
    if scope:
        refuse_foreign(layout, references, scope)
    return layout


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
        self.understood = SheetUnderstood(sheet.name)

    def sign(self) -> str:
        """Return what is the same for every sheet with these headings."""
        if self._found:
            return "\t".join(column.key for column in self._found.columns)
        cells = (cell for _, row in self._sheet.rows[:3] for cell in row)
        return "\t".join(text_of(cell) for cell in cells if isinstance(cell, str))

    def read(self) -> SheetUnderstood:
        """Return how the sheet was understood; its people and problems go into the layout."""
        understood, header = self.understood, self._header()
        first = max(0, header.first - _BEFORE) if header else 0
        shown = self._sheet.rows[first : first + _SHOWN]
        understood.first_rows = texts_of([(n, [text_of(c) for c in row]) for n, row in shown])
        if header is None:
            return understood
        rows = self._sheet.rows
        understood.header = rows[header.first][0], rows[header.last][0]
        understood.columns = [c for c in header.columns if c.heading or self._is_used(c.at, header)]
        if self._contradicted_above(header):
            return understood
        self._require(header)
        self._read_people(header)
        return understood

    def _header(self) -> Header | None:
        chosen = self._correction.headers.get(self._sheet.name)
        columns = self._correction.columns
        if chosen == NO_LIST:
            self.understood.why_not = PASSED_OVER
            return None
        if chosen:
            numbers = (number for number, _ in self._sheet.rows)
            places = [at for at, n in enumerate(numbers) if chosen[0] <= n <= chosen[1]]
        else:
            header = self._found or find_header(self._sheet, self._merges, columns)
            places = [header.first, header.last] if header else []
        if not places:
            self.understood.why_not = _NO_HEADER
            return None
        last = min(places[-1], places[0] + DEEPEST)
        return header_of(self._sheet, self._merges, places[0], last, columns)

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

    def _contradict(self, number: int, header: Header) -> None:
        found = contradiction(self._sheet.name, number, self._sheet.rows[header.last][0])
        self.understood.why_not = found.reason
        self._layout.problems.append(found)

    def _require(self, header: Header) -> None:
        number = self._sheet.rows[header.last][0]
        for column in COLUMNS:
            instead = {column.field, *_INSTEAD.get(column.field, ())}
            if column.required and column.field != "unit" and not instead & header.fields:
                self._layout.problems.append(no_column(self._sheet.name, number, column))

    def _read_people(self, header: Header) -> None:
        rows_above = self._sheet.rows[max(0, header.first - WITHIN) : header.first]
        above = [text_of(cell) for _, row in rows_above for cell in row if cell]
        only = self._scope.only if self._scope else None
        over = Over(self._headings, self._sheet.name, above, only)
        rows = Rows(self._sheet, header, self._headings)
        people = People(self._sheet, header, self._merges)
        lost: Counter[int] = Counter()
        is_chosen = self._sheet.name in self._correction.headers
        taken: set[int] = set()
        for number, row in self._sheet.rows[header.last + 1 :]:
            if number in taken:
                continue
            cells = people.whole(number, row)
            told = rows.tell(cells)
            if told.sort is Sort.CONTRADICTION and not is_chosen:
                self._contradict(number, header)
                break
            if told.sort is Sort.HEADING:
                over.heading(number, told.text)
            elif told.sort is Sort.PERSON:
                taken.update(people.rows_below(number))
                record = people.record(number, cells, **over.hints())
                self.understood.people += 1
                # A blank in the list's own column of units is that row's error, no section's.
                is_own = "unit" in header.fields and over.unit is None and not over.row
                if record.cells.get("unit") is None and not is_own:
                    over.count()
                    if over.unit is None:
                        lost[over.row] += 1
                        record = replace(record, section=over.row)
                self._layout.records.append(record)
            elif told.sort is not Sort.NOTHING:
                self.understood.left_out.append((number, told.text[:200]))
        self.understood.sections = over.sections
        for section in over.sections:
            if lost[section.row or WHOLE_SHEET]:
                self._miss(section, over, lost[section.row or WHOLE_SHEET], header)

    def _miss(self, section: Section, over: Over, people: int, header: Header) -> None:
        """Say once that nobody knows the commune of a section."""
        number = section.row or self._sheet.rows[header.last][0]
        heading = self._headings.read(section.text, over.district)
        why = unnamed_commune if section.row is None else unknown_commune
        reason = over.contradicts if section.row is None else ""
        reason = reason or why(heading, self._headings.references, self._scope)
        found = unplaced(self._sheet.name, number, section.text, reason, people)
        self._layout.problems.append(found)
