"""The pages of the criteria: the list, and one criterion by district or commune."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.dossiers.grid import years
from personnel.models.hierarchy import DISTRICT_LEVEL
from personnel.reading.zones import zones_told
from personnel.scope import viewer
from targets.criteria import BY_CODE, with_other_readings
from targets.lens import Lens
from targets.rules import Criterion

from .asking import chosen, level_asked
from .coverage import coverage_of
from .doubts import doubted_below
from .leaving import leaving_of, with_leaving
from .lines import Line, line, lines_of
from .scope import levels_below, live_in_view, rows_at
from .sealed_day import sealed_days
from .sealed_points import sealed_periods
from .sections import sections
from .trend import trend

SORTS: dict[str, Callable[[Line], Any]] = {
    "distance": lambda row: -row.distance,
    "name": lambda row: row.unit.code,
    "covered": lambda row: -row.figure.covered,
    "unknown": lambda row: -row.figure.unknown,
}


@require_safe
def criteria_list(request: HttpRequest) -> HttpResponse:
    """Show every criterion of the horizon with its figure in the user's root unit."""
    lens, user = Lens.of(request), viewer(request)
    source = live_in_view(user, lens)
    if source is None:
        return render(request, "reports/empty.html", {"lens": lens})
    root, figures = source.root, source.figures(with_other_readings(lens.criteria))
    leaving = leaving_of(source, figures)
    grouped = sections(with_leaving(lines_of(source, figures), leaving))
    sealed = sealed_days(sealed_periods(lens.day, lens.day), root, user)
    context = {
        "lens": lens,
        "unit": root,
        "leaving": leaving,
        "sections": grouped,
        "sealed_days": sealed,
        "coverage": coverage_of(source),
    }
    return render(request, "reports/criteria.html", context)


@require_safe
def criterion_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one criterion: what the clause asks, how it is read, and its figures by unit."""
    lens, user = Lens.of(request), viewer(request)
    criterion = BY_CODE.get(code)
    if criterion is None:
        raise Http404(f"Không có chỉ tiêu mang mã “{code}”.")
    source = live_in_view(user, lens)
    if source is None:
        return render(request, "reports/empty.html", {"lens": lens})
    root, units = source.root, source.units
    figures = source.figures([criterion, *criterion.variants])
    drawn = trend(source, criterion, figures)
    doubted = doubted_below(root, units)
    levels, sort = levels_below(source), chosen(request.GET, "sort", SORTS, "distance")
    level = level_asked(request.GET, levels, first=DISTRICT_LEVEL)
    lines = (
        line(lens, unit, criterion, figures, doubted_below(unit, units))
        for unit in rows_at(source, level)
    )
    leaving = leaving_of(source, figures, criterion) if criterion.about_people else None
    [total] = with_leaving([line(lens, root, criterion, figures, doubted)], leaving)
    context = {
        "lens": lens,
        "criterion": criterion,
        "leaving": leaving,
        "total": total,
        "zones": zones_told(units, lens.day) if criterion.asks_kind else (),
        "variants": [line(lens, root, each, figures, doubted) for each in criterion.variants],
        "lines": _in_order(with_leaving(lines, leaving), sort),
        "level": level,
        "levels": levels.items() if len(levels) > 1 else (),
        "sort": sort,
        "superseded_by": [c for c in BY_CODE.values() if criterion.code in c.supersedes],
        "supersedes": [BY_CODE[earlier] for earlier in criterion.supersedes],
        "dossier_year": _dossier_year(criterion, lens),
        "coverage": coverage_of(source) if criterion.about_people else (),
        "trend": drawn,
        "sealed_days": sealed_days(drawn.of_the_day, root, user, criterion),
    }
    return render(request, "reports/criterion.html", context)


def _dossier_year(criterion: Criterion, lens: Lens) -> int | None:
    """Return the year whose dossiers are shown, when they have a grid to be typed in."""
    year = lens.day.year
    return year if not criterion.about_people and year in years(timezone.localdate()) else None


def _in_order(lines: Iterable[Line], sort: str) -> list[Line]:
    """Return lines in one of `SORTS`; those where nobody is covered come last."""
    return sorted(lines, key=lambda row: (not row.figure.covered, SORTS[sort](row), row.unit.code))
