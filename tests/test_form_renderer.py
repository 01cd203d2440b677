"""Fields are written without a template each: as Django's own templates write them."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import Context, Template
from django.urls import get_resolver
from django.utils.safestring import mark_safe

from cadre_portal.form_renderer import WRITERS, WrittenFields
from personnel.entry.fields import TitleSelect

OURS = (
    "accounts", "cadre_portal", "personnel", "reorganising", "reports", "sheets", "targets",
    "training",
)  # fmt: skip
VALUES = [None, "", "a", "<b>&\"'", "1", ["1", "2"], 2025, 1234567.5, True, mark_safe("<i>")]
CHOICES = [("", "—"), (1, "Xã <Ba>"), ("2", 2025), ("Nhóm & \"khác'", [("3", "Ba"), (4, "Bốn")])]


def both(widget, value, attrs=None):
    """Return a widget as the portal writes it, and as Django does."""
    name = 'a-0-"b"'
    return [
        settled(widget.render(name, value, attrs, renderer))
        for renderer in (WrittenFields(), DjangoTemplates())
    ]


def settled(html):
    """Return an element without the blanks between options, which stand side by side here."""
    if not html.startswith("<select"):
        return html
    return re.sub(r">\s+<", "><", html)


def fields_of(kind=forms.BaseForm):
    for form in kind.__subclasses__():
        yield from fields_of(form)
        if form.__module__.partition(".")[0] in OURS:
            yield from getattr(form, "base_fields", {}).values()


@pytest.mark.django_db
def test_every_field_of_the_portal_is_written_as_by_django():
    assert get_resolver().url_patterns  # Whatever an address leads to is loaded by now.
    widgets = [forms.HiddenInput(), *(field.widget for field in fields_of())]
    # One of each kind: the same with other choices is written by the same lines.
    kinds = {(type(widget), str(widget.attrs)): widget for widget in widgets}.values()
    for widget in kinds:
        for value in VALUES:
            ours, django = both(widget, value, {"id": "id_b", "aria-invalid": True})
            assert ours == django, (widget, value)
    written = {widget.template_name for widget in kinds}
    assert written & WRITERS.keys() == {
        f"django/forms/widgets/{name}.html"
        for name in ("checkbox", "checkbox_select", "date", "file", "hidden", "number", "password",
                     "radio", "search", "select", "text", "textarea")
    }  # fmt: skip


@pytest.mark.parametrize("kind", [forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple])
@pytest.mark.parametrize("value", VALUES)
def test_choices_in_groups(kind, value):
    for attrs in ({}, {"id": "id_<b>", "class": "x y", "disabled": True, "hidden": False}):
        ours, django = both(kind(choices=CHOICES), value, attrs)
        assert ours == django


def test_a_mark_of_an_option_stays():
    titles = TitleSelect(choices=CHOICES)
    titles.asking = {1}
    ours, django = both(titles, "1")
    assert ours == django
    assert '<option value="1" selected data-bodies>' in ours


@pytest.mark.parametrize("text", ["Họ <tên>", mark_safe("<b>Họ</b>")])
@pytest.mark.parametrize("attrs", [{}, {"class": "a", "for": False, "hidden": True}])
def test_labels(text, attrs):
    form = forms.Form()
    form.fields["a"] = forms.CharField(label=text, required=False)
    shown = []
    for renderer in (WrittenFields(), DjangoTemplates()):
        form.renderer = renderer
        bound = forms.BoundField(form, form.fields["a"], "a")
        shown.append([bound.label_tag(attrs=attrs), bound.legend_tag(attrs=attrs)])
        form.auto_id, form._bound_fields_cache = False, {}
        shown[-1].append(forms.BoundField(form, form.fields["a"], "a").label_tag(attrs=attrs))
        form.auto_id = "id_%s"
    assert shown[0] == shown[1]


class Typed(forms.Form):
    """Fields of which each is shown in another way."""

    name = forms.CharField(label="Họ <tên>", help_text="Viết & đủ", max_length=3)
    sex = forms.ChoiceField(label="Giới & tính", choices=CHOICES, widget=forms.RadioSelect)
    note = forms.CharField(required=False, show_hidden_initial=True, widget=forms.Textarea)

    def clean_note(self):
        raise forms.ValidationError(["<b>", mark_safe("<i>hai</i>")])


@pytest.mark.parametrize("data", [None, {}, {"name": "dài <quá>", "sex": "9", "note": "'"}])
@pytest.mark.parametrize("quiet", [True, False, ""])
@pytest.mark.parametrize("auto_id", ["id_%s", False])
def test_a_field_below_its_label_is_written_as_by_the_template_of_it(data, quiet, auto_id):
    form = Typed(data, prefix='a"', auto_id=auto_id, renderer=WrittenFields())
    for field in form:
        ours, template = (
            renderer.render("personnel/field.html", {"field": field, "quiet": quiet})
            for renderer in (WrittenFields(), TemplatesSetting())
        )
        assert ours.split() == template.split()
        assert ("field-error" in ours) == (data is not None and quiet is not True)


def test_fields_follow_one_another():
    form = Typed({"name": "dài <quá>"}, renderer=WrittenFields())
    template = Template("{% load fields %}{% written form.visible_fields quiet=quiet %}")
    shown = template.render(Context({"form": form, "quiet": ""}))
    each = [form.renderer.render("personnel/field.html", {"field": field}) for field in form]
    assert shown == "".join(each)
    assert shown.count("field-error") == 4
    assert "field-error" not in template.render(Context({"form": form, "quiet": True}))


def test_anything_else_is_written_by_its_template():
    class Two(forms.Form):
        when = forms.SplitDateTimeField()

    ours, django = (str(Two(renderer=kind())) for kind in (WrittenFields, DjangoTemplates))
    assert re.sub(r"\s", "", ours) == re.sub(r"\s", "", django)
    assert 'name="when_1"' in ours
