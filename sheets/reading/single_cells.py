"""Single cells read once: most of what a sheet says is said in very many of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from personnel.kinds import KINDS
from personnel.studying.told import Study
from personnel.words.not_held import is_doubted
from personnel.words.values import BadCell, CellValue, cell_text
from personnel.words.vietnamese import clean
from personnel.words.vocabulary import Held
from sheets.columns import Column
from sheets.deciding import answer_key

from .answering import ANSWERED, meant
from .matching import References
from .studies import answered, read_studies
from .studying import YEAR_CHOICES, with_details, year_answered
from .suggesting import SUGGESTED

# By a column's field, what to read instead of a text, by its key.
Readings = Mapping[str, Mapping[str, str]]
# Their names are looked for part by part.
_IN_PARTS = ("title", "other_titles")


class Cells:
    """Reads cells and the names in them, each only once; a BadCell is an answer too."""

    def __init__(self, references: References, readings: Readings) -> None:
        self.references, self._readings = references, readings
        self._parsed: dict[tuple[str, type, CellValue], Any] = {}
        self._found: dict[tuple[Any, ...], Any] = {}

    def parsed(self, column: Column, cell: CellValue) -> Any:
        """Return what a cell of a column holds, or the BadCell that says why nothing."""
        key = column.field, type(cell), cell
        if key not in self._parsed:
            self._parsed[key] = self._parse(column, cell)
        return self._parsed[key]

    def _parse(self, column: Column, cell: CellValue) -> Any:
        field = column.field
        if field in KINDS or column.year_of:
            return self._of_kind(column, cell)
        if field == "committee" and self._is_seat(cell):
            return True
        if field in self._readings and field in SUGGESTED and field not in _IN_PARTS:
            cell = self.instead_of(field, cell)
        return _tried(column.parse, cell)

    def _is_seat(self, cell: CellValue) -> bool:
        """Whether a cell names a seat on the committee, as the titles of a row may: "ĐUV"."""
        if not isinstance(cell, str):
            return False
        titles = self.found(self.references.titles_in, self.text(cell), None)
        return bool(titles == [self.references.committee_member])

    def _of_kind(self, column: Column, cell: CellValue) -> Any:
        """Return what a cell of a level or its year holds; an answer counts where it is unread.

        So an answer for "ĐH Luật, 2027" is none for "ĐH Luật, 2015".
        """
        parsed = self._not_ahead(_tried(column.parse, cell))
        if column.year_of and isinstance(parsed, BadCell) and self.is_readable(cell):
            # Whatever stands there, somebody may know that no year is known.
            parsed = BadCell(str(parsed))
        if not isinstance(parsed, BadCell) or not parsed.replaceable:
            return parsed
        if column.year_of and is_doubted(text := self.text(cell)):
            parsed = BadCell(f"«{text}» là thời gian học, không phải thời điểm cấp")
        instead = self.instead_of(column.field, cell)
        if instead is cell:
            return parsed
        if column.year_of and instead in YEAR_CHOICES:
            return year_answered(str(instead), self.text(cell))
        answered = _tried(column.parse, instead)
        if not isinstance(answered, Held) or not answered.level:
            return answered
        return with_details(KINDS[column.field], answered, self.text(cell), self.references.day)

    def _not_ahead(self, parsed: Any) -> Any:
        """Return what a level's cell holds, unless its award is to come: then nobody holds it."""
        awarded = parsed.awarded if isinstance(parsed, Held) and parsed.level else None
        if awarded and awarded.first > self.references.day:
            return BadCell(f"năm cấp {awarded} ở tương lai: chưa tính là đã có")
        return parsed

    def studied(self, field: str, cell: CellValue) -> tuple[Study, ...] | BadCell:
        """Return what a cell of a column of studies tells, or why it tells nothing plain."""
        key = field, type(cell), cell
        if key not in self._parsed:
            self._parsed[key] = self._studies(field, cell)
        found: tuple[Study, ...] | BadCell = self._parsed[key]
        return found

    def _studies(self, field: str, cell: CellValue) -> Any:
        day = self.references.day
        parsed = _tried(read_studies, field, cell, day)
        if not isinstance(parsed, BadCell) or not parsed.replaceable:
            return parsed
        instead = self.instead_of(field, cell)
        return parsed if instead is cell else answered(field, str(instead), cell, day)

    def instead_of(self, field: str, cell: CellValue) -> CellValue:
        """Return what to read instead of a cell; the cell itself where nobody answered."""
        text = self.text(cell)
        answer = self._readings.get(field, {}).get(answer_key(field, text))
        if answer is None:
            return cell
        by_rule = field in ANSWERED and answer not in YEAR_CHOICES
        return meant(field, text, answer) if by_rule else answer

    def instead(self, field: str, name: str) -> str:
        """Return what to read instead of the name of a title."""
        return self._readings.get(field, {}).get(answer_key(field, name), name)

    def found(self, find: Callable[..., Any], *named: Any) -> Any:
        """Return what names come to, or the BadCell that says why they come to nothing."""
        key = (find.__name__, *named)
        if key not in self._found:
            self._found[key] = _tried(find, *named)
        return self._found[key]

    @staticmethod
    def is_readable(cell: CellValue) -> bool:
        """Whether a cell holds a value, and no error of a formula."""
        return not isinstance(_tried(cell_text, cell), BadCell)

    @staticmethod
    def text(cell: CellValue) -> str:
        """Return a cell's text, of an error cell too."""
        text = _tried(cell_text, cell)
        return clean(str(cell)) if isinstance(text, BadCell) else text


def _tried(read: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return read(*arguments)
    except BadCell as error:
        return error
