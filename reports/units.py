"""The page of a unit: a district with its communes, or a commune with its people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from personnel.models import Person, Unit
from personnel.scope import viewer
from targets.lens import Lens

from .overview import unit_board
from .roster import rosters
from .scope import unit_or_404, units_in_view


def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one unit through the lens; 404 when it is not in force or not the user's to see."""
    lens, user = Lens.of(request), viewer(request)
    unit = unit_or_404(user, lens, code)
    context = unit_board(request, lens, unit, units_in_view(user, lens))
    if unit.level == Unit.Level.COMMUNE:
        context["rosters"] = rosters(lens, unit, Person.objects.visible_to(user))
    return render(request, "reports/unit.html", context)
