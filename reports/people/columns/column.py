"""What a column of the list says of itself, and the row that it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Flag, auto
from typing import Any

from django.db.models import OrderBy

from personnel.models import Credential, Enrolment, Evaluation, Post, is_confidential
from personnel.words.dates import Precision, show
from targets.figures import Outcome
from targets.rules import Criterion

from ...quality.checks import Check

# A day or the first of a month, a number, words, several of them, what a criterion says; None
# and "": nothing is recorded, or it is not for this user.
Value = date | int | str | tuple[str, ...] | Outcome | None
PERSONAL, WORK, LEVELS, PAPERS, OUTCOMES = (
    "Thông tin cá nhân", "Công tác", "Trình độ, bồi dưỡng", "Văn bằng, chứng chỉ cao nhất",
    "Kết quả theo chỉ tiêu",
)  # fmt: skip


class Reads(Flag):
    """What a column needs to have been read beside the people themselves, their units and titles.

    Each is a query for all the people of a page; CHECKS are read with the standing.
    """

    NOTHING = 0
    ETHNICITY = auto()
    POSTS = auto()
    DEATHS = auto()
    PAPERS = auto()
    CHECKS = auto()
    STUDIES = auto()
    EVALUATIONS = auto()


@dataclass(frozen=True)
class Row:
    """One person of a list, whether recorded now or kept with a submission, and the columns.

    `person` is what was read; `url` is of the person's own page, "" for none. What `columns` do
    not ask for was not read. `posts` are those held on the day, the principal one first; `papers`
    the highest credential of each kind; `judged` the outcome of each criterion asked for by code,
    `outcome` that of the one the list is about, `today` what today's rules say instead; `missed`
    the targets missed by each outcome that the list tells apart; `found` the checks of the
    data-quality page that find the person; `studies` what may still come to something; `evaluation`
    the last that was known on the day, `failed` the two years running that were failed, if any.
    """

    person: Any
    columns: Sequence[Column]
    url: str = ""
    unit: str = ""
    district: str = ""
    title: str = ""
    group: str = ""
    editable: bool = False
    outcome: Outcome | None = None
    today: Outcome | None = None
    missed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    judged: Mapping[str, Outcome] = field(default_factory=dict)
    posts: Sequence[Post] = ()
    papers: Mapping[str, Credential] = field(default_factory=dict)
    expected: Mapping[str, Enrolment] = field(default_factory=dict)
    found: Sequence[Check] = ()
    studies: Sequence[Enrolment] = ()
    evaluation: Evaluation | None = None
    failed: tuple[int, int] | None = None
    age: int | None = None
    retires: Value = None

    @property
    def name(self) -> str:
        """The full name, which stands in front of every column."""
        return str(self.person.full_name)

    @property
    def in_post(self) -> bool:
        """Whether a title is held on the day."""
        return hasattr(self.person, "title_id")

    @property
    def post(self) -> Post | None:
        """The principal post, by which the person is counted."""
        return self.posts[0] if self.posts else None

    @property
    def cells(self) -> list[Cell]:
        """The cells of the columns, in their order."""
        return [Cell(column, column.of(self)) for column in self.columns]


@dataclass(frozen=True)
class Sort:
    """How a list is put in the order of a column: by expressions on a day, what is unknown last.

    They are over a standing with these `kinds` where `of_standing`, else over people; what counts
    the other way round than they do is `backwards`.
    """

    by: Callable[[date], Sequence[Any]]
    of_standing: bool = False
    kinds: tuple[str, ...] = ()
    backwards: bool = False

    def order(self, day: date, *, falling: bool) -> list[OrderBy]:
        """Return what a query is ordered by."""
        down = falling != self.backwards
        return [OrderBy(each, descending=down, nulls_last=True) for each in self.by(day)]


@dataclass(frozen=True)
class Column:
    """A column: its heading, under which `group` it is offered by which `name`, what it reads.

    `kind` is the kind of credential whose level it reads, `paper` the one of whose highest
    credential it tells, `criterion` the one whose outcome.
    `bare` is understood without its heading, and so are the cells of a telephone. `personal` is
    a fact about somebody that no list shows unless it is asked for. `fact` is the column of a
    person where it may be confidential. `look` is how the page sets it,
    `blank` what the page shows where nothing is recorded.
    """

    code: str
    label: str
    group: str
    value: Callable[[Row], Value]
    name: str = ""
    width: int = 15
    look: str = ""
    blank: str = "–"
    reads: Reads = Reads.NOTHING
    kind: str = ""
    paper: str = ""
    criterion: Criterion | None = None
    sort: Sort | None = None
    bare: bool = False
    by_month: bool = False
    personal: bool = False
    fact: str = ""

    @property
    def offered_as(self) -> str:
        """What it is called where there is room."""
        return self.name or self.label

    @property
    def editors_only(self) -> bool:
        """Whether it stands blank for whose record is not in the user's hands."""
        return is_confidential(self.fact)

    def of(self, row: Row) -> Value:
        """Return what it says of somebody."""
        return None if self.editors_only and not row.editable else self.value(row)

    def text(self, value: Value) -> str:
        """Return a value as the page and a table of text have it; "" for nothing."""
        if isinstance(value, Outcome):
            return str(value.label)
        if isinstance(value, tuple):
            return "; ".join(value)
        if isinstance(value, date):
            return show(value, Precision.MONTH if self.by_month else Precision.DAY)
        return "" if value is None else str(value)

    def cell(self, value: Value) -> date | int | str:
        """Return a value as a workbook has it: days and numbers stay what they are."""
        real = isinstance(value, (date, int)) and not isinstance(value, Outcome)
        return value if real else self.text(value)  # type: ignore[return-value]  # narrowed above


@dataclass(frozen=True)
class Cell:
    """What a column says of one person."""

    column: Column
    value: Value

    @property
    def text(self) -> str:
        """It as the page shows it."""
        return self.column.text(self.value)

    @property
    def outcome(self) -> Outcome | None:
        """The outcome, where it is one."""
        return self.value if isinstance(self.value, Outcome) else None

    @property
    def several(self) -> tuple[str, ...]:
        """The words, where there may be several."""
        return self.value if isinstance(self.value, tuple) else ()
