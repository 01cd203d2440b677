from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone

from accounts.own.sessions import ends

register = template.Library()


@register.simple_tag
def idle_minutes() -> int:
    """Return after how many minutes without a request the session ends."""
    return int(settings.IDLE_MINUTES)


@register.simple_tag(takes_context=True)
def seconds_left(context: Context) -> int | None:
    """Return for how long the session may go on however it is used; None if unknown."""
    end = ends(context["request"])
    return None if end is None else max(0, end - int(timezone.now().timestamp()))
