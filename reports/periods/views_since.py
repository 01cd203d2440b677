"""The list of who differs between a sealed period and the records as they are now."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.asked import keep_shown
from personnel.models import Person, Unit
from personnel.reading.joined import reachable
from personnel.scope import Viewer, viewer
from reports.sources import FrozenSource

from .asked import period_or_404, sealed_in_view
from .people import criterion_asked
from .since_seal import Comparison, differing_people

PEOPLE_A_PAGE = 50


@require_safe
def period_since(request: HttpRequest, pk: int) -> HttpResponse:
    """List who differs within a unit, by one criterion if asked, fifty people a page."""
    period, user = period_or_404(request, pk), viewer(request)
    source = sealed_in_view(request, period)
    unit, criterion = _unit(request, user, source), criterion_asked(request.GET, source.lens.known)
    asked = Comparison.of(period, unit, user, [criterion] if criterion else source.lens.criteria)
    people = differing_people(asked)
    page = Paginator(people, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    said = [f"{period}: khác so với khi khóa", str(unit), *([criterion.label] if criterion else [])]
    keep_shown(request, page.paginator.count, "; ".join(said))
    seen = Person.objects.visible_to(user)
    places = _places(source, [each.unit for each in page])
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "period": period,
        "unit": unit,
        "criterion": criterion,
        "missing": asked.missing,
        "page": page,
        "present": reachable([each.person for each in page], seen),
        "rows": [(each, places.get(each.unit, "")) for each in page],
        "more": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "reports/periods/since.html", context)


def _unit(request: HttpRequest, user: Viewer, source: FrozenSource) -> Unit:
    """Return the unit asked for by number, sealed or of now; all in view without one."""
    number = request.GET.get("unit", "")
    if not number:
        return source.root
    units = (*source.units, *source.groups)
    found = next((unit for unit in units if str(unit.pk) == number), None)
    if found is None and number.isascii() and number.isdecimal():
        now = Unit.objects.visible_to(user).with_above()
        found = now.filter(pk=int(number[:18])).first()
    if found is None:
        raise Http404("Không có đơn vị này trong phạm vi được xem.")
    return found


def _places(source: FrozenSource, units: list[int]) -> dict[int, str]:
    """Return the names of units: as sealed, or as they are now."""
    names = dict(Unit.objects.filter(pk__in=units).values_list("pk", "name"))
    return names | {unit.pk: unit.name for unit in source.units}
