"""The overview on one screen: the province or one's own district, and each unit below."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from personnel.models import Unit
from personnel.scope import Viewer, viewer
from personnel.words.units import counted
from targets.lens import Lens
from targets.sources import LiveSource

from .addresses import Former, former_or_404, went_from
from .asking import by_groups, chosen
from .first_page import FirstPage
from .lacking import who_lacks_what
from .links import page_url, unit_url
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
    return _page(request, source, own=True)


@require_safe
def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one unit through the lens; one that is not there, on the nearest day that it was.

    What was another province's has no figures here: it leads on to what stands for it.
    404 when there never was one that is the user's to see.
    """
    lens, user = Lens.of(request), viewer(request)
    unit, former = unit_in_view(user, lens, code), None
    if unit is None:
        former = former_or_404(user, lens, code)
        if former.unit.outside and former.place:
            messages.info(request, f"{former.told}. {former.unit.name} khi đó thuộc tỉnh khác.")
            return redirect(unit_url(former.lens, former.place))
        lens, unit = former.lens_then, former.unit
    return _page(request, LiveSource(lens, unit, user), own=False, former=former)


def _page(
    request: HttpRequest, source: LiveSource, *, own: bool, former: Former | None = None
) -> HttpResponse:
    """Return the page of a source's root; of a commune, with its people one by one."""
    context = _shown(request, source, own=own) | _of_former(former, viewer(request))
    if not source.root.is_commune:
        name = "overview" if own else "unit"
        return render(request, f"reports/{name}.html", context)
    people = rosters(source)
    context |= {"rosters": people, "who": who_lacks_what(source.lens, people)}
    return render(request, "reports/commune.html", context)


def _of_former(former: Former | None, user: Viewer) -> dict[str, object]:
    return {"former": former, "went": list(went_from(former, user))} if former else {}


def _shown(request: HttpRequest, source: LiveSource, *, own: bool) -> dict[str, object]:
    """Return what the page of a source's root shows; `own` where that is all the user sees."""
    grouped = chosen(request.GET, "order", ORDERS) == BY_GROUP
    by = chosen(request.GET, "rank", RANKINGS, BY_PEOPLE)
    user, lens, root = viewer(request), source.lens, source.root
    criteria_url = page_url(lens, "criteria") if own else "#chi-tieu"
    page = FirstPage(source, user, criteria_url, grouped=by_groups(request.GET))
    strips = page.strips(grouped)
    there = [unit for unit in source.units if unit.is_in_force(lens.units_on) and unit != root]
    return page.board.shown() | {
        "page": page,
        "unit": root,
        "shown_unit": "" if own else lens.address(root),
        "below": bool(right_below(root, there)),
        "made_of": _made_of(there),
        "own": own,
        "grouped": grouped,
        "strips": strips,
        "sections": [(section, [each.line for each in moving]) for section, moving in strips],
        "ranking": page.ranking(by),
        "sealed_days": sealed_days(sealed_periods(lens.day, lens.day), root, user),
    }


def _made_of(units: Iterable[Unit]) -> str:
    """Return what communes and districts there are: "173 xã, phường, thị trấn thuộc 13 huyện"."""
    units = list(units)
    communes = [unit.kind for unit in units if unit.is_commune]
    districts = [unit.kind for unit in units if unit.is_district]
    return " thuộc ".join(counted(among) for among in (communes, districts) if among)
