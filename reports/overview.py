"""The overview on one screen: the province or one's own district, and each unit below."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.scope import Viewer, viewer
from targets.lens import Lens
from targets.sources import LiveSource

from .addresses import Former, former_or_404, went_from
from .asking import chosen
from .first_page import FirstPage
from .lacking import who_lacks_what
from .links import page_url
from .ranking import BY_CRITERIA, BY_PEOPLE
from .roster import rosters
from .scope import live_in_view, right_below, unit_in_view
from .sealed_day import sealed_days
from .sealed_points import sealed_periods

# "distance" is what the order was called when it had to be asked for.
BY_GROUP, ORDERS = "group", ("distance", "group")
RANKINGS = (BY_PEOPLE, BY_CRITERIA)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the root unit of the user through the lens."""
    lens = Lens.of(request)
    source = live_in_view(viewer(request), lens)
    if source is None:
        return render(request, "reports/empty.html", {"lens": lens})
    return render(request, "reports/overview.html", _shown(request, source, own=True))


@require_safe
def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one unit through the lens; one that is not there, on the nearest day that it was.

    404 when there never was one that is the user's to see.
    """
    lens, user = Lens.of(request), viewer(request)
    unit, former = unit_in_view(user, lens, code), None
    if unit is None:
        former = former_or_404(user, lens, code)
        lens, unit = former.lens_then, former.unit
    source = LiveSource(lens, unit, user)
    context = _shown(request, source, own=False) | _of_former(former, user)
    if not source.root.is_commune:
        return render(request, "reports/unit.html", context)
    people = rosters(source)
    context |= {"rosters": people, "who": who_lacks_what(lens, people)}
    return render(request, "reports/commune.html", context)


def _of_former(former: Former | None, user: Viewer) -> dict[str, object]:
    return {"former": former, "went": list(went_from(former, user))} if former else {}


def _shown(request: HttpRequest, source: LiveSource, *, own: bool) -> dict[str, object]:
    """Return what the page of a source's root shows; `own` where that is all the user sees."""
    grouped = chosen(request.GET, "order", ORDERS) == BY_GROUP
    by = chosen(request.GET, "rank", RANKINGS, BY_PEOPLE)
    user, lens, root = viewer(request), source.lens, source.root
    page = FirstPage(source, user, page_url(lens, "criteria") if own else "#chi-tieu")
    strips = page.strips(grouped)
    there = [unit for unit in source.units if unit.is_in_force(lens.units_on)]
    return page.board.shown() | {
        "page": page,
        "unit": root,
        "shown_unit": "" if own else lens.address(root),
        "below": right_below(root, there),
        "commune_count": sum(unit.is_commune for unit in there),
        "grouped": grouped,
        "strips": strips,
        "sections": [(section, [each.line for each in moving]) for section, moving in strips],
        "ranking": page.ranking(by),
        "sealed_days": sealed_days(sealed_periods(lens.day, lens.day), root, user),
    }
