"""How a file was understood, as its page shows it, told from what `Layout.as_json` kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from personnel.kinds import KINDS
from sheets.correcting import CONTINUES, NO_LIST, REREAD, Correction
from sheets.layout.own_sheets import GUIDE, LISTS
from sheets.layout.words import CHOICES
from sheets.models import Upload
from sheets.problems import masked_within

_EXAMPLES = 8


@dataclass(frozen=True)
class ColumnFound:
    """A column: its letter, its heading as people read it, and the field it fills ("": none).

    `number` is that of its heading among all headings of the file; a column of ticks says a
    `level` of its field. `asks` is why somebody has to say what it means, and `offered` the
    likeliest answer; `why_not` is why it is kept out, where that is sure.
    """

    number: int
    letter: str
    heading: str
    key: str
    field: str
    level: int | None = None
    asks: str = ""
    offered: str = ""
    why_not: str = ""

    @property
    def unknown(self) -> bool:
        """Whether it has a heading that means no field, and nobody knows why."""
        return not (self.field or self.why_not or self.asks) and bool(self.heading.strip())

    @property
    def choice(self) -> str:
        """What it is read as, as a choice of the page."""
        return self.field if self.level is None else f"{self.field}={self.level}"

    @property
    def label(self) -> str:
        """What it is read as, in words."""
        return CHOICES.get(self.choice, "")

    @property
    def may_be_ticked(self) -> bool:
        """Whether the page asks for the level that a tick in it says."""
        return bool(self.asks) or not self.field or self.field in KINDS


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
    means: str = ""

    @property
    def unknown(self) -> bool:
        """Whether it names a commune that nobody knows, or people stand under it for nothing."""
        is_unknown = self.kind in ("unit", "doubt") and not self.unit_code
        return is_unknown or self.kind in ("other", "district") and self.people > 0

    @property
    def chosen(self) -> str:
        """What it is taken for, as `Correction.sections` writes it."""
        return self.unit_code or self.means


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
    continues: str = ""
    is_own: bool = False
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
        own = () if self.continues else self.header or ()
        return sorted({number for number, _ in self.first_rows} | set(own))

    @property
    def continued_by_hand(self) -> bool:
        """Whether somebody said that the sheet goes on with the list before it."""
        return self.by_hand == CONTINUES

    @property
    def shape(self) -> tuple[tuple[str, str, str], ...]:
        """What sheets have in common whose columns are alike."""
        return tuple((column.letter, column.key, column.choice) for column in self.columns)


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
    def asked_columns(self) -> list[ColumnFound]:
        """Columns that somebody has to name, each once."""
        return _once(c for sheet in self.lists for c in sheet.columns if c.asks)

    @cached_property
    def numbers_asked(self) -> set[int]:
        """The numbers of the columns that somebody has to name."""
        return {column.number for column in self.asked_columns}

    @cached_property
    def unknown_sections(self) -> list[SectionFound]:
        """Texts with people under them that name nothing known, each once."""
        return [section for section in self.sections if section.unknown]

    @cached_property
    def unread(self) -> list[SheetFound]:
        """Sheets that no people are read from, and nobody said so; not those of the template."""
        return [sheet for sheet in self.others if not sheet.passed_over and not sheet.is_own]

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
        return bool(
            self.asked_columns or self.unknown_columns or self.unknown_sections or self.unread
        )

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
        ColumnFound(
            column_numbers[c["key"]], c["letter"], c["heading"], c["key"], c["field"],
            c.get("level"), c.get("asks", ""), c.get("offered", ""), _why_not(c),
        )
        for c in kept["columns"]
    )  # fmt: skip
    sections = tuple(
        SectionFound(
            section_numbers[s["key"]], s["row"], s["text"], s["key"], s["kind"],
            s["unit_code"], s["unit_name"], s["people"], s.get("means", ""),
        )
        for s in kept["sections"]
    )  # fmt: skip
    header = tuple(kept["header"]) if kept["header"] else None
    return SheetFound(
        number, kept["name"], header, by_hand, kept["why_not"], columns, sections,
        kept["people"],
        [(row, masked_within(text)) for row, text in kept["left_out"]],
        [(row, list(map(masked_within, texts))) for row, texts in kept["first_rows"]],
        kept.get("continues", ""), kept.get("is_own", kept["name"] in (GUIDE, LISTS)),
        reread=kept.get("reread", ()), reread_cells=kept.get("reread_cells", 0),
    )  # fmt: skip


def _why_not(kept: dict[str, Any]) -> str:
    """Return why a column is kept out, where that is sure."""
    if kept["field"] or kept.get("asks"):
        return ""
    if kept.get("yields"):
        return f"đã đọc cột “{kept['yields']}”"
    if kept.get("by_hand"):
        return "được chọn là không đọc"
    return f"nói về {kept['otherwise']}" if kept.get("otherwise") else ""


def _once(found: Iterator[Any]) -> list[Any]:
    by_number: dict[int, Any] = {}
    for each in found:
        by_number.setdefault(each.number, each)
    return list(by_number.values())
