"""The register of columns: all that may be chosen, and those shown where nobody chose."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby

from django.db.models import F

from personnel.kinds import KINDS
from targets.criteria import BY_CODE, HORIZONS
from targets.rules import Criterion, Horizon

from ...unmet import Together
from .column import LEVELS, OUTCOMES, PAPERS, PERSONAL, WORK, Column, Sort
from .facts import FACTS
from .levels import OF_KINDS
from .outcomes import missed_columns, outcome_column, result_column
from .posts import POSTS

GROUPS = (PERSONAL, WORK, LEVELS, PAPERS, OUTCOMES)
# What stands in front of every row, and cannot be left out.
NAME = Column(
    "name", "Họ và tên", PERSONAL, lambda row: row.name, width=26,
    sort=Sort(lambda day: [F("sort_key")]),
)  # fmt: skip
OF_RECORDS = {column.code: column for column in (*FACTS, *POSTS, *OF_KINDS)}
SHOWN_KINDS = tuple(kind.code for kind in KINDS.values() if kind.in_lists)
BEFORE, AFTER = ("birth", "sex", "unit", "title"), ("cccd",)
# The orders by which each of several namesakes has one place; by name it is that of an index.
NAME_ORDERS = {"name": ("sort_key", "birth_date", "pk"), "birth": ("birth_date", "sort_key", "pk")}
DEFAULT = (*BEFORE, *SHOWN_KINDS, *AFTER)


@cache
def columns_at(horizon: Horizon) -> Mapping[str, Column]:
    """Return every column by its code as a page of a horizon names it, in the order of groups."""
    outcomes = (outcome_column(c, horizon) for c in BY_CODE.values() if c.about_people)
    every = (*OF_RECORDS.values(), *outcomes)
    return {column.code: column for column in sorted(every, key=_group)}


def _group(column: Column) -> int:
    return GROUPS.index(column.group)


def offered(
    every: Iterable[Column], criteria: Collection[Criterion], *, editor: bool
) -> dict[str, Column]:
    """Return of all columns those open to a user, by code: outcomes of these criteria alone."""
    return {
        column.code: column
        for column in every
        if (column.criterion is None or column.criterion in criteria)
        and (editor or not column.editors_only)
    }


def by_group(columns: Iterable[Column]) -> list[tuple[str, list[Column]]]:
    """Return columns under the headings of their groups."""
    in_order = sorted(columns, key=_group)
    return [(group, list(among)) for group, among in groupby(in_order, lambda c: c.group)]


def default_columns(
    criterion: Criterion | None = None, together: Together | None = None
) -> list[Column]:
    """Return the columns where nobody chose: what a criterion asks for before the usual levels."""
    kinds = dict.fromkeys((*_asked(criterion), *SHOWN_KINDS))
    usual = [OF_RECORDS[code] for code in (*BEFORE, *kinds)]
    return [*usual, *_results(criterion, together), *(OF_RECORDS[code] for code in AFTER)]


def with_what_is_asked(
    columns: Sequence[Column], criterion: Criterion | None, together: Together | None
) -> list[Column]:
    """Return chosen columns, followed by what a list about a criterion must tell besides."""
    told = {column.code for column in columns}
    kinds = [OF_RECORDS[kind] for kind in _asked(criterion) if kind not in told]
    results = [] if criterion and criterion.code in told else _results(criterion, together)
    return [*columns, *kinds, *results]


def _asked(criterion: Criterion | None) -> list[str]:
    return [ask.kind for ask in criterion.asks] if criterion else []


def _results(criterion: Criterion | None, together: Together | None) -> list[Column]:
    return [*([result_column(criterion)] if criterion else ()), *missed_columns(together)]


@cache
def sorts() -> Mapping[str, Sort]:
    """Return how a list can be put in order, by the code of the column."""
    every = columns_at(next(iter(HORIZONS.values()))).values()
    return {column.code: column.sort for column in (NAME, *every) if column.sort}
