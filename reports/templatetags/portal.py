"""Numbers, dates and links as the pages write them."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from personnel.models import Unit
from personnel.reading.maps import Map, maps
from personnel.words.vietnamese import dotted
from reports import scope
from reports.cells import cells
from reports.comparing.words import signed_points
from reports.heat import HeatRow
from reports.links import page_url, unit_url
from reports.people import cells as people
from reports.people.columns.column import Row
from targets.criteria import BY_CODE, ONLINE_DOSSIERS
from targets.figures import percentage
from targets.lens import Lens
from targets.rules import Criterion

register = template.Library()
# Parameters that stand in a query anew: the page not at all, of the lens what it has.
CARRIED = ("page", "map", "assuming")


@register.filter
def vnint(number: int | None) -> str:
    """Write 3619 as "3.619"."""
    return "" if number is None else dotted(number)


@register.filter
def vnpercent(percent: Decimal | None) -> str:
    """Write 30.56 as "30,56%"; nothing to divide by is a dash."""
    return "–" if percent is None else f"{percent:.2f}%".replace(".", ",")


@register.simple_tag
def online_percent(count: Any) -> str:
    """Write the percentage of work dossiers handled online, rounded as their criterion's is."""
    if count.total is None:
        return ""
    share = BY_CODE[ONLINE_DOSSIERS].share
    return vnpercent(percentage(count.online, count.total, share))


@register.filter
def vndecimal(number: Decimal | None) -> str:
    """Write 6.8 as "6,8"."""
    return "" if number is None else f"{number}".replace(".", ",")


@register.filter
def vnpoints(points: Decimal | None) -> str:
    """Write a difference of percentages with its sign: "+2,50"; "" of none."""
    return "" if points is None else signed_points(points)


@register.filter
def brief(criterion: Criterion) -> str:
    """Name a criterion where there is little room."""
    return criterion.brief or criterion.label


@register.filter
def vndate(day: date | None) -> str:
    """Write a day as "31/12/2025"."""
    return f"{day:%d/%m/%Y}" if day else ""


@register.simple_tag
def to_page(lens: Lens, name: str, *args: Any, **params: Any) -> str:
    """Link to a named page through the lens."""
    return page_url(lens, name, *args, **params)


@register.simple_tag
def to_unit(lens: Lens, unit: Unit) -> str:
    """Link to a unit's page through the lens."""
    return unit_url(lens, unit)


@register.simple_tag
def of_another_time(unit: Unit, day: date, people: int = 0) -> str:
    """Say of a unit not in force on a day why it is shown; "" of one that is."""
    return scope.of_another_time(unit, day, people)


@register.simple_tag
def heat_cells(row: HeatRow) -> SafeString:
    """Return the cells of a row of the heat table; there are hundreds of them on a page."""
    return cells(row.unit.name, row.cells)


@register.simple_tag
def people_cells(row: Row) -> SafeString:
    """Return the cells of a row of a list of people, after the name."""
    return people.cells(row)


@register.simple_tag
def maps_offered(lens: Lens) -> list[Map]:
    """Return the maps that figures of the lens's day can be grouped by beside its own; one query.

    None where the province has had one map only.
    """
    return [each for each in maps() if lens.day not in each]


@register.simple_tag(takes_context=True)
def lens_query(context: Context, lens: Lens, **changes: str) -> str:
    """Return this page's query with the lens as it is and `changes` made; "" leaves one out."""
    given = context["request"].GET.items()
    kept = {key: value for key, value in given if key not in CARRIED}
    query = kept | lens.params | changes
    return urlencode({key: value for key, value in query.items() if value})


@register.simple_tag(takes_context=True)
def kept_fields(context: Context, changed: str, lens: Lens) -> SafeString:
    """Return hidden fields that keep this page's query in a form that changes one parameter."""
    given = context["request"].GET.items()
    kept = {key: value for key, value in given if key not in CARRIED} | lens.params
    fields = ((key, value) for key, value in kept.items() if key != changed)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)
