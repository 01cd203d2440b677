"""The rows below a header told apart: people, headings between them, and what is neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import islice

from personnel.models import Unit
from personnel.words.headings import heading_key
from xlsx.workbook import Cells, Sheet

from .clothes import ORDINAL, rank_of
from .evidence import counts, speaks
from .grids import is_a_number, is_numbered, text_of
from .headers import Header, other_header
from .phrases import is_day_of_paper, is_end, is_letterhead, unknown_words
from .placing import begins_as_place
from .sections import Heading, Headings
from .sums import may_sum_up, sums_up

# What says nothing of whether a row is somebody: prepared in advance, or written anywhere.
_NO_EVIDENCE = frozenset(("", "ordinal", "full_name", "note", "unit", "district"))
# What only one person's row holds.
_OF_ONE = ("cccd", "birth", "birth_male", "birth_female", "birth_year")
# Beside a name, so much makes a person of any row.
_ENOUGH = 2
# The most cells of a row that does nothing but head others: "1" | "Đơn vị:" | "Xã Ba Tô".
_ORDINAL_LABEL_AND_NAME = 3
# What stands in rows of people, and in no header.
_FIGURES = (int, float, date)


class Sort(Enum):
    """What a row below a header is."""

    PERSON = auto()
    HEADING = auto()
    LEFT_OUT = auto()
    CONTRADICTION = auto()
    NOTHING = auto()


@dataclass(frozen=True)
class Told:
    """What one row is; its text, and the sort of its ordinal, when it is no person.

    `may_head` tells of a row left out that would head others if people stood below it.
    """

    sort: Sort
    text: str = ""
    rank: str = ""
    may_head: bool = False


class Rows:
    """Tells the rows of one list apart, from the top down."""

    def __init__(self, sheet: Sheet, header: Header, headings: Headings) -> None:
        self._header, self._headings = header, headings
        above = (cells for _, cells in sheet.rows[header.first : header.last + 1])
        self._words = {(at, heading_key(text_of(c))) for row in above for at, c in enumerate(row)}
        self._names = [c.at for c in header.columns if c.field == "full_name"]
        self._ordinals = [c.at for c in header.columns if c.field == "ordinal"]
        self._telling = [c.at for c in header.columns if c.field not in _NO_EVIDENCE]
        self._prepared = {c.at for c in header.columns if c.field in ("unit", "district")}
        self._titles = [c.at for c in header.columns if c.field in ("title", "other_titles")]
        self._personal = [c.at for c in header.columns if c.field in _OF_ONE]
        self._has_ended = False
        self._clothes: set[tuple[str, bool]] = set()
        self._district: Unit | None = None

    def tell(self, cells: Cells, district: Unit | None = None) -> Told:
        """Return what the next row is, in the list of `district` where that is known."""
        self._district = district
        if not any(isinstance(cell, _FIGURES) for cell in cells):
            if self._comes_again(cells):
                return Told(Sort.LEFT_OUT, self._text(cells))
            contradicts = other_header(cells, self._header)
            if contradicts is not None:
                sort = Sort.CONTRADICTION if contradicts else Sort.LEFT_OUT
                return Told(sort, self._text(cells))
        name = next(self._texts(cells, self._names), "")
        evidence = self._evidence(cells)
        if name and evidence >= _ENOUGH and self._may_be_name(name):
            self._has_ended = False
            return Told(Sort.PERSON)
        if any(isinstance(cell, str) and is_letterhead(cell) for cell in cells):
            return self._tell_letterhead(cells)
        return self._tell_sparse(cells, name, evidence)

    def _may_be_name(self, name: str) -> bool:
        """Whether the name in a row that says much is no number, no sum and no commune."""
        is_other = is_a_number(name) or sums_up(name, self._headings, self._district)
        return not is_other and not self._headings.names_unit(name, self._district)

    def _evidence(self, cells: Cells) -> int:
        """Return how many cells say something of a person, counted no further than it matters."""
        speaking = (at for at in self._telling if at < len(cells) and speaks(cells[at]))
        return sum(1 for _ in islice(speaking, _ENOUGH + 2))

    def _comes_again(self, cells: Cells) -> bool:
        """Whether a row is one of the header's, or a part of it."""
        filled = ((at, text_of(cell)) for at, cell in enumerate(cells) if cell is not None)
        return all((at, heading_key(text)) in self._words for at, text in filled)

    def _tell_letterhead(self, cells: Cells) -> Told:
        """Return what a row of a letterhead is: another list may begin with it."""
        heading = self._heading(cells)
        if heading.place or heading.kind == "doubt":
            self._has_ended = False
            return Told(Sort.HEADING, heading.text)
        return Told(Sort.LEFT_OUT, heading.text)

    def _dated_heading(self, cells: Cells) -> Heading | None:
        """Return the place that a letterhead names beside its day; None for other rows."""
        first, *others = [text for cell in cells if (text := text_of(cell))] or [""]
        if not others or is_end(first) or not all(map(is_day_of_paper, others)):
            return None
        heading = self._headings.read(first, self._district)
        return heading if heading.place else None

    def _tell_sparse(self, cells: Cells, name: str, evidence: int) -> Told:
        text = self._text(cells)
        if is_numbered(cells):
            return Told(Sort.LEFT_OUT, text)
        is_listed = bool(name) and self._is_numbered(cells)
        if any(self._sums_up(cells, words, evidence) for words in (text, name)):
            is_person = evidence > _ENOUGH + 1 or is_listed and self._is_born(cells)
            return Told(Sort.PERSON if is_person else Sort.LEFT_OUT, text, may_head=True)
        if heading := self._dated_heading(cells):
            return Told(Sort.HEADING, heading.text)
        is_called = is_listed and self._is_called_so(cells, name)
        if evidence and (is_called or not name and self._begins_with_title(cells)):
            return Told(Sort.PERSON)
        if any(is_end(text_of(cell)) for cell in cells if isinstance(cell, str)):
            self._has_ended = evidence <= _ENOUGH + 1
            sort = Sort.LEFT_OUT if self._has_ended else Sort.PERSON
            return Told(sort, text, may_head=True)
        if not name and not evidence and not self._beside(cells):
            return Told(Sort.NOTHING)
        alone = sum(cell is not None and not counts(cell) for cell in cells) <= 1
        is_unit = self._names_unit(cells, name)
        if (alone or evidence < _ENOUGH or is_unit) and (
            told := self._tell_heading(cells, name, evidence)
        ):
            return told
        if evidence >= _ENOUGH:
            return Told(Sort.PERSON)
        if self._has_ended:
            return Told(Sort.LEFT_OUT, text, may_head=True)
        if evidence or name and self._may_be_somebody(cells, name):
            return Told(Sort.PERSON)
        return Told(Sort.HEADING, text, rank_of(self._ordinal(cells, text)))

    def _sums_up(self, cells: Cells, text: str, evidence: int) -> bool:
        """Whether a row sums up people; what may be a name does beside figures alone."""
        if sums_up(text, self._headings, self._district):
            return True
        figures = (c for at, c in enumerate(cells) if c is not None and at not in self._ordinals)
        return not evidence and may_sum_up(text) and any(counts(c) for c in figures)

    def _is_born(self, cells: Cells) -> bool:
        """Whether a row says when somebody was born, or bears their number."""
        return any(at < len(cells) and speaks(cells[at]) for at in self._personal)

    def _names_unit(self, cells: Cells, name: str) -> bool:
        """Whether a row is of a commune: by its name, or where it says nothing but one."""
        if name:
            return self._headings.names_unit(name, self._district)
        texts = [text for cell in cells if (text := text_of(cell)) and not counts(cell)]
        others = [t for t in texts if not self._headings.names_unit(t, self._district)]
        is_short = sum(cell is not None for cell in cells) <= _ORDINAL_LABEL_AND_NAME
        return is_short and len(others) < len(texts) and not any(map(unknown_words, others))

    def _tell_heading(self, cells: Cells, name: str, evidence: int) -> Told | None:
        """Return what a row is that says something known, or stands in a heading's clothes."""
        heading = self._heading(cells)
        rank = rank_of(self._ordinal(cells, heading.text))
        clothes = rank, heading.text.isupper()
        if heading.kind == "note":
            is_somebody = evidence or self._is_numbered(cells)
            told = Told(Sort.LEFT_OUT, heading.text, may_head=bool(heading.units))
            return None if is_somebody else told
        if heading.place:
            self._clothes.add(clothes)
        if heading.kind == "doubt":
            if evidence or self._has_ended:
                return None
            is_dressed = heading.is_like_one or begins_as_place(heading.name)
            is_dressed = is_dressed or clothes in self._clothes
            if name and not is_dressed and self._may_be_somebody(cells, name):
                return None
        self._has_ended = False
        return Told(Sort.HEADING, heading.text, rank)

    def _heading(self, cells: Cells) -> Heading:
        """Return what a row says: the first of its texts that names something, else the first."""
        texts = [text for cell in cells if isinstance(cell, str) and (text := text_of(cell))]
        read = [self._headings.read(text, self._district) for text in texts if not counts(text)]
        known = (heading for heading in read if heading.kind not in ("other", "doubt", "note"))
        return next(known, read[0] if read else self._headings.read(self._text(cells), None))

    @staticmethod
    def _ordinal(cells: Cells, text: str) -> str:
        """Return the cell that numbers a heading, or the heading that numbers itself."""
        first = next((said for cell in cells if (said := text_of(cell))), "")
        return first if ORDINAL.fullmatch(first) else text

    def _may_be_somebody(self, cells: Cells, name: str) -> bool:
        """Whether a name with nothing beside it is one: in capitals, or with a number in front."""
        words = name.split()
        if len(words) < 2 or any(not word.isalpha() for word in words):
            return False
        return all(w[:1].isupper() and w[1:].islower() for w in words) or (
            self._is_numbered(cells) and name.isupper()
        )

    def _is_called_so(self, cells: Cells, name: str) -> bool:
        """Whether a name is one of a person though a body or a hamlet may begin like it."""
        return self._may_be_somebody(cells, name) and not (
            self._headings.read(name, self._district).place
        )

    def _begins_with_title(self, cells: Cells) -> bool:
        """Whether nothing stands in front of a title in the column of titles."""
        at = next((at for at, cell in enumerate(cells) if cell is not None), None)
        return at in self._titles and self._headings.names_title(text_of(cells[at]))

    def _is_numbered(self, cells: Cells) -> bool:
        return any(text.strip(". ").isdigit() for text in self._texts(cells, self._ordinals))

    def _beside(self, cells: Cells) -> bool:
        """Whether a row says more than its number and the place it is prepared for."""
        return any(
            cell is not None and at not in self._prepared and not counts(cell)
            for at, cell in enumerate(cells)
        )

    def _text(self, cells: Cells) -> str:
        """Return the words of a row that is no person: its first text that is no ordinal."""
        texts = [text for at, cell in enumerate(cells) if (text := text_of(cell))]
        words = (text for text in texts if not ORDINAL.fullmatch(text))
        return next(words, texts[0] if texts else "")

    @staticmethod
    def _texts(cells: Cells, columns: list[int]) -> Iterator[str]:
        for at in columns:
            if at < len(cells) and (text := text_of(cells[at])):
                yield text
