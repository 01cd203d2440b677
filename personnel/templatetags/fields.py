"""Fields of forms where a page has hundreds: written by the renderer of forms, no template each."""

from collections.abc import Iterable

from django import template
from django.forms.boundfield import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def written(fields: Iterable[BoundField], quiet: bool = False) -> SafeString:
    """Return fields one after another, each as `personnel/field.html` shows it.

    Their errors are left out if `quiet`: they stand elsewhere.
    """
    shown = (
        field.render("personnel/field.html", {"field": field, "quiet": quiet}) for field in fields
    )
    return format_html_join("", "{}", ((each,) for each in shown))
