"""A decree as a file: given out, and taken in as a new draft or into one that is there."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.keeping.recording import Refused
from personnel.words.file_names import attached, file_name
from reorganising.asked import draft_or_404
from reorganising.parts import SPLIT, Parts, taken_apart
from reorganising.workbook import write_workbook
from reports.periods.asked import administrator_or_404

from .forms import FileForm, HeadForm, SeenForm
from .intake import Taken, take_in
from .pages import both, draft_page
from .writing import Meanwhile, change_draft, enter_draft

_DIGITS = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def give_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Give out a draft as a workbook with every unit in force, or as JSON."""
    draft = draft_or_404(request, pk)
    name = file_name("sap xep don vi", draft.number, draft.day, ending=ending)
    if ending == "xlsx":
        content = write_workbook(draft.as_told(), draft.version)
        return HttpResponse(content, XLSX, headers=attached(name))
    if ending != "json":
        raise Http404("Dự thảo tải được dạng .xlsx hoặc .json.")
    told = json.dumps(draft.as_told(), ensure_ascii=False, indent=1)
    return HttpResponse(told, "application/json", headers=attached(name))


@require_POST
def take_file(request: HttpRequest) -> HttpResponse:
    """Make a draft of a file."""
    user, form = administrator_or_404(request), FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _new(request, form, status=422)
    taken = take_in(form.cleaned_data["file"])
    if taken.not_understood:
        return _new(request, form, status=422, faults=taken.all)
    try:
        draft = enter_draft(taken.told, by=user, at=timezone.now())
    except Refused as refused:
        return _new(request, form, status=409, refused=str(refused))
    messages.success(request, f"Đã lập dự thảo {draft} từ tệp.")
    return redirect("decree-draft", draft.pk)


@require_POST
def take_file_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Put what a file says into a draft, beside what others changed since it was given out."""
    draft, user = draft_or_404(request, pk), administrator_or_404(request)
    form, seen = FileForm(request.POST, request.FILES), SeenForm(request.POST)
    if not form.is_valid() or not seen.is_valid():
        return draft_page(request, draft, status=422, file=form)
    taken = take_in(form.cleaned_data["file"])
    if taken.not_understood:
        return draft_page(request, draft, status=422, file_faults=taken.all)
    if taken.told["number"] != draft.number:
        told = f"Tệp là của văn bản số {taken.told['number']}, không phải {draft.number}."
        return draft_page(request, draft, status=409, refused=told)
    try:
        done = change_draft(
            pk, taken.version or seen.cleaned_data["seen"], lambda base: _wanted(base, taken),
            by=user, at=timezone.now(), over=_number(request.POST.get("over", "")),
        )  # fmt: skip
    except Meanwhile as met:
        said = both(met)
        return draft_page(request, met.draft, status=409, both=said, who=met.who, of_file=True)
    except Refused as refused:
        return draft_page(request, draft, status=409, refused=str(refused))
    messages.success(request, "Đã ghi nội dung của tệp." if done.written else "Tệp không sửa gì.")
    return redirect("decree-draft", pk)


def _wanted(base: Parts, taken: Taken) -> Parts:
    """Return what a file makes of a draft; one that cannot say who went where leaves that."""
    said = taken_apart(taken.told)
    kept = {} if taken.has_splits else {key: new for key, new in base.items() if key[0] == SPLIT}
    return {**said, **kept}


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < _DIGITS else 0


def _new(request: HttpRequest, form: FileForm, status: int, **told: object) -> HttpResponse:
    context = {"head": HeadForm(), "file": form, **told}
    return render(request, "reorganising/entering/add.html", context, status=status)
