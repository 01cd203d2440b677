"""What an address asks for by one of a few words."""

from collections.abc import Collection

from django.core.exceptions import BadRequest
from django.http import QueryDict


def chosen(params: QueryDict, name: str, allowed: Collection[str], default: str = "") -> str:
    """Return which of `allowed` the address chooses, `default` where it chooses nothing.

    Raises BadRequest naming what is accepted.
    """
    value = params.get(name, "") or default
    if value and value not in allowed:
        raise BadRequest(
            f"Giá trị “{value}” của “{name}” không dùng được. Chấp nhận: {', '.join(allowed)}."
        )
    return value
