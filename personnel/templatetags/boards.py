"""What the navigation tells a board."""

from typing import Any

from django import template

from personnel.actions.handovers import to_decide

register = template.Library()


@register.simple_tag
def handovers_to_decide(user: Any) -> int:
    """Return how many hand-overs wait for the user; one query for whoever edits, else none."""
    return to_decide(user).count() if user.may_edit else 0
