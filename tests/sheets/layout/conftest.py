"""How lists that boards draw up are understood, and the people of them."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from personnel.models import Unit
from sheets.correcting import Correction
from sheets.layout.understanding import understand
from sheets.reading.matching import References
from sheets.scope import Scope
from sheets.understood import Layout
from tests.sheets.building import workbook_of
from xlsx.workbook import open_workbook

HEADER = ["TT", "Họ và tên", "Giới tính", "Năm sinh", "Chức vụ", "Ghi chú"]
ListOf = Callable[..., Layout]


def somebody(name: str = "Đinh Văn Rin", title: str = "TP-HT", note: str = "") -> list[Any]:
    """The row of a person of a board's list."""
    return [1, name, "Nam", 1980, title, note or None]


def file_of(*rows: list[Any], name: str = "DS", **others: list[list[Any]]) -> io.BytesIO:
    """A workbook whose first sheet is a list with these rows, and other sheets as they are."""
    return workbook_of({name: [HEADER, *rows], **others})


def section_of(layout: Layout, text: str) -> str:
    """The kind of the section that a text opens."""
    return next(s.kind for sheet in layout.sheets for s in sheet.sections if s.text == text)


def units(layout: Layout) -> list[str | None]:
    """The commune of each person that stands over them."""
    return [record.unit and record.unit.name for record in layout.records]


@pytest.fixture
def list_of(references: References) -> ListOf:
    """Return how a list of the district of Ba Tơ is understood."""
    scope = Scope.of(Unit.objects.get(name="Huyện Ba Tơ"))

    def understood(*rows: list[Any], **corrected: Any) -> Layout:
        file = rows[0] if rows and isinstance(rows[0], io.BytesIO) else file_of(*rows)
        return understand(open_workbook(file), references, scope, Correction(**corrected))

    return understood
