"""Links between pages: each carries the lens, and each figure leads to its people."""

from urllib.parse import urlencode

from django.urls import reverse

from .lens import Lens


def page_url(lens: Lens, name: str, *args: object, **params: object) -> str:
    """Return the address of a named page with the lens and the parameters that are not empty."""
    query = lens.params | {key: str(value) for key, value in params.items() if value}
    return f"{reverse(name, args=args)}?{urlencode(query)}"


def people_url(lens: Lens, **filters: object) -> str:
    """Return the address of the list of exactly the people a figure counts."""
    return page_url(lens, "people", **filters)
