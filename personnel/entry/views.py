"""The pages on which a record is entered and corrected."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.asked import editable_or_404, editor_or_404, keep_opened
from personnel.doubts.asking import Answer, Doubtful
from personnel.keeping.disclosing import disclose_number
from personnel.keeping.history import changes_to
from personnel.keeping.recording import Refused
from personnel.keeping.seen import Unfit
from personnel.kinds import KINDS
from personnel.models import Person
from personnel.scope import viewer

from .dossier import Dossier
from .last_used import TYPED, last_used
from .meanwhile import THEIRS, still_asked, unanswered
from .rows import with_another_row
from .saving import ChangedMeanwhile, save_dossier

BLANK_KINDS = [kind.code for kind in KINDS.values() if kind.expected]


def add_person(request: HttpRequest) -> HttpResponse:
    """Enter somebody who is not recorded yet."""
    editor_or_404(request)
    return _dossier_page(request, None)


def edit_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a record; 404 unless it is in the user's hands."""
    person = editable_or_404(request, pk)
    keep_opened(request, person, where="biểu mẫu sửa hồ sơ")
    if request.method == "GET":
        disclose_number(person, by=request.user, where="mở biểu mẫu sửa hồ sơ")
    return _dossier_page(request, person)


def _dossier_page(request: HttpRequest, person: Person | None) -> HttpResponse:
    user, today = viewer(request), timezone.localdate()
    if request.method != "POST":
        dossier = Dossier(user, today, person)
        _offer_rows(dossier)
        return _form(request, dossier, person)
    if "add" in request.POST:
        return _longer(request, person)
    return _save(request, Dossier(user, today, person, still_asked(request.POST)), person)


def _longer(request: HttpRequest, person: Person | None) -> HttpResponse:
    """Show the form with one row more; what is still to be chosen stays asked.

    A browser with JavaScript adds rows by itself.
    """
    data = with_another_row(request.POST)
    dossier = Dossier(viewer(request), timezone.localdate(), person, still_asked(data))
    if found := dossier.meanwhile():
        return _ask(request, ChangedMeanwhile(dossier, found))
    longer = Dossier(viewer(request), timezone.localdate(), person, data)
    return _form(request, longer, person, quiet=True)


def _save(request: HttpRequest, dossier: Dossier, person: Person | None) -> HttpResponse:
    user = viewer(request)
    try:
        saved = save_dossier(
            dossier, by=user, at=timezone.now(), reason=TYPED,
            answer=Answer.of(request.POST),
        )  # fmt: skip
    except Doubtful as doubtful:
        return _form(request, dossier, person, status=422, doubts=doubtful.told)
    except ChangedMeanwhile as changed:
        return _ask(request, changed)
    except Unfit as unfit:
        return _form(request, unfit.form, person, status=422)
    except Refused as refused:
        dossier.person.add_error(None, str(refused))
        return _form(request, dossier, person, status=409)
    if saved.changed:
        messages.success(request, f"Đã lưu hồ sơ {saved.person.full_name}.")
    else:
        messages.info(request, f"Hồ sơ {saved.person.full_name} không có gì thay đổi.")
    for doubt in saved.doubts:
        messages.warning(request, f"Lưu ý: {doubt.text}")
    if "another" in request.POST:
        return redirect("person-add")
    return redirect("person", pk=saved.person.pk)


def _form(
    request: HttpRequest, dossier: Dossier, person: Person | None, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"dossier": dossier, "kinds": KINDS.values(), "person": person, **more}
    return render(request, "personnel/dossier.html", context, status=status)


def _ask(request: HttpRequest, changed: ChangedMeanwhile) -> HttpResponse:
    """Show the form again with what changed meanwhile, to be chosen field by field."""
    fresh = changed.dossier.instance
    data = changed.dossier.asking(changed.found)
    dossier = Dossier(viewer(request), timezone.localdate(), fresh, data)
    dossier.is_valid()
    latest = changes_to(fresh, 1, whole=True)
    context = {
        "meanwhile": changed.found,
        "latest": latest[0] if latest else None,
        "theirs": THEIRS,
        "again": bool(unanswered(request.POST)),
    }
    return _form(request, dossier, fresh, status=409, **context)


def _offer_rows(dossier: Dossier) -> None:
    """Give a new record a post where its user typed the last one, and the usual credentials."""
    if not dossier.is_new:
        return
    communes, last = dossier.communes, last_used(dossier.user, dossier.communes)
    only = communes[0].pk if len(communes) == 1 else None
    dossier.posts.extra = 1
    dossier.posts.initial_extra = [
        {"unit": last.unit_id, "title": last.title_id} if last else {"unit": only}
    ]
    if last:
        offered: Any = dossier.posts.forms[0]
        offered.say_offered()
    dossier.credentials.extra = len(BLANK_KINDS)
    dossier.credentials.initial_extra = [{"kind": kind} for kind in BLANK_KINDS]
