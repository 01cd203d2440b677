from collections.abc import Mapping
from typing import Any

from django import template

from personnel.models import Credential, Post
from personnel.models.scans import proven_key

register = template.Library()


@register.inclusion_tag("personnel/scans/clip.html")
def clip(counts: Mapping[str, int], fact: Credential | Post) -> dict[str, Any]:
    """How many scans a fact has, leading to them; nothing where it has none."""
    key = proven_key(fact)
    return {"count": counts.get(key, 0), "key": key, "fact": fact}


@register.filter
def key_of(fact: Credential | Post) -> str:
    """Return what the page of scans calls a fact."""
    return proven_key(fact)
