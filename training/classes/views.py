"""The list of classes, one class, and opening or changing it."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.keeping.recording import Refused
from personnel.models import Course, TrainingClass
from personnel.scope import Editor, viewer
from personnel.studying.opening import change_class, close_class, open_class
from personnel.studying.rights import may_open_any

from .asked import class_or_404, own_class_or_404
from .forms import ClassForm, begun_with, courses_on
from .listing import ListForm, asked_for, lines_of
from .page import show_class

PAGE_SIZE = 50


@require_safe
def class_list(request: HttpRequest) -> HttpResponse:
    """List the classes, the latest first, with how many people of the user's are in each."""
    user, today = viewer(request), timezone.localdate()
    classes = TrainingClass.objects.visible_to(user)
    form = ListForm(request.GET, user, classes)
    asked = form.asked
    found = asked_for(classes, asked, user, today).select_related("unit")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    year = int(asked["year"]) if "year" in asked else None
    more = QueryDict(mutable=True)
    more.update(asked)
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(list(page.object_list), user, today, year),
        "asked": asked,
        "more": f"{more.urlencode()}&" if asked else "",
        "opens": may_open_any(user),
        # Of a school's classes, which are all that it sees here, it sees everybody.
        "whole": user.sees_province or user.teaches and not user.scope_units,
    }
    return render(request, "training/classes/list.html", context)


@require_safe
def class_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a class with the people in it whom the user may see."""
    return show_class(request, class_or_404(request, pk))


def class_add(request: HttpRequest) -> HttpResponse:
    """Open a class, as the course chosen from the catalogue has it."""
    user, today = _opener_or_404(request), timezone.localdate()
    offered = courses_on(today, user)
    chosen = request.POST.get("course") or request.GET.get("course", "")
    course = next((c for c in offered if str(c.pk) == chosen), None)
    made = begun_with(course, user, today)
    form = ClassForm(
        request.POST if request.method == "POST" else None, instance=made, user=user, course=course
    )
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_class(form.instance, by=user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
            return _form(request, form, None, offered, course, status=409)
        messages.success(request, f"Đã mở lớp {opened}.")
        return redirect("training-class", pk=opened.pk)
    status = 422 if form.is_bound else 200
    return _form(request, form, None, offered, course, status=status)


def class_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is told of a class."""
    before, user = own_class_or_404(request, pk), viewer(request)
    form = ClassForm(
        request.POST if request.method == "POST" else None, instance=copy(before), user=user,
        course=Course.objects.filter(code=before.course_code).first(),
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, before, status=422 if form.is_bound else 200)
    try:
        change_class(before, form.changes(), by=user, at=timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _form(request, form, before, status=409)
    messages.success(request, f"Đã ghi lớp {form.instance}.")
    return redirect("training-class", pk=pk)


@require_POST
def class_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a class opened by mistake, in which nobody is."""
    training_class = own_class_or_404(request, pk)
    try:
        close_class(training_class, by=viewer(request), at=timezone.now())
    except Refused as refused:
        return show_class(request, training_class, str(refused), status=409)
    messages.success(request, f"Đã xóa lớp {training_class}.")
    return redirect("training-classes")


def _opener_or_404(request: HttpRequest) -> Editor:
    user = viewer(request)
    if not may_open_any(user):
        raise Http404("Tài khoản này không mở lớp.")
    return user


def _form(
    request: HttpRequest, form: ClassForm, before: TrainingClass | None,
    offered: list[Course] | None = None, course: Course | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "form": form, "class": before, "offered": offered, "course": course,
    }  # fmt: skip
    return render(request, "training/classes/form.html", context, status=status)
