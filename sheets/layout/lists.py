"""The people below one header: each row told apart, and what stands over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from personnel.models import Unit
from personnel.words.leaving import denies, says_left
from sheets.problems import Problem, Record
from sheets.scope import Scope
from sheets.understood import Section, SheetUnderstood
from xlsx.workbook import Cells, Sheet

from .complaints import unknown_commune, unnamed_commune, unplaced
from .grids import Merges, text_of
from .headers import WITHIN, Header
from .people import People
from .places import WHOLE_SHEET, Over
from .rows import Rows, Sort, Told
from .sections import Headings

# So few words in a column that is not read may say that somebody left: "Tình trạng": "Đã nghỉ".
_FEW_WORDS = 8
_STRUCK = "dòng bị gạch ngang"


class ListReader:
    """Reads the list of one sheet; what is found stands in `records` and `problems`.

    `contradicted_at` is the row of another header, which contradicts the list's own and ends
    it.
    """

    def __init__(
        self,
        sheet: Sheet,
        header: Header,
        headings: Headings,
        scope: Scope | None,
        understood: SheetUnderstood,
    ) -> None:
        self._sheet, self._header, self._headings = sheet, header, headings
        self._scope, self._understood = scope, understood
        self._unread = [
            (c.at, c.path[-1] if c.path else "")
            for c in header.columns
            if not (c.field or c.otherwise or c.asks or c.by_hand)
        ]
        self._lost: Counter[int] = Counter()
        # A row left out that would head the people below it, if any stand there.
        self._passed: tuple[int, str] | None = None
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self.contradicted_at = 0

    def read(self, merges: Merges, left: str, *, is_chosen: bool) -> None:
        """Read all rows below the header; `left` says that the sheet is an old list."""
        over = Over(self._headings, self._sheet.name, self._above(), self._only, left)
        rows = Rows(self._sheet, self._header, self._headings)
        people = People(self._sheet, self._header, merges, self._headings.references.day)
        taken: set[int] = set()
        for number, row in self._sheet.rows[self._header.last + 1 :]:
            if number in taken:
                continue
            cells = people.whole(number, row)
            told = rows.tell(cells, over.district)
            if told.sort is Sort.CONTRADICTION and not is_chosen:
                self.contradicted_at = number
                break
            if told.sort is Sort.PERSON:
                taken.update(people.rows_below(number))
                self._take(people, number, cells, over)
            else:
                self._pass(number, told, over)
        self._understood.sections = over.sections
        for section in over.sections:
            if people_lost := self._lost[section.row or WHOLE_SHEET]:
                self._miss(section, over, people_lost)

    @property
    def _only(self) -> Unit | None:
        return self._scope.only if self._scope else None

    def _above(self) -> list[str]:
        first = max(0, self._header.first)
        rows = self._sheet.rows[max(0, first - WITHIN) : first]
        return [text_of(cell) for _, row in rows for cell in row if cell]

    def _take(self, people: People, number: int, cells: Cells, over: Over) -> None:
        """Take a person, and count them where a section settles their commune."""
        if self._passed:
            over.doubt(*self._passed)
            self._passed = None
        record = people.record(number, cells, **over.hints())
        record = self._with_left(record, cells, over)
        self._understood.people += 1
        # A blank in the list's own column of units is that row's error, no section's.
        is_own = "unit" in self._header.fields and over.unit is None and not over.row
        is_placed = record.cells.get("unit") is not None or is_own
        over.count(is_placed=is_placed)
        if not is_placed and over.unit is None:
            self._lost[over.row] += 1
            record = replace(record, section=over.row)
        self.records.append(record)

    def _pass(self, number: int, told: Told, over: Over) -> None:
        """Take over what a heading says; leave another row out."""
        if told.sort is Sort.HEADING:
            over.heading(number, told.text, told.rank)
            # A group's heading below it does not settle where its people serve.
            self._passed = None if over.row == number else self._passed
        elif told.sort is not Sort.NOTHING:
            self._understood.left_out.append((number, told.text[:200]))
            if told.may_head and over.may_end(told.text):
                self._passed = number, told.text

    def _with_left(self, record: Record, cells: Cells, over: Over) -> Record:
        """Return a record with what in its row says that the person has left, if anything."""
        if record.left:
            return record
        if record.number in self._sheet.struck:
            return replace(record, left=_STRUCK)
        own = over.unit.name if over.unit else text_of(record.cells.get("unit"))
        today = self._headings.references.day
        told = (says_left(text, today, own) for text in self._remarks(record, cells))
        return replace(record, left=next(filter(None, told), ""))

    def _remarks(self, record: Record, cells: Cells) -> Iterator[str]:
        """Yield what of a row may tell of leaving: the note, and few words in unread columns."""
        yield text_of(record.cells.get("note"))
        for at, heading in self._unread:
            text = text_of(cells[at]) if at < len(cells) else ""
            if text and len(text.split()) <= _FEW_WORDS:
                yield f"{heading}: {text}" if denies(heading, text) else text

    def _miss(self, section: Section, over: Over, people: int) -> None:
        """Say once that nobody knows the commune of a section."""
        heading = self._headings.read(section.text, over.district)
        why = unnamed_commune if section.row is None else unknown_commune
        reason = over.contradicts if section.row is None else ""
        reason = reason or why(heading, self._headings.references, self._scope)
        number = section.row or self._understood.last_header_row
        found = unplaced(self._sheet.name, number, section.text, reason, people)
        self.problems.append(found)
