from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def idle_minutes() -> int:
    """Return after how many minutes without a request the session ends."""
    return int(settings.IDLE_MINUTES)
