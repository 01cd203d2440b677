"""A list taken away as it is shown: an Excel workbook, or CSV that Excel opens."""

import csv
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook

from personnel.disclosing import disclose_list

from ..workbooks.sheets import Sheet
from .table import Row, headings
from .views import Asked
from .wording import chips, headline

CHUNK = 2000
FORMS = {"xlsx": "tệp Excel", "csv": "tệp CSV"}
# Excel takes a cell that begins so for a formula when it opens a CSV file.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = {"Họ và tên": 26, "Đơn vị": 26, "Chức danh": 38, "Số CCCD": 16}
BYTE_ORDER_MARK = "\ufeff"


def people_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Return everyone the address selects as xlsx or csv; 404 for another form."""
    if form not in FORMS:
        raise Http404("Chỉ tải về được dạng xlsx hoặc csv.")
    asked = Asked.of(request)
    ids = list(asked.selection.matched().values_list("pk", flat=True))
    disclose_list(len(ids), by=request.user, asked=f"{_in_words(asked)}; {FORMS[form]}")
    name = f"danh-sach-{asked.lens.day:%Y-%m-%d}.{form}"
    if form == "xlsx":
        return FileResponse(_workbook(asked, ids), as_attachment=True, filename=name)
    return StreamingHttpResponse(
        _lines(asked, ids),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _in_words(asked: Asked) -> str:
    """Return what a list was asked for, as its page says it."""
    selection, day = asked.selection, asked.lens.day
    filters = [chip.text for chip in chips(asked.form, selection, {})]
    parts = [headline(selection), str(selection.unit or ""), f"ngày {day:%d/%m/%Y}", *filters]
    return "; ".join(part for part in parts if part)


def _columns(asked: Asked) -> list[str]:
    return ["STT", *(heading.label for heading in headings("", asked.selection.criterion))]


def _rows(asked: Asked, ids: list[int]) -> Iterator[list[Any]]:
    """Yield the cells of everyone of `ids`; one query for each two thousand people."""
    number = 0
    for start in range(0, len(ids), CHUNK):
        for row in asked.rows(ids[start : start + CHUNK]):
            number += 1
            yield [number, *_cells(row)]


def _cells(row: Row) -> list[Any]:
    person = row.person
    outcome = [row.outcome.label] if row.outcome else []
    return [
        person.full_name,
        row.birth,
        person.get_sex_display(),
        row.unit.name if row.unit else "",
        row.title.name if row.title else "",
        *(level for _, level in row.levels),
        *outcome,
        person.masked_cccd,
    ]


def _workbook(asked: Asked, ids: list[int]) -> BytesIO:
    names = _columns(asked)
    book = Workbook(write_only=True)
    lens, unit = asked.lens, asked.selection.unit
    titles = [
        headline(asked.selection).upper(),
        f"{unit or ''}; số liệu tính đến ngày {lens.day:%d/%m/%Y}, {lens.horizon.label.lower()}",
    ]
    widths = [6, *(WIDTHS.get(name, 15) for name in names[1:])]
    sheet = Sheet(book, "Danh sách", titles, widths)
    sheet.header(names)
    for cells in _rows(asked, ids):
        sheet.row(cells)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


class _Echo:
    """What a csv writer writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def _lines(asked: Asked, ids: list[int]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + str(writer.writerow(_columns(asked)))
    for cells in _rows(asked, ids):
        yield str(writer.writerow([_plain(cell) for cell in cells]))


def _plain(cell: Any) -> str:
    text = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
