"""Small lists of a board, with the answers to what they ask."""

import io
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from openpyxl import Workbook

from sheets.correcting import Correction
from sheets.layout.understanding import understand
from sheets.questions import Question, questions_of
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from sheets.records import Reading
from tests.sheets.building import saved
from xlsx.workbook import open_workbook

Read = Callable[..., Reading]
FRONT = ["TT", "Họ và tên", "Giới tính", "Năm sinh"]
LANH, BEN, CUC = (
    [1, "Phạm Thị Lành", "Nữ", 1987],
    [2, "Phạm Văn Bền", "Nam", 1980],
    [3, "Đinh Thị Cúc", "Nữ", 1985],
)


def listed(*rows: Iterable[Any], merged: str = "", name: str = "Xã Ba Tô") -> io.BytesIO:
    """A workbook of one sheet of these rows, the areas of `merged` ("A1:A2 B1:B2") merged."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for area in merged.split():
        sheet.merge_cells(area)
    return saved(book)


@pytest.fixture
def read(references: References) -> Read:
    """How a workbook reads, its columns as `columns` says."""

    def read_file(file: io.BytesIO, **columns: str) -> Reading:
        correction = Correction(columns=columns.get("columns", {}))
        layout = understand(open_workbook(file), references, None, correction)
        reading = read_records(layout.records, references)
        reading.problems[:0] = layout.problems
        reading.layout = layout
        return reading

    return read_file


def held(reading: Reading) -> list[dict[str, int]]:
    """The levels of each person, by kind."""
    return [{one.kind: one.level for one in row.held} for row in reading.rows]


def titles(reading: Reading) -> list[list[str]]:
    """The codes of each person's titles."""
    return [[title.code for title in row.titles] for row in reading.rows]


def questions(reading: Reading) -> list[Question]:
    """What the file asks."""
    return questions_of(reading.errors)


def key_of(reading: Reading, letter: str) -> str:
    """The key by which a column of the first sheet is corrected."""
    (column,) = (c for c in reading.layout.sheets[0].columns if c.letter == letter)
    return column.key
