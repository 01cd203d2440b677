"""The page on which picked people are given one value of one field."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.asked import editor_or_404
from personnel.batches.gathering import Gathered, gather
from personnel.doubts.asking import Answer
from personnel.keeping.recording import Refused
from personnel.scope import viewer

from .forms import FieldForm, ValueForm, value_form
from .planning import plan_of
from .saving import fill

PREVIEW, CONFIRM = "preview", "confirm"


def fill_page(request: HttpRequest) -> HttpResponse:
    """Choose a field and its value for picked people, look it over, and write it."""
    user, today = editor_or_404(request), timezone.localdate()
    sent = request.POST if request.method == "POST" else request.GET
    removed = request.POST.getlist("remove")
    gathered = gather(user, [pk for pk in sent.getlist("person") if pk not in removed])
    if request.method == "GET" and gathered.unknown:
        raise Http404("Có hồ sơ không thuộc phạm vi được cập nhật của tài khoản.")
    asked, name = request.POST.get("do", ""), request.POST.get("field", "")
    checking = asked in (PREVIEW, CONFIRM)
    form = value_form(name, user, today, request.POST, bound=checking)
    problems = [*gathered.problems()]
    if not gathered.people:
        problems.append("Chưa có ai được chọn. Đánh dấu trong danh sách nhân sự.")
    if not checking or form is None:
        return _page(request, gathered, form, problems if checking or request.GET else ())
    if problems or not form.is_valid():
        return _page(request, gathered, form, problems, status=409 if problems else 422)
    if asked == PREVIEW:
        return _preview(request, gathered, form)
    return _write(request, gathered, form)


def _page(
    request: HttpRequest, gathered: Gathered, form: ValueForm | None, problems: Iterable[str],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    field = FieldForm(
        {"field": request.POST["field"]} if request.POST.get("field") else None, label_suffix=""
    )
    context = {
        "gathered": gathered,
        "field": field,
        "name": request.POST.get("field", ""),
        "form": form,
        "problems": list(problems),
    }
    return render(request, "personnel/filling/fill.html", context, status=status)


def _preview(
    request: HttpRequest, gathered: Gathered, form: ValueForm, problems: Iterable[str] = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "gathered": gathered,
        "name": request.POST["field"],
        "form": form,
        "plan": plan_of(form, gathered.people, timezone.localdate()),
        "problems": list(problems),
    }
    return render(request, "personnel/filling/preview.html", context, status=status)


def _write(request: HttpRequest, gathered: Gathered, form: ValueForm) -> HttpResponse:
    try:
        batch = fill(
            form, gathered.people, request.POST.getlist("chosen"), by=viewer(request),
            at=timezone.now(), answer=Answer.of(request.POST),
        )  # fmt: skip
    except Refused as refused:
        again = gather(viewer(request), request.POST.getlist("person"))
        return _preview(request, again, form, [str(refused)], status=409)
    count = len({row.person_id for row in batch.rows.all()})
    messages.success(request, f"Đã ghi “{batch}” cho {count} người.")
    return redirect("batch", pk=batch.pk)
