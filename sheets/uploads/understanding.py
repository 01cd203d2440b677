"""How a file was understood, as its page shows it, told from what `Layout.as_json` kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sheets.correcting import NO_LIST, REREAD, Correction
from sheets.models import Upload
from sheets.template import guide, lists

_EXAMPLES = 8
_OF_THE_TEMPLATE = (guide.NAME, lists.NAME)


@dataclass(frozen=True)
class ColumnFound:
    """A column: its letter, its heading as people read it, and the field it fills ("": none).

    `number` is that of its heading among all headings of the file.
    """

    number: int
    letter: str
    heading: str
    key: str
    field: str

    @property
    def unknown(self) -> bool:
        """Whether it has a heading that means no field."""
        return not self.field and bool(self.heading.strip())


@dataclass(frozen=True)
class SectionFound:
    """A row that heads others, or a sheet's name: what the people under it belong to.

    `number` is that of its text among all such texts of the file.
    """

    number: int
    row: int | None
    text: str
    key: str
    kind: str
    unit_code: str
    unit_name: str
    people: int

    @property
    def unknown(self) -> bool:
        """Whether it names a commune that nobody knows, or people stand under it for nothing."""
        return (
            self.kind == "unit" and not self.unit_code or self.kind == "other" and self.people > 0
        )


@dataclass(frozen=True)
class SheetFound:
    """A sheet: its header rows, its columns and sections, and the rows that are no people."""

    number: int
    name: str
    header: tuple[int, int] | None
    by_hand: tuple[int, int] | None
    why_not: str
    columns: tuple[ColumnFound, ...]
    sections: tuple[SectionFound, ...]
    people: int
    left_out: Sequence[tuple[int, str]]
    first_rows: Sequence[tuple[int, Sequence[str]]]
    # Texts in an old encoding, as typed, as read, the encoding; of so many cells.
    reread: Sequence[tuple[str, str, str]] = ()
    reread_cells: int = 0

    @property
    def passed_over(self) -> bool:
        """Whether somebody said that the sheet holds no list of people."""
        return self.by_hand == NO_LIST

    @property
    def rows_offered(self) -> list[int]:
        """The rows that may be chosen as its header."""
        return sorted({number for number, _ in self.first_rows} | set(self.header or ()))

    @property
    def shape(self) -> tuple[tuple[str, str, str], ...]:
        """What sheets have in common whose columns are alike."""
        return tuple((column.letter, column.key, column.field) for column in self.columns)


@dataclass(frozen=True)
class Understanding:
    """How a whole file was understood."""

    sheets: tuple[SheetFound, ...]
    old_fonts: str = ""

    @classmethod
    def of(cls, upload: Upload) -> Understanding:
        """Return what reading the file of an upload found."""
        corrected = Correction.of(upload.correction)
        by_hand = corrected.headers
        numbers = _Numbers(), _Numbers()
        return cls(
            tuple(
                _sheet(number, kept, by_hand.get(kept["name"]), *numbers)
                for number, kept in enumerate(upload.understanding)
            ),
            corrected.old_fonts,
        )

    @cached_property
    def lists(self) -> list[SheetFound]:
        """The sheets that people are read from."""
        return [sheet for sheet in self.sheets if sheet.header]

    @cached_property
    def others(self) -> list[SheetFound]:
        """The sheets that no people are read from."""
        return [sheet for sheet in self.sheets if not sheet.header]

    @cached_property
    def shapes(self) -> list[list[SheetFound]]:
        """The sheets with people, those of the same columns together."""
        alike: dict[Any, list[SheetFound]] = {}
        for sheet in self.lists:
            alike.setdefault(sheet.shape, []).append(sheet)
        return list(alike.values())

    @cached_property
    def columns(self) -> list[ColumnFound]:
        """Each heading once, in order."""
        return _once(column for sheet in self.lists for column in sheet.columns)

    @cached_property
    def sections(self) -> list[SectionFound]:
        """Each section's text once, in order."""
        return _once(section for sheet in self.lists for section in sheet.sections)

    @cached_property
    def unknown_columns(self) -> list[ColumnFound]:
        """Headings that mean no field, each once."""
        return [column for column in self.columns if column.unknown]

    @cached_property
    def unknown_sections(self) -> list[SectionFound]:
        """Texts with people under them that name nothing known, each once."""
        return [section for section in self.sections if section.unknown]

    @cached_property
    def unread(self) -> list[SheetFound]:
        """Sheets that no people are read from, and nobody said so; not those of the template."""
        return [s for s in self.others if not s.passed_over and s.name not in _OF_THE_TEMPLATE]

    @cached_property
    def reread(self) -> list[tuple[str, str, str]]:
        """Some texts in an old encoding: as they were typed, as they are read, the encoding."""
        found = ((a, b, name) for sheet in self.sheets for a, b, name in sheet.reread)
        return list(dict.fromkeys(found))[:_EXAMPLES]

    @property
    def rereads(self) -> bool:
        """Whether somebody said that such texts are meant as they are read."""
        return self.old_fonts == REREAD

    @property
    def reread_cells(self) -> int:
        """How many cells hold text in an old encoding."""
        return sum(sheet.reread_cells for sheet in self.sheets)

    @property
    def in_doubt(self) -> bool:
        """Whether somebody should look before going on."""
        if self.reread and not self.old_fonts:
            return True
        return bool(self.unknown_columns or self.unknown_sections or self.unread)

    @property
    def people(self) -> int:
        """How many people were found."""
        return sum(sheet.people for sheet in self.sheets)

    @property
    def units(self) -> int:
        """How many communes the sections name."""
        return len({section.unit_code for section in self.sections if section.unit_code})


class _Numbers(dict[str, int]):
    """Numbers given to keys in the order in which they are asked for."""

    def __missing__(self, key: str) -> int:
        self[key] = len(self)
        return self[key]


def _sheet(
    number: int,
    kept: dict[str, Any],
    by_hand: tuple[int, int] | None,
    column_numbers: _Numbers,
    section_numbers: _Numbers,
) -> SheetFound:
    columns = tuple(
        ColumnFound(column_numbers[c["key"]], c["letter"], c["heading"], c["key"], c["field"])
        for c in kept["columns"]
    )
    sections = tuple(
        SectionFound(
            section_numbers[s["key"]], s["row"], s["text"], s["key"], s["kind"],
            s["unit_code"], s["unit_name"], s["people"],
        )
        for s in kept["sections"]
    )  # fmt: skip
    header = tuple(kept["header"]) if kept["header"] else None
    return SheetFound(
        number, kept["name"], header, by_hand, kept["why_not"], columns, sections,
        kept["people"], kept["left_out"], kept["first_rows"],
        kept.get("reread", ()), kept.get("reread_cells", 0),
    )  # fmt: skip


def _once(found: Iterator[Any]) -> list[Any]:
    by_number: dict[int, Any] = {}
    for each in found:
        by_number.setdefault(each.number, each)
    return list(by_number.values())
