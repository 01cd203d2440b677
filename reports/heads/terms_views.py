"""The page of terms: an administrator records them for all, a board for one that differs."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from personnel.actions.terms import (
    PROPOSED,
    TermForm,
    delete_term,
    may_record,
    record_term,
    shown,
)
from personnel.keeping.recording import Refused
from personnel.models import Term, Unit
from personnel.scope import viewer

DELETE = "delete"


@require_http_methods(["GET", "HEAD", "POST"])
def heads_terms(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show the terms that the user sees, with the form of a new one or of the one with `pk`.

    404 for a term that is not there or not in the user's hands; for whoever records none, the
    list alone.
    """
    term = _term(request, pk)
    if request.method == "POST":
        if not _records(request):
            raise Http404("Tài khoản này không ghi nhiệm kỳ.")
        return _write(request, term)
    given = {name: request.GET.get(name, "") for name in ("kind", "name")}
    form = _form(request, term, initial=given if term is None else None)
    return _page(request, form, term)


def _term(request: HttpRequest, pk: int | None) -> Term | None:
    if pk is None:
        return None
    user = viewer(request)
    term = Term.objects.visible_to(user).filter(pk=pk).first()
    if term is None or not may_record(user, term.unit_id):
        raise Http404("Không có nhiệm kỳ này trong phạm vi được cập nhật của tài khoản.")
    return term


def _records(request: HttpRequest) -> bool:
    user = viewer(request)
    return user.may_administer or user.may_edit


def _form(request: HttpRequest, term: Term | None, **more: object) -> TermForm:
    user = viewer(request)
    units = Unit.objects.held_in_part().order_by("level", "name")
    if not user.may_administer:
        units = units.filter(pk__in=user.edited_units)
    return TermForm(instance=term or Term(), user=user, units=units, **more)


def _write(request: HttpRequest, term: Term | None) -> HttpResponse:
    user, seen = viewer(request), request.POST.get("seen", "")
    form = _form(request, term, data=request.POST)
    deleting = term is not None and request.POST.get("do") == DELETE
    try:
        if deleting and term is not None:
            delete_term(term, seen=seen, by=user, at=timezone.now())
        elif form.is_valid():
            record_term(form.instance, seen=seen, by=user, at=timezone.now())
        else:
            return _page(request, form, term, status=422)
    except Refused as refused:
        messages.error(request, str(refused))
        return _page(request, form, term, status=409)
    messages.success(request, "Đã xóa nhiệm kỳ." if deleting else f"Đã ghi: {form.instance}.")
    return redirect("heads-terms")


def _page(
    request: HttpRequest, form: TermForm, term: Term | None, status: int = 200
) -> HttpResponse:
    user = viewer(request)
    terms = list(Term.objects.visible_to(user).select_related("unit"))
    for_all = {(each.kind, each.name) for each in terms if each.unit_id is None}
    proposed = [
        (kind, name)
        for kind, names in PROPOSED.items()
        for name in names
        if (kind.value, name) not in for_all
    ]
    stands = Term.objects.get(pk=term.pk) if term else None
    context = {
        "terms": [(each, may_record(user, each.unit_id)) for each in terms],
        "proposed": proposed if user.may_administer else [],
        "form": form if _records(request) else None,
        "term": stands,
        "seen": shown(stands) if stands else "",
    }
    return render(request, "reports/heads/terms.html", context, status=status)
