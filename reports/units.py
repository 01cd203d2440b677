"""The page of a unit: a district with its communes, or a commune with its people."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from personnel.models import Person, PersonQuerySet, Title, Unit
from personnel.standing import standing
from targets.judging import outcome_of

from .lens import Lens
from .overview import unit_board
from .scope import unit_or_404, units_in_view, viewer


def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one unit through the lens; 404 when it is not in force or not the user's to see."""
    lens = Lens.of(request)
    unit = unit_or_404(viewer(request), lens, code)
    context = unit_board(request, lens, unit, units_in_view(viewer(request), lens))
    if unit.level == Unit.Level.COMMUNE:
        people = Person.objects.visible_to(viewer(request))
        context["people_by_group"] = people_by_group(lens, unit, people)
    return render(request, "reports/unit.html", context)


def people_by_group(lens: Lens, unit: Unit, people: PersonQuerySet) -> list[tuple[str, list[Any]]]:
    """Return the people of a commune by title group, each with the number of unmet criteria.

    One query for the people, narrowed to those who ever served there.
    """
    here = people.filter(posts__unit=unit).distinct()
    judged = [criterion for criterion in lens.criteria if criterion.about_people]
    outcomes = {f"outcome_{at}": outcome_of(c, lens.day) for at, c in enumerate(judged)}
    rows = standing(lens.day, here).filter(unit_id=unit.pk).annotate(**outcomes)
    titles = Title.objects.in_bulk()
    found: dict[str, list[Any]] = {}
    for person in rows.order_by("sort_key"):
        values = [getattr(person, name) for name in outcomes]
        person.title = titles[person.title_id]
        person.tally = {key: values.count(key) for key in ("met", "short", "unknown")}
        found.setdefault(person.title_group, []).append(person)
    return [
        (Title.Group(group).label, sorted(found[group], key=lambda p: p.title.order))
        for group in Title.Group.values
        if group in found
    ]
