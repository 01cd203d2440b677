"""The template to take away: empty, or with the people of a district as they are recorded."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.keeping.disclosing import disclose_list
from personnel.models import Person, Unit
from personnel.scope import Editor, viewer
from personnel.words.file_names import file_name
from sheets.template.book import template
from sheets.template.gathering import in_post

from .forms import units_with_a_template

_ASKED = ("du-lieu", "cccd")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def sheet_template(request: HttpRequest, code: str) -> FileResponse:
    """Give out the workbook of a district, or of the province to who edits all of it.

    `du-lieu=1` fills in the people in post today, with `cccd=1` under their whole identity
    numbers; both are kept in the log of personal data. 404 for what is not the user's to edit.
    """
    user, today = viewer(request), timezone.localdate()
    unit = _unit_or_404(user, code, today)
    if request.GET.get("du-lieu") != "1":
        return _attached(template(unit, today), file_name("mẫu trích ngang", unit, ending="xlsx"))
    people = in_post(Person.objects.editable_by(user), today, unit)
    whole = request.GET.get("cccd") == "1"
    numbers = "đủ số CCCD" if whole else "số CCCD được che"
    asked = f"Danh sách trích ngang {unit} ngày {today:%d/%m/%Y}, {numbers}; tệp Excel"
    own = frozenset(people)
    book = template(unit, today, people, numbered=own if whole else (), opened=own)
    disclose_list(len(people), by=request.user, asked=asked)
    full = ["đủ số CCCD"] if whole else []
    return _attached(book, file_name("trích ngang", unit, today, *full, ending="xlsx"))


@require_safe
def sheet_template_chosen(request: HttpRequest) -> HttpResponse:
    """Lead from the form on the page (`don-vi` is the unit's code) to the workbook it asks for."""
    unit = _unit_or_404(viewer(request), request.GET.get("don-vi", ""), timezone.localdate())
    asked = {name: request.GET[name] for name in _ASKED if name in request.GET}
    address = reverse("sheet-template", args=[unit.code])
    return redirect(f"{address}?{urlencode(asked)}" if asked else address)


def _unit_or_404(user: Editor, code: str, today: date) -> Unit:
    for unit in units_with_a_template(user, today):
        if unit.code == code:
            return unit
    raise Http404("Không có mẫu của đơn vị này trong phạm vi được cập nhật của tài khoản.")


def _attached(book: bytes, name: str) -> FileResponse:
    return FileResponse(BytesIO(book), as_attachment=True, filename=name, content_type=EXCEL)
