"""The overview on one screen: the province or one's own district, and each unit below."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from personnel.models import Person, Unit
from personnel.reading.standing import standing
from personnel.scope import viewer
from targets.criteria import BY_CODE, with_other_readings
from targets.judging import dossier_figures, kinds_asked, roll_up_and_count
from targets.lens import Lens
from targets.rules import Criterion, Section

from .board import Line, Tally, line
from .doubts import doubted_below, doubts
from .heat import heat
from .links import Links
from .roster import rosters
from .scope import root_of, unit_or_404, units_in_view
from .sealed_day import sealed_days
from .sections import by_distance, columns, sections
from .trend import trend
from .workforce import Workforce, workforce_conditions

MOST_LACKING = 6


def overview(request: HttpRequest) -> HttpResponse:
    """Show the root unit of the user through the lens."""
    lens, user = Lens.of(request), viewer(request)
    units = units_in_view(user, lens)
    root = root_of(user, units)
    if root is None:
        return render(request, "reports/empty.html", {"lens": lens})
    return render(request, "reports/overview.html", unit_board(request, lens, root, units))


def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one unit through the lens; 404 when it is not in force or not the user's to see."""
    lens, user = Lens.of(request), viewer(request)
    unit = unit_or_404(user, lens, code)
    context = unit_board(request, lens, unit, units_in_view(user, lens))
    if unit.level == Unit.Level.COMMUNE:
        context["rosters"] = rosters(lens, unit, Person.objects.visible_to(user))
    return render(request, "reports/unit.html", context)


def unit_board(
    request: HttpRequest, lens: Lens, unit: Unit, units: list[Unit]
) -> dict[str, object]:
    """Return everything a page about `unit` shows: bars, heat table, structure, trend."""
    people = Person.objects.visible_to(viewer(request)).ever_in(unit)
    scope = Unit.objects.visible_to(viewer(request))
    criteria = with_other_readings(lens.criteria)
    rows = standing(lens.day, people, kinds_asked(criteria))
    dossiers = dossier_figures(lens.day.year, scope)
    figures, counts = roll_up_and_count(
        rows, lens.day, criteria, dossiers, workforce_conditions(lens)
    )
    doubted = doubted_below(unit, units)
    lines = [line(lens, unit, c, figures, doubted) for c in lens.criteria]
    there = [child for child in units if child.is_in_force(lens.day)]
    below = [child for child in there if child.parent_id == unit.pk]
    workforce = Workforce(counts, Links(lens), doubted)
    drawn = trend(lens, _trend_criterion(request, lines), unit, people, scope, figures)
    return _headcounts(workforce, unit) | {
        "lens": lens,
        "unit": unit,
        "below": below,
        "commune_count": sum(child.level == Unit.Level.COMMUNE for child in there),
        "sections": _arranged(request, lines),
        "verdicts": Tally.of(lines),
        "heat": heat(lens, unit, units, figures, workforce),
        "doubts": doubts(doubted, units),
        "unknown": _unknown(lines),
        "trend": drawn,
        "sealed_days": sealed_days(drawn.of_the_day, unit, viewer(request)),
        "trend_choices": columns(lens.criteria),
    }


def _headcounts(workforce: Workforce, unit: Unit) -> dict[str, object]:
    """Return who serves in `unit`, by group and by structure."""
    return {
        "staff": workforce.group(unit, "staff"),
        "nonspecialised": workforce.group(unit, "nonspecialised"),
        "everyone": workforce.group(unit, "all"),
        "women": workforce.part(unit, "women", "staff"),
        "young": workforce.part(unit, "under30", "staff"),
        "short": workforce.short(unit),
        "lacking": workforce.lacking(unit),
        "groups": workforce.groups(unit),
        "structure": workforce.structure(unit),
    }


def _unknown(lines: list[Line]) -> list[Line]:
    """Return the criteria on which most is not recorded, the most lacking first."""
    unknown = (row for row in lines if row.figure.unknown)
    return sorted(unknown, key=lambda row: -row.figure.unknown)[:MOST_LACKING]


def _arranged(request: HttpRequest, lines: list[Line]) -> list[tuple[Section | None, list[Line]]]:
    order = request.GET.get("order", "")
    if order not in ("", "distance"):
        raise BadRequest(f"Không sắp xếp chỉ tiêu theo “{order}” được. Chọn nhóm hoặc khoảng cách.")
    return by_distance(lines) if order else sections(lines)


def _trend_criterion(request: HttpRequest, lines: list[Line]) -> Criterion:
    code = request.GET.get("trend", "")
    if not code:
        return max(lines, key=lambda row: row.distance).criterion
    if code not in BY_CODE:
        raise BadRequest(f"Không có chỉ tiêu mang mã “{code}”.")
    return BY_CODE[code]
