"""The pages on which planning is written; they are there for whoever has the right alone."""

from __future__ import annotations

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.asked import editable_or_404, keep_opened
from personnel.classes.naming import pasted
from personnel.keeping.recording import Refused
from personnel.models import Person, PlannedTitle
from personnel.scope import Editor

from .forms import ManyForm, NewForm, PlannedForm
from .going import going
from .rights import planned_or_404, planner_or_404
from .saving import change, plan, plan_all, remove
from .story import story_of

# The log of looks is read by who has not the right: it tells that the record was opened, no more.
WHERE = "trang hồ sơ"


def planning_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan somebody for a title."""
    user, today = planner_or_404(request), timezone.localdate()
    person = editable_or_404(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = NewForm(sent, instance=PlannedTitle(person=person), user=user, today=today)
    if sent is not None and form.is_valid():
        try:
            plan(form.instance, by=user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
            return _page(request, person, form, status=409)
        messages.success(request, f"Đã ghi quy hoạch của {person}.")
        return redirect("person", pk=pk)
    return _page(request, person, form, status=200 if sent is None else 422)


def planning_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is recorded of a planned title, end or keep it, or delete what was a mistake."""
    before, user = planned_or_404(request, pk), planner_or_404(request)
    sent = request.POST if request.method == "POST" else None
    form = PlannedForm(sent, instance=copy(before), user=user, today=timezone.localdate())
    if sent is None:
        return _page(request, before.person, form, before)
    removing = sent.get("do") == "remove"
    if not removing and not form.is_valid():
        return _page(request, before.person, form, before, status=422)
    try:
        done = _write(before, form, user, removing=removing)
    except Refused as refused:
        form.full_clean()
        form.add_error(None, str(refused))
        return _page(request, before.person, form, before, status=409)
    messages.success(request, done)
    return redirect("person", pk=before.person_id)


def planning_many(request: HttpRequest) -> HttpResponse:
    """Plan several people for one title by one decision, pasted from a sheet."""
    user, today = planner_or_404(request), timezone.localdate()
    sent = request.POST if request.method == "POST" else None
    form = ManyForm(sent, instance=PlannedTitle(), user=user, today=today)
    if sent is None or not form.is_valid():
        return _many(request, form, status=200 if sent is None else 422)
    found = pasted(user, form.cleaned_data["lines"], today)
    unclear = [f"“{left.line.text}”: {left.why}" for left in found.left]
    if unclear or not found.ids:
        for why in unclear or ["Không có dòng nào nêu một người."]:
            form.add_error("lines", why)
        return _many(request, form, status=422)
    people = Person.objects.editable_by(user).filter(pk__in=found.ids)
    try:
        done = plan_all(list(people), form.instance, by=user, at=timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _many(request, form, status=409)
    messages.success(request, f"Đã ghi quy hoạch của {len(done)} người.")
    return redirect("planning")


def _write(before: PlannedTitle, form: PlannedForm, user: Editor, *, removing: bool) -> str:
    """Write what was asked, and return what was done, in Vietnamese; raises Refused."""
    now = timezone.now()
    if removing:
        remove(before, by=user, at=now)
        return f"Đã xóa quy hoạch ghi nhầm của {before.person}."
    change(before, form.changes(), by=user, at=now)
    return f"Đã ghi quy hoạch của {before.person}."


def _page(
    request: HttpRequest, person: Person, form: PlannedForm, planned: PlannedTitle | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    keep_opened(request, person, where=WHERE)
    context = {
        "person": person,
        "form": form,
        "planned": planned,
        "going": going([planned], timezone.localdate())[0] if planned else None,
        "changes": story_of(planned) if planned else [],
    }
    return render(request, "personnel/planning/planned.html", context, status=status)


def _many(request: HttpRequest, form: ManyForm, status: int) -> HttpResponse:
    return render(request, "personnel/planning/many.html", {"form": form}, status=status)
