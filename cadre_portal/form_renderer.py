"""Form fields written in Python where they are many: the same elements as Django's templates.

A form of a person has some 370 of them; a template for each, and for each attribute and option,
took as long as all the rest of its page.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.formats import localize
from django.utils.safestring import SafeString

Described = Mapping[str, Any]


class WrittenFields(TemplatesSetting):
    """Writes the fields and labels of `WRITERS` itself; anything else by the project's templates.

    The elements are Django's own, but for a choice's options, which stand side by side instead
    of a line each.
    """

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Return the element that a template of this name would write of the context, escaped."""
        write = WRITERS.get(template_name)
        return write(context) if write else super().render(template_name, context, request)


def _text(value: Any) -> str:
    """Return a value as `{{ value }}` writes it."""
    if isinstance(value, str):
        return value if isinstance(value, SafeString) else escape(value)
    return _plain(localize(value))


def _plain(value: Any) -> str:
    """Return a value as `{{ value|stringformat:"s" }}` writes it: never by the local custom."""
    return value if isinstance(value, SafeString) else escape(str(value))


def _attributes(attrs: Described) -> str:
    """Return attributes as they stand in an element: True alone by name, False not at all."""
    return "".join(
        f" {name}" if value is True else f' {name}="{_plain(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget: Described) -> str:
    value = widget["value"]
    held = "" if value is None else f' value="{_plain(value)}"'
    attrs = _attributes(widget["attrs"])
    return f'<input type="{widget["type"]}" name="{_text(widget["name"])}"{held}{attrs}>'


def _textarea(widget: Described) -> str:
    held = _text(widget["value"]) if widget["value"] else ""
    name, attrs = _text(widget["name"]), _attributes(widget["attrs"])
    return f'<textarea name="{name}"{attrs}>\n{held}</textarea>'


def _select(widget: Described) -> str:
    within = "".join(_options(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>{within}</select>'


def _options(group: Any, options: Iterable[Described]) -> str:
    within = "".join(
        f'<option value="{_plain(option["value"])}"{_attributes(option["attrs"])}>'
        f"{_text(option['label'])}</option>"
        for option in options
    )
    return f'<optgroup label="{_text(group)}">{within}</optgroup>' if group else within


def _several(widget: Described) -> str:
    """Return a field of several boxes, each beside its label, of which one or many are chosen."""
    own = {name: widget["attrs"].get(name) or False for name in ("id", "class")}
    groups = (_boxes(name, options) for name, options, _ in widget["optgroups"])
    return f"<div{_attributes(own)}>{''.join(groups)}\n</div>"


def _boxes(group: Any, options: Iterable[Described]) -> str:
    within = "".join(f"<div>\n    {_box(option)}\n\n</div>" for option in options)
    return f"\n  <div><label>{_text(group)}</label>{within}\n  </div>" if group else within


def _box(option: Described) -> str:
    if not option["wrap_label"]:
        return f"{_input(option)}\n"
    of = _attributes({"for": option["attrs"].get("id") or False})
    return f"<label{of}>{_input(option)}\n {_text(option['label'])}</label>"


def _label(context: Described) -> str:
    label = _text(context["label"])
    if not context["use_tag"]:
        return label
    tag, attrs = context["tag"], _attributes(context["attrs"] or {})
    return f"<{tag}{attrs}>{label}</{tag}>"


def _field(context: Described) -> str:
    """Return a field below its label, with its errors unless they stand elsewhere (`quiet`)."""
    field = context["field"]
    required = " required" if field.field.required else ""
    errors = "" if context.get("quiet") else _errors(field)
    return (
        f'<div class="field field-{_text(field.name)}{required}">\n  {_caption(field)}\n  {field}\n'
        f"  {errors}\n</div>\n"
    )


def _caption(field: BoundField) -> str:
    """Return the label of a field; that of several boxes is no label of one of them."""
    if not field.use_fieldset:
        return str(field.label_tag())
    return f'<span class="label" id="{_text(field.auto_id)}_label">{_text(field.label)}</span>'


def _errors(field: BoundField) -> str:
    of = f"{_text(field.auto_id)}_error"
    return "".join(f'<p class="field-error" id="{of}">{_text(error)}</p>' for error in field.errors)


def _of_widget(write: Callable[[Described], str]) -> Callable[[Described], str]:
    return lambda context: write(context["widget"])


_INPUTS = ("text", "hidden", "search", "number", "date", "checkbox", "password", "file")
WRITERS: Mapping[str, Callable[[Described], str]] = {
    **{f"django/forms/widgets/{name}.html": _of_widget(_input) for name in _INPUTS},
    "django/forms/widgets/textarea.html": _of_widget(_textarea),
    "django/forms/widgets/select.html": _of_widget(_select),
    "django/forms/widgets/radio.html": _of_widget(_several),
    "django/forms/widgets/checkbox_select.html": _of_widget(_several),
    "django/forms/label.html": _label,
    "personnel/field.html": _field,
}
