"""How every choice among options is written."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def as_options(groups: Iterable[tuple[Any, Iterable[Mapping[str, Any]], int]]) -> SafeString:
    """Return the groups of a widget's options as elements; values and labels are escaped.

    All at once: a template takes several times as long, which a page with hundreds feels.
    """
    return mark_safe("".join(_group(name, options) for name, options, _ in groups))


def _group(name: Any, options: Iterable[Mapping[str, Any]]) -> str:
    within = "".join(map(_option, options))
    return f'<optgroup label="{escape(str(name))}">{within}</optgroup>' if name else within


def _option(option: Mapping[str, Any]) -> str:
    value, label = escape(str(option["value"])), escape(str(option["label"]))
    selected = " selected" if option["selected"] else ""
    marks = "".join(f" {name}" for name in option["attrs"] if name.startswith("data-"))
    return f'<option value="{value}"{selected}{marks}>{label}</option>'
