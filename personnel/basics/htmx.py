"""What htmx asks for: a part of a page instead of the whole."""

from django.http import HttpRequest


def by_htmx(request: HttpRequest) -> bool:
    """Return whether htmx sent the request, as its middleware notes on what comes so far."""
    return bool(getattr(request, "htmx", False))
