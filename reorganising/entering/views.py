"""The pages on which administrators enter a decree."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from personnel.keeping.recording import Refused
from reorganising.asked import draft_or_404
from reorganising.landscape import Landscape
from reorganising.models import DecreeDraft
from reorganising.parts import (
    FATE,
    OF_HEAD,
    Parts,
    comes_from,
    taken_apart,
    with_fates,
    with_unit,
    without_unit,
)
from reports.periods.asked import administrator_or_404

from .forms import Fates, FileForm, HeadForm, SeenForm, UnitForm
from .pages import both, draft_page
from .shipped import shipped
from .writing import Changed, Meanwhile, change_draft, delete_draft, enter_draft

_FORM = require_http_methods(["GET", "HEAD", "POST"])
NOT_SEEN = "Trang này không rõ dự thảo lúc mở ra sao: mở lại trang rồi sửa tiếp."


@require_safe
def decrees_page(request: HttpRequest) -> HttpResponse:
    """List the drafts, those applied too, and the decrees that come with the software."""
    administrator_or_404(request)
    drafts = DecreeDraft.objects.select_related("changed_by", "due_by", "decree")
    context = {"drafts": drafts, "shipped": shipped().items()}
    return render(request, "reorganising/entering/decrees.html", context)


@_FORM
def add_page(request: HttpRequest) -> HttpResponse:
    """Begin a draft by its number, day and source."""
    user = administrator_or_404(request)
    if request.method != "POST":
        return add_again(request)
    form = HeadForm(request.POST)
    if not form.is_valid():
        return add_again(request, head=form, status=422)
    try:
        draft = enter_draft({**form.told}, by=user, at=timezone.now())
    except Refused as refused:
        form.add_error("number", str(refused))
        return add_again(request, head=form, status=409)
    return redirect("decree-draft", draft.pk)


def add_again(
    request: HttpRequest, *, head: HeadForm | None = None, file: FileForm | None = None,
    status: int = 200, **told: object,
) -> HttpResponse:  # fmt: skip
    """Show the page of a new draft, with what was wrong with what was sent."""
    context = {"head": head or HeadForm(), "file": file or FileForm(), **told}
    return render(request, "reorganising/entering/add.html", context, status=status)


@require_POST
def take_shipped(request: HttpRequest) -> HttpResponse:
    """Make a draft of a decree that comes with the software."""
    user = administrator_or_404(request)
    decreed = shipped().get(request.POST.get("name", ""))
    if decreed is None:
        messages.error(request, "Văn bản này đã có dự thảo, đã áp dụng, hoặc không kèm phần mềm.")
        return redirect("decrees")
    draft = enter_draft(decreed.as_told(), by=user, at=timezone.now())
    messages.success(request, f"Đã lập dự thảo {draft} từ văn bản kèm phần mềm.")
    return redirect("decree-draft", draft.pk)


@_FORM
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a draft; keep its head and what becomes of each unit."""
    found = draft_or_404(request, pk)
    if request.method != "POST":
        return draft_page(request, found)
    head, now = HeadForm(request.POST), taken_apart(found.as_told())
    fates = Fates(request.POST, [row.code for row in Landscape.of(now).rows()])
    seen = SeenForm(request.POST)

    def wanted(base: Parts) -> Parts:
        shown = {key[1]: fate for key, fate in base.items() if key[0] == FATE}
        headed: Parts = {(OF_HEAD, name): value for name, value in head.told.items()}
        return {**with_fates(base, fates.changes(shown)), **headed}

    if not head.is_valid() or fates.errors or not seen.is_valid():
        as_sent = with_fates(now, fates.said)
        return draft_page(
            request, found, status=422, parts=as_sent, head=head, errors=fates.errors,
            seen=request.POST.get("seen", ""), refused="" if seen.is_valid() else NOT_SEEN,
        )  # fmt: skip
    try:
        done = change_draft(
            pk, seen.cleaned_data["seen"], wanted, by=administrator_or_404(request),
            at=timezone.now(),
        )  # fmt: skip
    except Meanwhile as meanwhile:
        return draft_page(
            request, meanwhile.draft, status=409, parts=meanwhile.parts, head=head,
            both=both(meanwhile), who=meanwhile.who, unsaved=True,
        )  # fmt: skip
    except Refused as refused:
        as_sent = with_fates(now, fates.said)
        told = str(refused)
        return draft_page(request, found, status=409, parts=as_sent, head=head, refused=told)
    tell(request, done)
    return redirect("decree-draft", pk)


def tell(request: HttpRequest, done: Changed) -> None:
    """Say what a change came to, and what others changed meanwhile."""
    messages.success(request, "Đã lưu dự thảo." if done.written else "Không có gì thay đổi.")
    if done.others:
        land = Landscape.of(taken_apart(done.draft.as_told()))
        named = ", ".join(map(land.part_named, done.others))
        messages.info(
            request, f"Trong lúc đó {done.who} đã sửa: {named}. Cả hai phần đều được giữ."
        )


@_FORM
def unit(request: HttpRequest, pk: int, code: str = "") -> HttpResponse:
    """Enter a unit that begins, change it, or with `do=remove` take it out of the draft."""
    found = draft_or_404(request, pk)
    parts = taken_apart(found.as_told())
    land = Landscape.of(parts)
    if request.method != "POST":
        if code and ("begins", code) not in parts:
            raise Http404("Dự thảo không có đơn vị mới mang mã này.")
        return _unit(request, found, UnitForm(None, land, code, comes_from(parts, code)))
    form = UnitForm(request.POST, land, code, [])
    removing, seen = request.POST.get("do") == "remove", SeenForm(request.POST)
    if not seen.is_valid():
        return _unit(request, found, form, 422, refused=NOT_SEEN)
    if not removing and not form.is_valid():
        return _unit(request, found, form, 422)

    def wanted(base: Parts) -> Parts:
        if removing:
            return without_unit(base, code)
        return with_unit(base, code, form.entry, form.cleaned_data["old"])

    try:
        done = change_draft(
            pk, seen.cleaned_data["seen"], wanted, by=administrator_or_404(request),
            at=timezone.now(),
        )  # fmt: skip
    except Meanwhile as met:
        return _unit(request, met.draft, form, 409, both=both(met), who=met.who)
    except Refused as refused:
        return _unit(request, found, form, 409, refused=str(refused))
    tell(request, done)
    return redirect("decree-draft", pk)


def _unit(
    request: HttpRequest, draft: DecreeDraft, form: UnitForm, status: int = 200, **told: object
) -> HttpResponse:
    seen = draft.version if request.method != "POST" or status == 409 else request.POST.get("seen")
    context = {"draft": draft, "form": form, "seen": seen, **told}
    return render(request, "reorganising/entering/unit.html", context, status=status)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft that nobody changed since."""
    found, user = draft_or_404(request, pk), administrator_or_404(request)
    seen = SeenForm(request.POST)
    if not seen.is_valid():
        return draft_page(request, found, status=422, refused=NOT_SEEN)
    try:
        delete_draft(pk, seen.cleaned_data["seen"], by=user)
    except Refused as refused:
        return draft_page(request, found, status=409, refused=str(refused))
    messages.success(request, f"Đã xóa dự thảo {found}.")
    return redirect("decrees")
