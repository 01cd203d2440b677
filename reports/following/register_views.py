"""The register of a unit: its papers, and adding, changing, removing one; giving out its file."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.basics.sent_files import left_out
from personnel.keeping.recording import Refused
from personnel.models import Following, Unit
from personnel.scans.attaching import too_large
from personnel.scans.reading import checked
from personnel.scope import viewer
from personnel.words.file_names import file_name
from reports.yearly.committees import Kind

from .asked import own_paper_or_404, paper_or_404, unit_or_404, writable_or_404
from .former import papers_of_former
from .forms import PaperForm
from .rights import kinds_written
from .writing import Looked, change, looked_through, record, remove

# As with scans: opened by itself a file runs nothing and loads nothing.
_BOUNDS = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


@require_safe
def register_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every paper of a unit, and those of the units that went on in it."""
    return _page(request, unit_or_404(request, pk))


def paper_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a paper of a unit, of the kind that the address names."""
    unit, kinds = writable_or_404(request, pk)
    kind = request.GET.get("kind", "")
    if kind not in kinds:
        raise BadRequest("Chọn loại văn bản: " + ", ".join(str(each.label) for each in kinds))
    form = PaperForm(*_sent(request), instance=_begun(request, unit, kind))
    if request.method != "POST":
        return _form(request, form)
    if not _valid(request, form):
        return _form(request, form, status=422)
    try:
        file = _file(form)
        paper = record(form.instance, file, by=viewer(request), at=timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _form(request, form, status=409)
    _tell(request, f"Đã ghi {paper.get_kind_display().lower()} {paper.named}.", file)
    return redirect("following-unit", pk=unit.pk)


def paper_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a paper, or its file."""
    before = own_paper_or_404(request, pk)
    form = PaperForm(*_sent(request), instance=copy(before))
    if request.method != "POST":
        return _form(request, form, before)
    if not _valid(request, form):
        return _form(request, form, before, status=422)
    try:
        file = _file(form)
        without = bool(form.cleaned_data.get("without_file"))
        paper = change(
            before, form.changes(), file, without_file=without, by=viewer(request),
            at=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        form.add_error(None, str(refused))
        return _form(request, form, before, status=409)
    _tell(request, f"Đã lưu {paper.get_kind_display().lower()} {paper.named}.", file)
    return redirect("following-unit", pk=paper.unit_id)


@require_POST
def paper_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a paper recorded by mistake."""
    paper = own_paper_or_404(request, pk)
    told, unit = f"{paper.get_kind_display().lower()} {paper.named}", paper.unit
    try:
        remove(paper, by=viewer(request), at=timezone.now())
    except Refused as refused:
        return _page(request, unit, str(refused), status=409)
    messages.success(request, f"Đã xóa {told}.")
    return redirect("following-unit", pk=unit.pk)


@require_safe
def paper_file(request: HttpRequest, pk: int) -> FileResponse:
    """Give out the file of a paper; 404 where it has none."""
    paper = paper_or_404(request, pk)
    if not paper.file:
        raise Http404("Văn bản này không có tệp.")
    name = file_name(paper.kind, paper.number, paper.unit, paper.day, ending=paper.ending)
    return FileResponse(
        checked(paper), as_attachment=True, filename=name, content_type=paper.content_type,
        headers={"Content-Security-Policy": _BOUNDS},
    )  # fmt: skip


def _sent(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _begun(request: HttpRequest, unit: Unit, kind: str) -> Following:
    """Return a paper not yet written; a review of the year that the address names."""
    year = request.GET.get("year", "")
    usable = year.isascii() and year.isdecimal() and len(year) == 4
    of_year = int(year) if usable else timezone.localdate().year
    return Following(unit=unit, kind=kind, year=of_year)


def _valid(request: HttpRequest, form: PaperForm) -> bool:
    for name in left_out(request):
        form.add_error("paper", too_large(name))
    return form.is_valid()


def _file(form: PaperForm) -> Looked | None:
    sent = form.cleaned_data.get("paper")
    return looked_through(sent) if sent else None


def _tell(request: HttpRequest, done: str, file: Looked | None) -> None:
    messages.success(request, done)
    if file and file.left_out:
        messages.warning(request, f"Lưu ý: {file.name}: {file.left_out}.")


def _page(request: HttpRequest, unit: Unit, refused: str = "", status: int = 200) -> HttpResponse:
    user = viewer(request)
    written = kinds_written(user, unit.pk)
    papers = list(Following.objects.visible_to(user).filter(unit=unit))
    context = {
        "unit": unit,
        "kinds": [
            (kind, [each for each in papers if each.kind == kind], kind in written) for kind in Kind
        ],
        "former": papers_of_former(unit, user),
        "refused": refused,
    }
    return render(request, "reports/following/register.html", context, status=status)


def _form(
    request: HttpRequest, form: PaperForm, before: Following | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form, "before": before, "unit": form.instance.unit,
        "kind": Kind(form.instance.kind),
    }  # fmt: skip
    return render(request, "reports/following/form.html", context, status=status)
