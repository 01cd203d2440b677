"""The page on which somebody confirms which heads are of the locality they lead, and which not."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from personnel.actions.localities import say_local
from personnel.asked import editor_or_404, keep_shown
from personnel.keeping.recording import Refused
from reports.scope import gathering, unit_choices
from targets.lens import Lens

from .asked import Asked, Show
from .proposing import Proposal, answers, proposals

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def heads_local(request: HttpRequest) -> HttpResponse:
    """Show heads with what their home place proposes, and write what somebody confirms.

    404 for whoever changes no record; who leads is asked of today, so another day leads there.
    """
    user = editor_or_404(request)
    asked = Asked.of(request)
    if asked is None:
        return render(request, "reports/empty.html", {"lens": Lens.of(request)})
    if asked.lens.day != asked.lens.today or asked.lens.map_day:
        return redirect("heads-local")
    status = 200
    if request.method == "POST":
        offered = proposals(asked, user)
        said = answers(request.POST, offered)
        try:
            changed = say_local(said, by=user, at=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
            status = 409
        else:
            _tell(request, changed, len(said))
            return redirect(request.get_full_path())
    typed = request.POST if status != 200 else None
    return _page(request, asked, proposals(asked, user, typed), status)


def _tell(request: HttpRequest, changed: int, answered: int) -> None:
    """Say how many were confirmed, and how many of those answered are listed no more."""
    sent = sum(key.startswith("local-") and bool(request.POST[key]) for key in request.POST)
    if sent > answered:
        messages.warning(
            request,
            f"Không ghi {sent - answered} người: vừa được ghi ở nơi khác, hoặc không thuộc phạm "
            "vi được cập nhật.",
        )
    if changed:
        messages.success(request, f"Đã xác nhận {changed} người.")
    else:
        messages.info(request, "Không có gì thay đổi, chưa ghi gì.")


def _page(request: HttpRequest, asked: Asked, offered: list[Proposal], status: int) -> HttpResponse:
    page = Paginator(offered, PAGE_SIZE).get_page(request.GET.get("page"))
    keep_shown(request, len(page), f"Quê quán người đứng đầu; {asked.said}")
    units = gathering(asked.units)
    context = {
        "lens": asked.lens,
        "asked": asked,
        "top_address": asked.lens.address(asked.top),
        "units": unit_choices(units, asked.root, asked.lens.units_on)[1:],
        "shows": [(show.value, show.label) for show in Show.of_places()[1:4]],
        "show": asked.show or Show.UNSAID,
        "page": page,
        "proposed": sum(each.local is not None for each in page),
        "back": asked.url(title="", show=""),
        "more": f"{asked.url('heads-local').partition('?')[2]}&",
    }
    return render(request, "reports/heads/local.html", context, status=status)
