"""The page of those who are proposed, sent or study without a class."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from personnel.asked import keep_shown
from personnel.keeping.recording import Refused
from personnel.models import Enrolment, EnrolmentQuerySet
from personnel.scope import viewer

from .asked import writer_or_404
from .deeds import Unread, done
from .rows import choices_of, in_name_order, rows_of
from .unplaced import UnplacedForm, classes_of

PAGE_SIZE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def unplaced(request: HttpRequest) -> HttpResponse:
    """List who is proposed, sent or studies without a class, and write of those ticked."""
    user, today = viewer(request), timezone.localdate()
    people = Enrolment.objects.open().filter(training_class__isnull=True)
    form = UnplacedForm(request.GET, people.visible_to(user))
    found = form.narrowed(people)
    if request.method != "POST":
        return _unplaced(request, form, found)
    writer_or_404(request)
    try:
        told = done(request, found, classes_of(found.visible_to(user), user, today))
    except Unread as unread:
        return _unplaced(request, form, found, str(unread), status=422)
    except Refused as refused:
        return _unplaced(request, form, found, str(refused), status=409)
    messages.success(request, told)
    return redirect(request.get_full_path())


def _unplaced(
    request: HttpRequest, form: UnplacedForm, found: EnrolmentQuerySet, problem: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    user, today = viewer(request), timezone.localdate()
    seen = found.visible_to(user)
    page = Paginator(in_name_order(seen), PAGE_SIZE).get_page(request.GET.get("page"))
    here = Enrolment.objects.filter(pk__in=[e.pk for e in page.object_list])
    rows = rows_of(here, user, today)
    if user.teaches and not user.sees_province and rows:
        keep_shown(request, len(rows), "Người chưa xếp lớp")
    editable = any(row.editable for row in rows)
    query = urlencode(form.asked)
    context = {
        "form": form,
        "page": page,
        "more": f"{query}&" if query else "",
        "first": page.start_index() or 1,
        "address": f"{request.path}?{query}",
        "rows": rows,
        "editable": editable,
        "waiting": any(row.confirmable for row in rows),
        "whole": user.sees_province,
        "problem": problem,
        "sent": request.POST,
        "ticked": request.POST.getlist("row"),
        "choices": choices_of(rows),
        "others": classes_of(seen, user, today) if editable else [],
        "today": today,
    }
    return render(request, "training/classes/unplaced.html", context, status=status)
