"""The forms of the reference lists in the admin."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from personnel.checks.holders import HOLDERS
from personnel.checks.units import CHILDREN
from personnel.keeping.locking import hold_list
from personnel.keeping.seen import SeenForm
from personnel.models import Body, Title, Unit


class ReferenceForm(SeenForm):
    """A row of a list; where people stand in the way of a change, the error links to them."""

    def clean(self) -> dict[str, Any]:
        """Check a new row while nobody else adds another; one that is there was locked before."""
        if not self.instance.pk:
            hold_list(self._meta.model)
        return super().clean()

    def add_error(self, field: str | None, error: Any) -> None:
        """Add an error, with a link to whoever stands in the way."""
        told = error if isinstance(error, ValidationError) else ValidationError(error)
        if hasattr(told, "error_dict"):
            for name, errors in told.error_dict.items():
                self.add_error(name, ValidationError(errors))
            return
        super().add_error(field, ValidationError(list(self._linked(told))))

    def _linked(self, told: ValidationError) -> Iterator[ValidationError]:
        for error in told.error_list:
            url = self._url(error)
            text = "".join(error.messages)
            link = format_html('{} <a href="{}">Xem danh sách</a>', text, url)
            yield ValidationError(link, error.code) if url else error

    def _url(self, error: ValidationError) -> str:
        """Return where those stand who are in the way; "" where an error is about nobody."""
        row = self.instance
        pages = f"admin:personnel_{row._meta.model_name}"
        if error.code == CHILDREN:
            return reverse(f"{pages}_changelist") + f"?parent__id__exact={row.pk}"
        if error.code != HOLDERS or not error.params:
            return ""
        after = error.params["after"]
        query = f"?after={after:%Y-%m-%d}" if after else ""
        return reverse(f"{pages}_holders", args=[row.pk]) + query


class LinesField(forms.CharField):
    """Several texts, one a line; cleans to a list without doubles."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the text that stands in the field."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Return the lines that say something."""
        lines = (" ".join(line.split()) for line in str(value or "").splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other lines were typed; blank ones do not matter."""
        return self.clean(self.prepare_value(initial)) != self.clean(data)


ALIASES = LinesField(label="Tên gọi khác", help_text="Mỗi dòng một cách viết gặp trong danh sách.")


class TitleForm(ReferenceForm):
    """A title; how else it is written, and the kinds of unit that have it."""

    aliases = ALIASES
    unit_kinds = forms.MultipleChoiceField(
        label="Chỉ dùng cho loại đơn vị",
        choices=Unit.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không đánh dấu: mọi loại đơn vị.",
    )

    bodies = forms.MultipleChoiceField(
        label="Thuộc phòng, ban",
        choices=Body.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=(
            "Không đánh dấu: chức danh không thuộc phòng, ban nào. Đánh dấu một: người giữ chức "
            "danh thuộc phòng, ban đó. Đánh dấu nhiều: hồ sơ hỏi phòng, ban nào."
        ),
    )

    class Meta:
        model = Title
        fields = "__all__"


class EthnicityForm(ReferenceForm):
    """An ethnic group, and how else it is written."""

    aliases = ALIASES
