"""A workbook of sheets: what is not cells is openpyxl's, the cells are put in as they were written.

openpyxl takes several times as long for cells with formats, and keeps no value beside a formula.
"""

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

from personnel.keeping.recording import Refused
from xlsx.container import Container

from .formulas import reference
from .looks import Column, Looks
from .paper import Wide
from .sheets import Sheet

_CORE = "docProps/core.xml"
_NO_ROWS = b"<sheetData />", b"<sheetData/>", b"<sheetData></sheetData>"


class SumsDisagree(Refused):
    """A sum in the workbook is not the figure that it stands for: nothing is given out."""


class Book:
    """A workbook, made at a moment: the same sheets and moment give the same bytes."""

    def __init__(self, title: str, author: str, at: datetime) -> None:
        self._book, self._at = Workbook(), at
        self._looks = Looks(self._book)
        self._sheets: list[Sheet] = []
        properties = self._book.properties
        properties.title, properties.creator = title, author
        properties.created = at.astimezone(UTC).replace(tzinfo=None)

    def sheet(self, name: str, columns: Sequence[Column], wide: Wide | None = None) -> Sheet:
        """Add a sheet."""
        added = self._book.create_sheet(name) if self._sheets else self._book.active
        added.title = name
        self._sheets.append(Sheet(added, self._looks, columns, wide))
        return self._sheets[-1]

    def content(self) -> bytes:
        """Return the workbook; raises SumsDisagree when a formula does not come to its value."""
        for sheet in self._sheets:
            _require_sums(sheet)
        file = BytesIO()
        self._book.save(file)
        skeleton = Container(file.getvalue())
        parts = {part: self._filled(skeleton.read(part), sheet) for part, sheet in zip(
            skeleton.sheets.values(), self._sheets, strict=True
        )}  # fmt: skip
        return _packed(skeleton, parts | {_CORE: self._properties()}, self._at)

    def _filled(self, empty: bytes, sheet: Sheet) -> bytes:
        """Return a sheet's part with its rows put in."""
        end = f"{get_column_letter(len(sheet.columns))}{max(1, sheet.last)}"
        part = empty.replace(b'<dimension ref="A1:A1"', f'<dimension ref="A1:{end}"'.encode(), 1)
        mark = next(mark for mark in _NO_ROWS if mark in part)
        head, _, tail = part.partition(mark)
        rows = "".join(sheet.rows).encode()
        return b"".join((head, b"<sheetData>", rows, b"</sheetData>", tail))

    def _properties(self) -> bytes:
        """Return the properties as they were made: saving writes the clock's time into them."""
        properties = self._book.properties
        properties.modified = properties.created
        return bytes(tostring(properties.to_tree()))


def _require_sums(sheet: Sheet) -> None:
    for place, formula in sheet.formulas.items():
        if formula.computed(sheet.numbers) != formula.shown:
            raise SumsDisagree(
                f"Chưa xuất báo cáo: ở trang tính “{sheet.sheet.title}”, ô {reference(place)} cộng "
                f"được {formula.computed(sheet.numbers)} nhưng số liệu là {formula.shown}. Số liệu "
                "có thể vừa được sửa: hãy xuất lại; nếu vẫn vậy, báo quản trị tỉnh."
            )


def _packed(skeleton: Container, changed: dict[str, bytes], at: datetime) -> bytes:
    """Return the container with parts replaced, every part dated `at`."""
    file = BytesIO()
    moment = timezone.localtime(at).timetuple()[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in skeleton.names:
            part = zipfile.ZipInfo(name, date_time=moment)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, changed[name] if name in changed else skeleton.read(name))
    return file.getvalue()
