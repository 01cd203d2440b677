"""The data-quality page: what is missing or doubtful, by commune, each number a list to mend."""

from collections.abc import Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.dossiers.grid import years
from personnel.models import Unit
from personnel.scope import viewer
from targets.lens import Lens
from targets.sources import LiveSource

from ..asking import chosen
from ..scope import named, of_another_time, root_of, stands_alone, units_in_view
from .checks import by_section
from .counting import Quality

LEVELS = {"commune": "Cấp xã", "district": "Cấp huyện"}


@require_safe
def quality_page(request: HttpRequest) -> HttpResponse:
    """Show the unit asked for, or everything the user sees; a few queries of its own."""
    lens, user = Lens.of(request), viewer(request)
    units = units_in_view(user, lens)
    root = root_of(user, units)
    if root is None:
        return render(request, "reports/empty.html", {"lens": lens})
    top = _asked(request, lens, units) or root
    level = chosen(request.GET, "level", LEVELS, "commune")
    quality = Quality(LiveSource(lens, top, user), units)
    total = quality.row(top)
    context = {
        "lens": lens,
        "root": root,
        "top": top,
        "units": [
            (unit, lens.address(unit), of_another_time(unit, lens.units_on))
            for unit in units
            if unit.is_district
        ],
        "levels": LEVELS,
        "level": level,
        "sections": by_section(quality.checks),
        "summary": [*quality.summary(top), *quality.confirmed(top)],
        "total": total,
        "totals": [total],
        "groups": [[quality.row(u) for u in among] for among in _groups(top, units, level)],
        "year": quality.year,
        "to_grid": quality.year in years(timezone.localdate()),
    }
    return render(request, "reports/quality.html", context)


def _groups(top: Unit, units: list[Unit], level: str) -> Iterator[list[Unit]]:
    """Yield each district within `top`, with its communes unless only districts are asked."""
    for district in units:
        if stands_alone(district, top):
            yield [district]
        if not district.is_district or top.pk not in (district.pk, district.above_id):
            continue
        communes = [unit for unit in units if unit.is_right_below(district)]
        yield [district, *(communes if level == "commune" else ())]


def _asked(request: HttpRequest, lens: Lens, units: list[Unit]) -> Unit | None:
    address = request.GET.get("unit", "")
    above = [unit for unit in units if not unit.is_commune]
    found = named(above, address, lens.units_on)
    if address and found is None:
        raise BadRequest(f"Không có huyện mang mã “{address}” trong phạm vi được xem.")
    return found
