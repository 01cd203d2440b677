"""What a kind of credential says of itself, and to whom each part of it matters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import cached_property

from personnel.words.telling import Reader, read_held
from personnel.words.values import CellValue
from personnel.words.vietnamese import clean
from personnel.words.vocabulary import Held, Vocabulary

from .ages import UNIVERSITY

# The field of the sheet, of credentials and of lists; one kind alone has a column for it.
FIELD_OF_STUDY = "field_of_study"


def _apart(words: str) -> list[str]:
    return words.split(" | ") if words else []


@dataclass(frozen=True)
class Level:
    """A level by its name, and the other words that boards write for it: "A | B | C".

    `dated`: a dated paper stands behind it; where that date is not recorded, it is missing.
    `studies` are words for whoever studies for it, which do not tell whether it was reached.
    `age` is how old its bearer turns at least in the year of the award; 0 where nothing says so.
    """

    label: str
    words: str = ""
    dated: bool = True
    studies: str = ""
    age: int = 0

    @property
    def is_degree(self) -> bool:
        """Whether it is a university's, or above."""
        return self.age >= UNIVERSITY

    @property
    def names(self) -> tuple[str, ...]:
        """Its own name, then the other words for it."""
        return self.label, *_apart(self.words)

    @property
    def studied(self) -> list[str]:
        """The words for studying for it."""
        return _apart(self.studies)


@dataclass(frozen=True)
class SheetColumn:
    """A column of the personnel sheet: its header, and what else boards call it ("A | B").

    `accepted` says in Vietnamese what a cell of a level may hold; years and fields of study are
    read alike for all kinds. `width` is in characters; `in_front` stands before the columns of
    the other kinds; a cell of `long_texts` may hold more than Excel shows in the format of texts.
    """

    header: str
    words: str = ""
    accepted: str = ""
    width: int = 12
    in_front: bool = False
    long_texts: bool = False

    @property
    def headings(self) -> list[str]:
        """What else boards call it."""
        return _apart(self.words)


@dataclass(frozen=True)
class Languages:
    """Which languages a kind is of: those `named`, or where none is, those of ethnic groups.

    The `usual` ones are offered in the sheet's lists.
    """

    usual: tuple[str, ...]
    named: tuple[str, ...] = ()

    @property
    def of_ethnic_groups(self) -> bool:
        """Whether a language goes by the name of the ethnic group that speaks it."""
        return not self.named


@dataclass(frozen=True)
class Kind:
    """A kind of credential: everything that the portal knows of it.

    `levels` go from the lowest, which is "none", to the highest. `reader` reads a cell of its
    `column` by the words of its levels, around which `noise` may stand. `year_column` and
    `field_column` are the sheet's for the award's date and the field of study, where it has
    them. A kind is `in_lists` when lists of people have a column for it, and `expected` when
    the form of a new record has a row for it. A course (`is_course`) is done or not.
    """

    code: str
    label: str
    short: str
    levels: tuple[Level, ...]
    column: SheetColumn
    year_column: SheetColumn | None = None
    field_column: SheetColumn | None = None
    languages: Languages | None = None
    noise: tuple[str, ...] = ()
    reader: Reader = Vocabulary.read
    is_course: bool = False
    in_lists: bool = False
    expected: bool = False

    @property
    def top(self) -> int:
        """The highest level number of this kind."""
        return len(self.levels) - 1

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The Vietnamese names of its levels."""
        return tuple(level.label for level in self.levels)

    def level_label(self, level: int) -> str:
        """Return the Vietnamese name of `level`."""
        return self.levels[level].label

    @property
    def undated(self) -> tuple[int, ...]:
        """The levels behind which no dated paper stands."""
        return tuple(number for number, level in enumerate(self.levels) if not level.dated)

    @property
    def has_language(self) -> bool:
        """Whether its credentials are of a language each."""
        return self.languages is not None

    @property
    def has_field_of_study(self) -> bool:
        """Whether its credentials are in a field of study."""
        return self.field_column is not None

    @property
    def awarded_field(self) -> str:
        """The field of its year's column; "" where the sheet has none."""
        return f"{self.code}_awarded" if self.year_column else ""

    @property
    def language_field(self) -> str:
        """The column of a standing that names the language of the highest; "" without one."""
        return f"{self.code}_name" if self.languages else ""

    @property
    def columns(self) -> dict[str, SheetColumn]:
        """Its columns of the sheet in their order, by the field that each fills."""
        columns = {
            self.code: self.column,
            FIELD_OF_STUDY: self.field_column,
            self.awarded_field: self.year_column,
        }
        return {field: column for field, column in columns.items() if column}

    def read(self, value: CellValue) -> Held | None:
        """Return what a cell, or what somebody typed, says of a person; None: nothing.

        Raises BadCell, with a reason in Vietnamese, for what names no level, several, or one
        that is still being studied for.
        """
        return read_held(self.reader, self.vocabulary, value)

    def without_its_name(self, text: str) -> str:
        """Return a text without the words for the kind: "Trung cấp LLCT" → "Trung cấp"."""
        return clean(self._named.sub(" ", clean(text))).strip(" ,;:/-()")

    @cached_property
    def _named(self) -> re.Pattern[str]:
        names = sorted((self.column.header, *self.column.headings), key=len, reverse=True)
        words = "|".join(map(re.escape, names))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words for its levels."""
        studies = {
            phrase: number for number, level in enumerate(self.levels) for phrase in level.studied
        }
        return Vocabulary(self.code, [level.names for level in self.levels], self.noise, studies)
