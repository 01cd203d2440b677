"""The overview on one screen: the province or one's own district, and each unit below."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from personnel.scope import viewer
from targets.criteria import BY_CODE
from targets.lens import Lens
from targets.rules import Criterion, Section
from targets.sources import LiveSource

from .board import Board
from .lines import Line
from .roster import rosters
from .scope import live_in_view, right_below, unit_or_404
from .sealed_day import sealed_days
from .sections import by_distance, columns, sections
from .trend import trend

MOST_LACKING = 6


def overview(request: HttpRequest) -> HttpResponse:
    """Show the root unit of the user through the lens."""
    lens = Lens.of(request)
    source = live_in_view(viewer(request), lens)
    if source is None:
        return render(request, "reports/empty.html", {"lens": lens})
    return render(request, "reports/overview.html", _board(request, source))


def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one unit through the lens; 404 when it is not in force or not the user's to see."""
    lens, user = Lens.of(request), viewer(request)
    source = LiveSource(lens, unit_or_404(user, lens, code), user)
    context = _board(request, source)
    if source.root.is_commune:
        context["rosters"] = rosters(source)
    return render(request, "reports/unit.html", context)


def _board(request: HttpRequest, source: LiveSource) -> dict[str, object]:
    """Return the board of a source's root, with what is looked for in it and its trend."""
    board, lens, root = Board(source), source.lens, source.root
    there = [unit for unit in source.units if unit.is_in_force(lens.day)]
    drawn = trend(source, _trend_criterion(request, board.lines), board.figures)
    return board.shown() | {
        "unit": root,
        "below": right_below(root, there),
        "commune_count": sum(unit.is_commune for unit in there),
        "sections": _arranged(request, board.lines),
        "unknown": _unknown(board.lines),
        "trend": drawn,
        "sealed_days": sealed_days(drawn.of_the_day, root, viewer(request)),
        "trend_choices": columns(lens.criteria),
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
