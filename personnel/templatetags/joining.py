from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def asked(form: Any, name: str) -> Any:
    """Return the field of a form that asks a question of this name."""
    return form[name]
