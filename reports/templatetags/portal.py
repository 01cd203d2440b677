"""Numbers, dates and links as the pages write them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template

from reports.lens import Lens
from reports.links import page_url, people_url

register = template.Library()


@register.filter
def vnint(number: int | None) -> str:
    """Write 3619 as "3.619"."""
    return "" if number is None else f"{number:,}".replace(",", ".")


@register.filter
def vnpercent(percent: Decimal | None) -> str:
    """Write 30.56 as "30,56%"; nothing to divide by is a dash."""
    return "–" if percent is None else f"{percent:.2f}%".replace(".", ",")


@register.filter
def vndate(day: date | None) -> str:
    """Write a day as "31/12/2025"."""
    return f"{day:%d/%m/%Y}" if day else ""


@register.simple_tag
def to_page(lens: Lens, name: str, *args: Any, **params: Any) -> str:
    """Link to a named page through the lens."""
    return page_url(lens, name, *args, **params)


@register.simple_tag
def to_people(lens: Lens, **filters: Any) -> str:
    """Link to the people a figure counts."""
    return people_url(lens, **filters)
