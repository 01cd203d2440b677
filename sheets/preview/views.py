"""The preview of an upload: what every row would do, what is wrong, and what figures change."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.basics.htmx import by_htmx
from personnel.models import Post, Unit
from personnel.scope import viewer
from sheets.deciding import Decisions
from sheets.models import Upload
from sheets.uploads.asked import upload_or_404
from sheets.uploads.reading import scope_of_upload
from sheets.uploads.storing import ANEW
from sheets.uploads.taught import TEXTS
from sheets.uploads.understanding import Understanding
from targets.criteria import HORIZONS, horizon_on
from targets.lens import Lens
from targets.rules import Horizon

from .asking import RETURN_TO, preview_url
from .deciding import Shown
from .effects_shown import Effects, shown_effects
from .kinds import BY_CODE, totals
from .problems import by_sort, problems_of, unknown_texts
from .readings import readings_of
from .rows import shown_rows

ROWS_A_PAGE = 50
VIEWS = {
    "rows": "Từng dòng",
    "problems": "Câu hỏi, lỗi, lưu ý",
    "effects": "Ảnh hưởng đến chỉ tiêu",
    "absent": "Không có trong tệp",
}


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what confirming the upload would do; nothing is written by looking."""
    upload = upload_or_404(request, pk)
    if upload.state != Upload.State.READ:
        return redirect("upload", pk=upload.pk)
    if where := _was_at(request, upload):
        return redirect(preview_url(upload, **where))
    view = request.GET.get("view", "")
    view = view if view in VIEWS else "rows"
    decisions = Decisions.of(upload.decisions)
    parts = {"rows": _rows, "problems": _problems, "effects": _no_more, "absent": _absent}
    context = {
        **_about(upload, decisions),
        **_effects(request, upload),
        "view": view,
        "views": VIEWS,
        **parts[view](request, upload, decisions),
    }
    return render(request, f"sheets/preview/{view}.html", context)


@require_safe
def effects(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the figures at another horizon or of another district alone, for htmx."""
    upload = upload_or_404(request, pk)
    if upload.state != Upload.State.READ or not by_htmx(request):
        return redirect("upload-preview", pk=upload.pk)
    context = {"upload": upload, **_effects(request, upload)}
    return render(request, "sheets/preview/effects_table.html", context)


def _was_at(request: HttpRequest, upload: Upload) -> dict[str, str]:
    """Return the part of the preview that a decision was sent from, the first time after it."""
    kept = request.session.get(RETURN_TO)
    if not kept or kept.get("upload") != upload.pk:
        return {}
    del request.session[RETURN_TO]
    return {} if request.GET else kept["query"]


def _about(upload: Upload, decisions: Decisions) -> dict[str, Any]:
    counted = totals(upload)
    return {
        "upload": upload,
        "scope": scope_of_upload(upload),
        "understanding": Understanding.of(upload),
        "totals": counted,
        "ended": len(decisions.ended),
        "writes": counted.new + counted.changed + len(decisions.ended),
        "unanswered": upload.counts.get("questions", {}),
        "absent_count": len(upload.counts.get("absent", ())),
        "full": upload.counts.get("full", False),
        "anew": upload.counts.get(ANEW, {}),
    }


def _effects(request: HttpRequest, upload: Upload) -> dict[str, Any]:
    today = timezone.localdate()
    horizon = HORIZONS.get(request.GET.get("horizon", ""), horizon_on(today))
    found: Effects | None = None
    if upload.effects and not upload.effects.get("busy"):
        found = shown_effects(upload.effects, horizon)
    return {
        "effects": found,
        "horizon": horizon,
        "horizons": list(HORIZONS.values()),
        **_chosen_district(request, found, horizon),
    }


def _chosen_district(
    request: HttpRequest, found: Effects | None, horizon: Horizon
) -> dict[str, Any]:
    """Return the district whose communes are shown, where the upload is about several."""
    if found is None:
        return {}
    lens = Lens(horizon, found.day)
    districts = [place.unit for place in found.gathering if place.unit]
    code = request.GET.get("district", "")
    chosen: Unit | None = next((unit for unit in districts if unit.code == code), None)
    if chosen is None and len(districts) > 1:
        chosen = districts[0]
    communes = found.within(chosen)
    return {"lens": lens, "districts": districts, "district": chosen, "communes": communes}


def _rows(request: HttpRequest, upload: Upload, decisions: Decisions) -> dict[str, Any]:
    kind = BY_CODE.get(request.GET.get("kind", ""))
    rows = upload.rows.filter(kind.where) if kind else upload.rows.all()
    page = Paginator(rows.order_by("-is_stale", "order"), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = shown_rows(page.object_list, decisions, viewer(request))
    return {
        "kind": kind,
        "page": page,
        "rows": shown,
        "decidable": any(one.asks or one.may_leave or one.is_doubtful for one in shown),
        "lacking": upload.rows.filter(needs_since=True).count(),
    }


def _problems(request: HttpRequest, upload: Upload, decisions: Decisions) -> dict[str, Any]:
    found = problems_of(upload)
    unknown = unknown_texts(found)
    texts, today = upload.decisions.get(TEXTS, {}), timezone.localdate()
    return {
        "sorts": by_sort(found),
        "readings": readings_of(unknown, decisions, texts, today, scope_of_upload(upload)),
    }


def _absent(request: HttpRequest, upload: Upload, decisions: Decisions) -> dict[str, Any]:
    people = upload.counts.get("absent", [])
    page = Paginator(people, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = [
        (one, Shown.of(one).offered, decisions.ended.get(one["pk"]), _why(one, decisions))
        for one in page.object_list
    ]
    return {
        "page": page,
        "people": shown,
        "offered": sum(bool(offered and not last) for _, offered, last, _ in shown),
        "reasons": Post.EndReason.choices,
        "usual": Post.EndReason.OTHER,
    }


def _why(one: dict[str, Any], decisions: Decisions) -> str:
    return decisions.ended_for.get(one["pk"], "")


def _no_more(request: HttpRequest, upload: Upload, decisions: Decisions) -> dict[str, Any]:
    return {}
