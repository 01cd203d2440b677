"""What passes between the steps: the cells of one person, the clean row, the whole reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from personnel.models import Ethnicity, Title, Unit
from personnel.studying.told import Study
from personnel.words.grades import Grade
from personnel.words.partial_dates import PartialDate
from personnel.words.vocabulary import Held

from .problems import Problem, Record, problem
from .understood import Layout

__all__ = ["Problem", "Reading", "Record", "Row", "problem"]


@dataclass(frozen=True)
class Row:
    """One person of a sheet, typed and clean; None or "" where the sheet says nothing.

    `unit` is the commune as of the row's day, `place` what stands for it today; `if_added` is to
    be told where a post is written there. `titles` are those named in the row, the principal one
    first, `bodies` those in which they are held, by the id of the title; `committee` is the title
    of committee member when the row is ticked and no title implies it. `grades` are those of
    the years that the row tells; a list of evaluations alone tells no title.
    """

    record: Record
    full_name: str
    cccd: str
    sex: str
    birth: PartialDate
    unit: Unit
    place: Unit
    titles: tuple[Title, ...]
    bodies: Mapping[int, str] = field(default_factory=dict)
    since: PartialDate | None = None
    basis: str = ""
    acting: str = ""
    decision_number: str = ""
    decision_date: PartialDate | None = None
    committee: Title | None = None
    ethnicity: Ethnicity | None = None
    religion: str | None = None
    home_place: str = ""
    is_local: bool | None = None
    party_joined: PartialDate | None = None
    minority_area_since: PartialDate | None = None
    note: str = ""
    held: tuple[Held, ...] = ()
    studies: tuple[Study, ...] = ()
    grades: Mapping[int, Grade] = field(default_factory=dict)
    if_added: str = ""


@dataclass
class Reading:
    """A whole file read: its layout, its clean rows, and everything wrong with the others."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    records: int = 0
    # The rows of those who are no longer in post, by sheet and number: answered so, not written.
    left_out: set[tuple[str, int]] = field(default_factory=set)
    layout: Layout = field(default_factory=Layout)

    @property
    def unknown_columns(self) -> list[str]:
        """The headings of columns that are kept out."""
        return self.layout.unknown_columns

    @property
    def errors(self) -> list[Problem]:
        """What keeps a row (or the file) from being written."""
        return [problem for problem in self.problems if problem.is_error]

    @property
    def warnings(self) -> list[Problem]:
        """What is written all the same, and should be looked at."""
        return [problem for problem in self.problems if not problem.is_error]
