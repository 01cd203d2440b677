"""The pages of the criteria: the list, and one criterion by district or commune."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.dossiers.grid import years
from personnel.models import Unit
from personnel.reading.zones import zones_told
from personnel.scope import viewer
from targets.criteria import BY_CODE, with_other_readings
from targets.lens import Lens
from targets.rules import Criterion

from .asking import chosen
from .doubts import doubted_below
from .lines import Line, line, lines_of
from .scope import live_in_view, stands_alone
from .sealed_day import sealed_days
from .sealed_points import sealed_periods
from .sections import sections
from .trend import trend

LEVELS = {"district": "Cấp huyện", "commune": "Cấp xã"}
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
    grouped = sections(lines_of(source, figures))
    sealed = sealed_days(sealed_periods(lens.day, lens.day), root, user)
    context = {"lens": lens, "unit": root, "sections": grouped, "sealed_days": sealed}
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
    lines = [line(lens, u, criterion, figures, doubted_below(u, units)) for u in units]
    drawn = trend(source, criterion, figures)
    doubted = doubted_below(root, units)
    level, sort = _level(request, root), chosen(request.GET, "sort", SORTS, "distance")
    context = {
        "lens": lens,
        "criterion": criterion,
        "total": line(lens, root, criterion, figures, doubted),
        "zones": zones_told(units, lens.day) if criterion.asks_kind else (),
        "variants": [line(lens, root, each, figures, doubted) for each in criterion.variants],
        "lines": _at_level(lines, level, sort, root),
        "level": level,
        "levels": LEVELS.items() if root.is_province else (),
        "sort": sort,
        "superseded_by": [c for c in BY_CODE.values() if criterion.code in c.supersedes],
        "supersedes": [BY_CODE[earlier] for earlier in criterion.supersedes],
        "dossier_year": _dossier_year(criterion, lens),
        "trend": drawn,
        "sealed_days": sealed_days(drawn.of_the_day, root, user, criterion),
    }
    return render(request, "reports/criterion.html", context)


def _dossier_year(criterion: Criterion, lens: Lens) -> int | None:
    """Return the year whose dossiers are shown, when they have a grid to be typed in."""
    year = lens.day.year
    return year if not criterion.about_people and year in years(timezone.localdate()) else None


def _level(request: HttpRequest, root: Unit) -> str:
    """Return the level asked for; a district's own users see its communes."""
    default = "district" if root.is_province else "commune"
    return chosen(request.GET, "level", LEVELS, default)


def _at_level(lines: Iterable[Line], level: str, sort: str, root: Unit) -> list[Line]:
    """Return the lines of the units at `level`; those where nobody is covered come last.

    A commune right below the province stands among the districts too.
    """
    beside = level == "district"
    return sorted(
        (
            row
            for row in lines
            if row.unit.level == level or beside and stands_alone(row.unit, root)
        ),
        key=lambda row: (not row.figure.covered, SORTS[sort](row), row.unit.code),
    )
