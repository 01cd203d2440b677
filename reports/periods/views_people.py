"""The lists of frozen people: of a submission, and of a sealed period."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.models import Person
from personnel.scope import viewer
from reports.models import Period
from reports.people.table import headings
from reports.sources import FrozenSource, sealed_source, submitted_source

from .asked import period_or_404, submission_or_404
from .people import FrozenList

PEOPLE_A_PAGE = 50


@require_safe
def submission_people(request: HttpRequest, pk: int) -> HttpResponse:
    """List the people of a submission whom the address asks for."""
    submission = submission_or_404(request, pk)
    about: dict[str, object] = {"submission": submission, "period": submission.period}
    return _list(request, submitted_source(submission), about)


@require_safe
def period_people(request: HttpRequest, pk: int) -> HttpResponse:
    """List the people of a sealed period within the user's districts."""
    period = period_or_404(request, pk)
    return _list(request, sealed_in_view(request, period), {"period": period})


def sealed_in_view(request: HttpRequest, period: Period) -> FrozenSource:
    """Return what was sealed within the user's districts; 404 when that is nothing."""
    user = viewer(request)
    if not user.sees_province and not user.scope_districts:
        raise Http404("Tài khoản này chưa được giao huyện nào.")
    try:
        return sealed_source(period, user.scope_districts)
    except LookupError:
        raise Http404("Không có số liệu đã khóa của kỳ này trong phạm vi được xem.") from None


def _list(request: HttpRequest, source: FrozenSource, about: dict[str, object]) -> HttpResponse:
    asked = FrozenList.read(request.GET, source)
    page = Paginator(asked.rows, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    seen = Person.objects.visible_to(viewer(request))
    query = request.GET.copy()
    query.pop("page", None)
    context = about | {
        "asked": asked,
        "source": source,
        "page": page,
        "rows": asked.told(list(page), seen),
        "headings": headings(asked.criterion, together=asked.together),
        "more": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "reports/periods/people.html", context)
