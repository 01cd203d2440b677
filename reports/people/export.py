"""A list taken away: as it is shown (an Excel workbook, or CSV that Excel opens), or its people
as a personnel sheet, which can be handed in again."""

from collections.abc import Collection
from io import BytesIO
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
from personnel.models import Credential, Unit, open_to
from personnel.scope import viewer
from personnel.words.file_names import attached, file_name
from sheets.template.book import template

from ..workbooks.book import Book
from ..workbooks.looks import FREE, Look
from ..workbooks.plain import csv_lines
from ..workbooks.sheets import Head, Span
from .asked import Asked
from .columns.chosen import named
from .table import headings
from .taken import Taken
from .wording import chips, headline, in_words

SHEET = "trich-ngang"
PRINTED = "ban-in"
FORMS = {
    "xlsx": "tệp Excel",
    "csv": "tệp CSV",
    SHEET: "danh sách trích ngang (tệp Excel)",
    PRINTED: "bản in",
}
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
    taken = Taken(asked, ids, _numbered(request, ids) if form != PRINTED else ())
    opened = open_to(viewer(request), ids) if form == SHEET else frozenset()
    disclose_list(len(ids), by=request.user, asked=_in_words(taken, form))
    if form == PRINTED:
        return _page(request, taken)
    name = _name(taken, form)
    if form == "csv":
        return StreamingHttpResponse(
            csv_lines(taken.headings, taken.texts()),
            content_type="text/csv; charset=utf-8",
            headers=attached(name),
        )
    book = _sheet(taken, opened) if form == SHEET else _workbook(taken)
    return FileResponse(book, as_attachment=True, filename=name)


def _name(taken: Taken, form: str) -> str:
    what, ending = (SHEET, "xlsx") if form == SHEET else ("danh-sach", form)
    lens, unit = taken.asked.lens, taken.asked.selection.unit
    full = [lens.recast] if lens.recast else []
    full += ["đủ số CCCD"] if taken.numbered else []
    return file_name(what, unit, lens.day, lens.horizon.label, *full, ending=ending)


def _page(request: HttpRequest, taken: Taken) -> HttpResponse:
    """Return a page with all rows of a list, whatever page of it was shown."""
    lens, selection = taken.asked.lens, taken.asked.selection
    query = request.GET.dict() | lens.params
    context = {
        "lens": lens,
        "selection": selection,
        "headline": headline(selection),
        "chips": chips(taken.asked.form, selection, {}),
        "rows": list(taken.rows()),
        "page": {"start_index": 1},
        "headings": headings(taken.columns),
        "query": urlencode({name: value for name, value in query.items() if value}),
    }
    return render(request, "reports/people_print.html", context)


def _numbered(request: HttpRequest, ids: list[int]) -> frozenset[int]:
    """Return those of `ids` whose whole identity number is asked for and may be given out."""
    asked = request.GET.get("cccd") == "1"
    return open_to(viewer(request), ids) if asked else frozenset()


def _in_words(taken: Taken, form: str) -> str:
    """Return what is taken away, as the log keeps it: of whom, as what, which facts besides."""
    asked, numbered = taken.asked, taken.numbered
    parts = [in_words(asked.form, asked.selection), FORMS[form]]
    parts += [f"đủ số CCCD của {len(numbered)} người" if numbered else ""]
    # The sheet has columns of its own, whatever the list shows.
    personal = [c for c in taken.columns if c.personal and form != SHEET]
    parts += [f"có cột {named(personal)}" if personal else ""]
    return "; ".join(part for part in parts if part)


def _sheet(taken: Taken, opened: Collection[int]) -> BytesIO:
    """Return the people as a personnel sheet, as they stood on the day asked for.

    Confidential facts are those of the people `opened`.
    """
    lens, unit = taken.asked.lens, taken.asked.selection.unit
    of_lists = unit.above if unit and unit.is_commune else unit
    of_lists = of_lists or Unit.objects.in_force(lens.units_on).provinces().get()
    as_recorded = "trình độ ghi theo hồ sơ" if lens.assuming else ""
    book = template(
        of_lists,
        lens.day,
        taken.ids,
        heading="; ".join(filter(None, [str(unit or of_lists), lens.remarks, as_recorded])),
        numbered=taken.numbered,
        opened=opened,
        credentials=Credential.objects.held_on(lens.day),
    )
    return BytesIO(book)


def _workbook(taken: Taken) -> BytesIO:
    names, selection, lens = taken.headings, taken.asked.selection, taken.asked.lens
    heading = headline(selection).upper()
    book = Book(heading, "", timezone.now())
    sheet = book.sheet("Danh sách", taken.widths)
    day = f"số liệu tính đến ngày {lens.day:%d/%m/%Y}, {lens.horizon.label.lower()}"
    day = "; ".join(filter(None, (day, lens.remarks)))
    sheet.spread([Span(1, len(names), heading, HEADING)])
    sheet.spread([Span(1, len(names), f"{selection.unit or ''}; {day}", FREE)])
    sheet.heads([Head(name) for name in names], [32])
    for cells in taken.cells():
        sheet.row(cells)
    return BytesIO(book.content())
