"""What htmx asks for: a part of a page instead of the whole."""

from typing import Any, cast

from django.http import HttpRequest


def by_htmx(request: HttpRequest) -> bool:
    """Return whether htmx sent the request, as its middleware notes on it."""
    return bool(cast(Any, request).htmx)
