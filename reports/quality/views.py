"""The data-quality page: what is missing or doubtful, by commune, each number a list to mend."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.dossiers.grid import years
from personnel.models import Unit
from personnel.models.hierarchy import COMMUNE_LEVEL, GROUP_LEVEL
from personnel.reading.failing import asked_year
from personnel.scope import viewer
from targets.lens import Lens
from targets.sources import LiveSource

from ..asking import level_asked
from ..scope import (
    by_groups,
    gathering,
    levels_below,
    named,
    right_below,
    root_of,
    unit_choices,
    units_in_view,
)
from .checks import EVALUATION, by_section
from .counting import Quality


@require_safe
def quality_page(request: HttpRequest) -> HttpResponse:
    """Show the unit asked for, or everything the user sees; a few queries of its own."""
    lens, user = Lens.of(request), viewer(request)
    units = units_in_view(user, lens)
    root = root_of(user, units)
    if root is None:
        return render(request, "reports/empty.html", {"lens": lens})
    offered = gathering(units)
    top = _asked(request, lens, offered) or root
    source = LiveSource(lens, top, user, [unit for unit in units if top.contains(unit)])
    levels = levels_below(source)
    level = level_asked(request.GET, levels, first=COMMUNE_LEVEL)
    quality = Quality(source, units)
    total = quality.row(top)
    context = {
        "lens": lens,
        "root": root,
        "top": top,
        "top_address": lens.address(top),
        "units": unit_choices(offered, root, lens.units_on)[1:],
        "levels": _lowest_first(levels),
        "level": level,
        "sections": by_section(quality.checks),
        "summary": [*quality.summary(top), *quality.confirmed(top)],
        "total": total,
        "totals": [total],
        "groups": [[quality.row(u) for u in among] for among in _groups(source, level)],
        "year": quality.year,
        "not_evaluated": _not_evaluated(quality, top) if user.may_edit else [],
        "evaluated_year": asked_year(lens.day),
        "to_grid": quality.year in years(timezone.localdate()),
    }
    return render(request, "reports/quality.html", context)


def _not_evaluated(quality: Quality, top: Unit) -> list[tuple[Unit, int, str]]:
    """Return the communes that miss evaluations, how many, and where these are typed.

    Of the whole province it would be a list of most of them: there are none.
    """
    if top.whole_province:
        return []
    year, lens, grid = asked_year(quality.lens.day), quality.lens, reverse("evaluations")
    return [
        (commune, count, f"{grid}?{urlencode({'year': year, 'unit': lens.address(commune)})}")
        for commune, count in quality.communes_of(EVALUATION, top)
    ]


def _lowest_first(levels: Mapping[str, str]) -> Mapping[str, str]:
    """Return the levels to switch between as the page has them; none where there is only one."""
    return dict([*levels.items()][::-1]) if len(levels) > 1 else {}


def _groups(source: LiveSource, level: str) -> Iterator[list[Unit]]:
    """Yield what is right below the root, districts with their communes unless these are asked.

    At the level of groups, each group and each commune in none.
    """
    root, units = source.root, source.units
    if level == GROUP_LEVEL:
        yield from ([unit] for unit in by_groups(source))
        return
    for unit in right_below(root, units) if root.is_province or root.is_group else [root]:
        yield [unit, *(right_below(unit, units) if level == COMMUNE_LEVEL else ())]


def _asked(request: HttpRequest, lens: Lens, offered: list[Unit]) -> Unit | None:
    address = request.GET.get("unit", "")
    found = named(offered, address, lens.units_on)
    if address and found is None:
        raise BadRequest(f"Không có đơn vị mang mã “{address}” để chọn trong phạm vi được xem.")
    return found
