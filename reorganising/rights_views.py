"""The page of the rights and the work under way that a decree is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from personnel.keeping.recording import Refused
from personnel.places.decreed import Decreed
from personnel.scope import Editor
from reports.periods.asked import administrator_or_404

from .asked import draft_or_404, version_seen
from .models import DecreeDraft, Reorganisation
from .results import NotApplied
from .rights import RightsChosen
from .rights_choosing import choose_rights, rights_of_draft
from .rights_told import RightOn, rights_on
from .under_way import under_way, withdraw_dead


@require_http_methods(["GET", "HEAD", "POST"])
def rights_of_a_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would become of rights and of work under way; keep what is confirmed of them."""
    user, draft = administrator_or_404(request), draft_or_404(request, pk)
    if draft.decree_id and request.method != "POST":
        return redirect("decree-rights-applied", draft.decree_id)
    if request.method != "POST":
        return _of_draft(request, draft, user)
    try:
        chosen = _chosen(request.POST)
        choose_rights(_open(draft), version_seen(request), chosen, by=user, at=timezone.now())
    except (Refused, NotApplied) as refused:
        return _of_draft(request, draft_or_404(request, pk), user, 409, str(refused))
    messages.success(request, "Đã lưu quyền được xác nhận vào dự thảo.")
    return redirect("decree-rights", pk)


@require_POST
def withdraw_handovers(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the hand-overs to units that will be no more."""
    user, draft = administrator_or_404(request), _open(draft_or_404(request, pk))
    try:
        taken = withdraw_dead(draft.decreed, by=user, at=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Đã rút {taken} đề nghị bàn giao.")
    return redirect("decree-rights", pk)


@require_safe
def rights_of_a_decree(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of rights and of work under way with a decree that was applied."""
    administrator_or_404(request)
    applied = Reorganisation.objects.select_related("decree").filter(decree=pk).first()
    if applied is None:
        raise Http404("Không có văn bản sắp xếp này; có thể đã được hoàn tác.")
    told = _told(applied.decreed, rights_on(applied.decree), RightsChosen())
    return render(request, "reorganising/rights/page.html", told | {"applied": applied})


def _of_draft(
    request: HttpRequest, draft: DecreeDraft, user: Editor, status: int = 200, refused: str = ""
) -> HttpResponse:
    told: dict[str, Any] = {"draft": draft, "refused": refused}
    try:
        rows = rights_of_draft(draft, by=user)
    except NotApplied as error:
        rows, told["faults"] = [], error.told
    told |= _told(draft.decreed, rows, RightsChosen.of(draft.rights))
    return render(request, "reorganising/rights/page.html", told, status=status)


def _told(decreed: Decreed, rows: Iterable[RightOn], chosen: RightsChosen) -> dict[str, Any]:
    rights = list(rows)
    work = under_way(decreed)
    return {
        "decreed": decreed,
        "rights": rights,
        "going": sum(bool(row.goes_along) for row in rights),
        "asking": sum(bool(row.asked) for row in rights),
        "left": sum(not row.goes_along for row in rights),
        "given": {f"{grant}.{code}" for grant, code in chosen.given},
        "ended": chosen.ended,
        "work": work,
        "blocking": sum(each.blocks for each in work),
        "dead": any(each.fate == each.fate.WITHDRAWN for each in work),
    }


def _open(draft: DecreeDraft) -> DecreeDraft:
    if draft.decree_id:
        raise Http404("Dự thảo này đã được áp dụng.")
    return draft


def _chosen(sent: QueryDict) -> RightsChosen:
    """Return what was ticked; what no page sends is left out."""
    given, ended = set(), set()
    for value in sent.getlist("give"):
        grant, _, code = value.partition(".")
        if grant.isdecimal() and code and len(grant) < 12:
            given.add((int(grant), code))
    for value in sent.getlist("end"):
        if value.isdecimal() and len(value) < 12:
            ended.add(int(value))
    return RightsChosen(frozenset(given), frozenset(ended))
