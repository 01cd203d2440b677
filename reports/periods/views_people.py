"""The lists of frozen people: of a submission, and of a sealed period."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.asked import keep_shown
from personnel.models import Person
from personnel.scope import viewer
from reports.asking import chosen
from reports.models import Submission
from reports.people.table import headings
from reports.sources import FrozenSource, submitted_source
from targets.sources import Source

from .asked import open_period_or_404, period_or_404, sealed_in_view, submission_or_404
from .people import FrozenList
from .sealing import missing_of
from .unreported import gone_from, left_out_of, live_source

PEOPLE_A_PAGE = 50
WHO = {
    "unreported": "Được tính nhưng không có trong báo cáo nào",
    "gone": "Có trong báo cáo nhưng nay không còn được tính",
}


@require_safe
def submission_people(request: HttpRequest, pk: int) -> HttpResponse:
    """List the people of a submission whom the address asks for."""
    submission = submission_or_404(request, pk)
    about: dict[str, object] = {"submission": submission, "period": submission.period}
    return _list(request, FrozenList.read(request.GET, submitted_source(submission)), about)


@require_safe
def period_people(request: HttpRequest, pk: int) -> HttpResponse:
    """List the people of a sealed period within the user's units."""
    period = period_or_404(request, pk)
    source = sealed_in_view(request, period)
    return _list(request, FrozenList.read(request.GET, source), {"period": period})


@require_safe
def unreported_people(request: HttpRequest, pk: int) -> HttpResponse:
    """List whom a seal would leave out, or still count though the records do not any more."""
    period = open_period_or_404(request, pk)
    counted = list(Submission.objects.of(period).counted())
    if period.is_sealed:
        raise Http404("Kỳ báo cáo này đã khóa.")
    who = chosen(request.GET, "who", WHO, "unreported")
    source: Source
    if who == "gone":
        source, rows = gone_from(period, counted)
    else:
        source = live_source(period)
        rows = left_out_of(source, counted, missing_of(period, counted))
    asked = FrozenList.among(request.GET, source, rows, WHO[who])
    return _list(request, asked, {"period": period})


def _list(request: HttpRequest, asked: FrozenList, about: dict[str, object]) -> HttpResponse:
    page = Paginator(asked.rows, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    said = [str(about.get("submission", about["period"])), str(asked.unit), *asked.asked]
    keep_shown(request, page.paginator.count, "; ".join(said))
    seen = Person.objects.visible_to(viewer(request))
    query = request.GET.copy()
    query.pop("page", None)
    context = about | {
        "asked": asked,
        "source": asked.source,
        "frozen": isinstance(asked.source, FrozenSource),
        "page": page,
        "rows": asked.told(list(page), seen),
        "headings": headings(asked.columns),
        "more": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "reports/periods/people.html", context)
