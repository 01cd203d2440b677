"""Everything wrong in an uploaded file at once: by sort, and the names nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from sheets.columns import BY_FIELD, COLUMNS
from sheets.deciding import answer_key
from sheets.models import Upload, UploadRow

from .rows import told

# Of one sort so many are shown with their place; the error workbook names every one.
MOST_SHOWN = 200
SEVERITIES = {
    "question": "Câu hỏi",
    "error": "Lỗi",
    "conflict": "Chờ quyết định",
    "warning": "Lưu ý",
}
# What is accepted is told of what keeps a row from being written.
_BLOCKING = ("question", "error")
# Questions of no field: sheets, columns, old fonts.
_LAYOUT = "Cách đọc tệp"
_ORDER = {column.field: at for at, column in enumerate(COLUMNS)}


@dataclass(frozen=True)
class Found:
    """One problem and whom its row is about; nobody where it is no person's row."""

    problem: dict[str, Any]
    name: str = ""

    @property
    def told(self) -> dict[str, Any]:
        """The problem as it is shown."""
        return told(self.problem)

    @property
    def sort(self) -> tuple[str, str]:
        """What it has in common with others of its sort: how grave it is, and the column."""
        return self.problem["severity"], self.problem["field"]


@dataclass(frozen=True)
class Sort:
    """All problems of one severity in one column; `shown` are those named with their place."""

    severity: str
    label: str
    column: str
    accepted: str
    found: list[Found]

    @property
    def shown(self) -> list[Found]:
        """The first of them."""
        return self.found[:MOST_SHOWN]

    @property
    def more(self) -> int:
        """How many are counted, and not named here."""
        return max(0, len(self.found) - MOST_SHOWN)


@dataclass(frozen=True)
class Unknown:
    """A text that names nothing known, in `cells` cells of one column.

    `group` is that of the titles over the first of them.
    """

    field: str
    text: str
    column: str
    cells: int
    reason: str
    group: str = ""


@dataclass
class _Cells:
    text: str
    reason: str
    group: str
    count: int = field(default=0)


def problems_of(upload: Upload) -> list[Found]:
    """Return every problem of the file: those of no person first, then row by row; one query."""
    blocked = Q(status__in=[UploadRow.Status.ERROR, UploadRow.Status.ASKED])
    flawed = blocked | Q(has_conflicts=True) | Q(has_warnings=True)
    rows = upload.rows.filter(flawed).order_by("order").values_list("full_name", "problems")
    rest = [Found(problem) for problem in upload.counts.get("problems", ())]
    return rest + [Found(problem, name) for name, problems in rows for problem in problems]


def by_sort(found: Iterable[Found]) -> list[Sort]:
    """Group problems by severity and column: questions first, columns as the template has them."""
    grouped: dict[tuple[str, str], list[Found]] = {}
    for one in found:
        grouped.setdefault(one.sort, []).append(one)
    severities = list(SEVERITIES)
    keys = sorted(grouped, key=lambda key: (severities.index(key[0]), _ORDER.get(key[1], -1)))
    return [_sort(key[0], grouped[key]) for key in keys]


def _sort(severity: str, among: list[Found]) -> Sort:
    first = among[0].problem
    accepted = first["accepted"] if severity in _BLOCKING else ""
    column = first["column"] if first["field"] or severity != "question" else _LAYOUT
    return Sort(severity, SEVERITIES[severity], column, accepted, among)


def unknown_texts(found: Iterable[Found]) -> list[Unknown]:
    """Return the texts that a reading could replace, those in most cells first."""
    cells: dict[tuple[str, str], _Cells] = {}
    for problem in _replaceable(found):
        name, text = problem["field"], problem["unknown"]
        first = _Cells(text, problem["reason"], problem.get("group", ""))
        cells.setdefault((name, answer_key(name, text)), first).count += 1
    unknown = [
        Unknown(name, of.text, BY_FIELD[name].header, of.count, of.reason, of.group)
        for (name, _), of in cells.items()
    ]
    return sorted(unknown, key=lambda one: (-one.cells, one.column, one.text))


def _replaceable(found: Iterable[Found]) -> Iterator[dict[str, Any]]:
    problems = (one.problem for one in found)
    return (p for p in problems if p.get("unknown") and p["field"] in BY_FIELD)
