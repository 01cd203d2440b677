"""A list taken away: as it is shown (an Excel workbook, or CSV that Excel opens), or its people
as a personnel sheet, which can be handed in again."""

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.keeping.disclosing import disclose_list
from personnel.models import Credential, Person, Unit
from personnel.scope import viewer
from personnel.words.file_names import attached, file_name
from sheets.template.book import template

from ..workbooks.book import Book
from ..workbooks.looks import FREE, Column, Look
from ..workbooks.plain import csv_lines
from ..workbooks.sheets import Head, Span
from .asked import Asked
from .table import Row, headings
from .wording import chips, headline, in_words

CHUNK = 2000
SHEET = "trich-ngang"
PRINTED = "ban-in"
FORMS = {
    "xlsx": "tệp Excel",
    "csv": "tệp CSV",
    SHEET: "danh sách trích ngang (tệp Excel)",
    PRINTED: "bản in",
}
WIDTHS = {
    "Họ và tên": 26, "Đơn vị": 26, "Chức danh": 38, "Số CCCD": 16, "Chưa đạt": 38,
    "Chưa có thông tin": 38, "Giả định": 38,
}  # fmt: skip
HEADING = Look(bold=True, size=12, bordered=False, wrapped=False)


@require_safe
def people_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Return everyone the address selects as xlsx, csv, personnel sheet or a page to print.

    404 for other forms. With `cccd=1` a file has the whole identity numbers of those whose records
    the user may edit. Each is kept in the log of personal data.
    """
    if form not in FORMS:
        raise Http404("Chỉ tải về được dạng xlsx, csv, trich-ngang hoặc ban-in.")
    asked = Asked.of(request)
    ids = list(asked.selection.matched().values_list("pk", flat=True))
    numbered = _numbered(request, ids) if form != PRINTED else frozenset()
    whole = f"; đủ số CCCD của {len(numbered)} người" if numbered else ""
    said = in_words(asked.form, asked.selection)
    disclose_list(len(ids), by=request.user, asked=f"{said}; {FORMS[form]}{whole}")
    if form == PRINTED:
        return _page(request, asked, ids)
    name = _name(asked, form, numbered)
    if form == "csv":
        return StreamingHttpResponse(
            csv_lines(_columns(asked), _rows(asked, ids, numbered)),
            content_type="text/csv; charset=utf-8",
            headers=attached(name),
        )
    book = _sheet(asked, ids, numbered) if form == SHEET else _workbook(asked, ids, numbered)
    return FileResponse(book, as_attachment=True, filename=name)


def _name(asked: Asked, form: str, numbered: Collection[int]) -> str:
    what, ending = (SHEET, "xlsx") if form == SHEET else ("danh-sach", form)
    lens, unit = asked.lens, asked.selection.unit
    full = ["đủ số CCCD"] if numbered else []
    return file_name(what, unit, lens.day, lens.horizon.label, *full, ending=ending)


def _page(request: HttpRequest, asked: Asked, ids: list[int]) -> HttpResponse:
    """Return a page with all rows of a list, whatever page of it was shown."""
    selection = asked.selection
    query = request.GET.dict() | asked.lens.params
    context = {
        "lens": asked.lens,
        "selection": selection,
        "headline": headline(selection),
        "chips": chips(asked.form, selection, {}),
        "rows": list(_read(asked, ids)),
        "page": {"start_index": 1},
        "headings": headings(selection.criterion, together=selection.together),
        "query": urlencode({name: value for name, value in query.items() if value}),
    }
    return render(request, "reports/people_print.html", context)


def _numbered(request: HttpRequest, ids: list[int]) -> frozenset[int]:
    """Return those of `ids` whose whole identity number is asked for and may be given out."""
    user = viewer(request)
    if request.GET.get("cccd") != "1" or not user.may_edit:
        return frozenset()
    own = Person.objects.editable_by(user).values_list("pk", flat=True)
    return frozenset(ids if user.edits_province else set(ids).intersection(own))


def _columns(asked: Asked) -> list[str]:
    selection = asked.selection
    named = headings(selection.criterion, together=selection.together)
    assumed = ["Giả định"] if asked.lens.assumption else []
    return ["STT", *(heading.label for heading in named), *assumed]


def _rows(asked: Asked, ids: list[int], numbered: Collection[int]) -> Iterator[list[Any]]:
    """Yield the cells of everyone of `ids`.

    Of a day to come each row says what it takes for granted: a table of text has no other place.
    """
    assumed = list(filter(None, [asked.lens.assumption]))
    for number, row in enumerate(_read(asked, ids), 1):
        yield [number, *_cells(row, numbered), *assumed]


def _read(asked: Asked, ids: list[int]) -> Iterator[Row]:
    """Yield the rows of everyone of `ids`; one query for each two thousand people."""
    for start in range(0, len(ids), CHUNK):
        yield from asked.rows(ids[start : start + CHUNK])


def _cells(row: Row, numbered: Collection[int]) -> list[Any]:
    person = row.person
    outcome = [row.outcome.label] if row.outcome else []
    return [
        row.name,
        row.birth,
        row.sex,
        row.unit,
        row.title,
        *(level for _, level in row.levels),
        *outcome,
        *("; ".join(criterion.label for criterion in missed) for _, missed in row.missed),
        person.cccd if person.pk in numbered else row.cccd,
    ]


def _sheet(asked: Asked, ids: list[int], numbered: Collection[int]) -> BytesIO:
    """Return the people as a personnel sheet, as they stood on the day asked for."""
    unit, day = asked.selection.unit, asked.lens.day
    of_lists = unit.above if unit and unit.is_commune else unit
    of_lists = of_lists or Unit.objects.in_force(day).provinces().get()
    book = template(
        of_lists,
        day,
        ids,
        heading="; ".join(filter(None, [str(unit or of_lists), asked.lens.assumption])),
        numbered=numbered,
        credentials=Credential.objects.held_on(day),
    )
    return BytesIO(book)


def _workbook(asked: Asked, ids: list[int], numbered: Collection[int]) -> BytesIO:
    names = _columns(asked)
    lens, unit = asked.lens, asked.selection.unit
    heading = headline(asked.selection).upper()
    book = Book(heading, "", timezone.now())
    sheet = book.sheet("Danh sách", [Column(6), *(Column(WIDTHS.get(n, 15)) for n in names[1:])])
    day = f"số liệu tính đến ngày {lens.day:%d/%m/%Y}, {lens.horizon.label.lower()}"
    day = "; ".join(filter(None, (day, lens.assumption)))
    sheet.spread([Span(1, len(names), heading, HEADING)])
    sheet.spread([Span(1, len(names), f"{unit or ''}; {day}", FREE)])
    sheet.heads([Head(name) for name in names], [32])
    for cells in _rows(asked, ids, numbered):
        sheet.row(cells)
    return BytesIO(book.content())
