"""What a search box sends of an identity number."""

from typing import Any

from django import template
from django.template.context import RequestContext

from personnel.words.identity import END_DIGITS
from personnel.words.values import CCCD_LENGTH

register = template.Library()


@register.inclusion_tag("components/by_number.html", takes_context=True)
def by_number(context: RequestContext) -> dict[str, Any]:
    """Return the form by which a whole number is sent, and how many digits a list shows."""
    return {"may_edit": context["user"].may_edit, "shown": max(END_DIGITS), "whole": CCCD_LENGTH}
