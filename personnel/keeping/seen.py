"""Forms that carry what their user saw: what others changed since, and what the user changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .recording import Scribe

MEANWHILE = "Vừa được người khác sửa. Mở lại trang để xem giá trị mới rồi sửa tiếp."


class Unfit(Exception):
    """What was valid when it was sent no longer is; `form` says why, as the records are now."""

    def __init__(self, form: Any) -> None:
        super().__init__("Nội dung không còn phù hợp với dữ liệu hiện nay.")
        self.form = form


@dataclass(frozen=True)
class Difference:
    """A field that somebody else changed after a form was opened.

    `seen_value` and `now_value` are what it showed then and what it holds now, as data.
    """

    name: str
    seen_value: str
    now_value: str
    label: str
    seen: str
    now: str
    mine: str
    conflict: bool


class ShownForm(forms.ModelForm):
    """A form of a record that shows again, unseen, what its user was shown of each field.

    So whoever reads the record anew, once it is held, can tell what others changed meanwhile,
    and write of it no more than what this user changed. `columns` names those that a field
    writes when they are not the one of its name; `record_name` tells one row from another.
    """

    columns: Mapping[str, tuple[str, ...]] = {}
    record_name = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self._recorded = {
            field.attname: getattr(self.instance, field.attname)
            for field in self.instance._meta.concrete_fields
        }
        for field in self.fields.values():
            field.show_hidden_initial = bool(self.instance.pk)

    def differences(self) -> Iterator[Difference]:
        """Yield the fields of which the record holds something else than the form showed.

        One that does not say what it showed overwrites nothing either.
        """
        for name, field in self.fields.items():
            if not field.show_hidden_initial or field.disabled:
                continue
            bound = self[name]
            hidden = field.hidden_widget()
            seen = hidden.value_from_datadict(self.data, self.files, bound.html_initial_name)
            differs = field.has_changed(_plain(bound.initial), _plain(seen))
            if differs and (bound.html_initial_name in self.data or self._overwrites(name)):
                yield self._difference(name, seen)

    def _difference(self, name: str, seen: Any) -> Difference:
        field, bound = self.fields[name], self[name]
        return Difference(
            bound.html_name,
            as_data(field, seen),
            as_data(field, bound.initial),
            " · ".join(filter(None, (self.record_name, str(bound.label)))),
            _shown(field, seen),
            _shown(field, bound.initial),
            _shown(field, bound.data),
            conflict=name in self.changed_data and self._overwrites(name),
        )

    def _overwrites(self, name: str) -> bool:
        """Whether what was sent of a field is not what is recorded."""
        bound = self[name]
        return self.fields[name].has_changed(_plain(bound.initial), _plain(bound.data))

    def changes(self) -> dict[str, Any]:
        """Return the columns that the user of a valid form changed, with their new values."""
        columns = (c for name in self.changed_data for c in self.columns.get(name, (name,)))
        of_record = {field.name: field.attname for field in self.instance._meta.concrete_fields}
        written = (of_record[column] for column in columns if column in of_record)
        new = {name: getattr(self.instance, name) for name in written}
        return {name: value for name, value in new.items() if value != self._recorded[name]}

    def _as_recorded(self) -> Any:
        """Return the record without what was typed."""
        for name, value in self._recorded.items():
            setattr(self.instance, name, value)
        return self.instance

    def delete(self, scribe: Scribe) -> None:
        """Delete the held record, as it is recorded and not as it was typed."""
        scribe.delete(self._as_recorded())

    def write(self, scribe: Scribe) -> None:
        """Write what the user of a valid form changed of a held record; a new one as a whole."""
        if self.instance._state.adding:
            return scribe.add(self.instance)
        changes = self.changes()
        return scribe.change(self._as_recorded(), **changes)


class SeenForm(ShownForm):
    """A form that writes nothing over what somebody else changed since it was opened."""

    def clean(self) -> dict[str, Any]:
        """Refuse any change to such a record; who changed nothing is not bothered."""
        data = super().clean() or self.cleaned_data
        if self.has_changed() and any(self.differences()):
            raise ValidationError(MEANWHILE)
        return data


class WholeFormSet(forms.BaseInlineFormSet):
    """Rows of a record that are refused where not all of the page was sent."""

    default_error_messages = forms.BaseInlineFormSet.default_error_messages | {
        "missing_management_form": "Trang gửi lên không đầy đủ. Mở lại trang rồi nhập lại.",
    }


def _plain(value: Any) -> Any:
    """Return a text as it comes back from a browser, which writes the ends of lines its own way."""
    return "\n".join(value.splitlines()).strip() if isinstance(value, str) else value


def as_data(field: Any, value: Any) -> str:
    """Return a value as a form sends it."""
    value = field.prepare_value(value)
    return "" if value is None else str(value)


def as_sent(form: forms.BaseForm) -> dict[str, str]:
    """Return what a form would send if nothing were typed, by field; without its prefix.

    What each showed stands under "initial-" and its name.
    """
    values = {name: as_data(field, form[name].initial) for name, field in form.fields.items()}
    return values | {f"initial-{name}": value for name, value in values.items()}


def _shown(field: Any, value: Any) -> str:
    """Return a value as the page shows it: the label of a choice, the text of anything else."""
    value = field.prepare_value(value)
    for code, label in getattr(field, "choices", ()):
        options = label if isinstance(label, (list, tuple)) else [(code, label)]
        found = next((str(text) for key, text in options if str(key) == str(value)), None)
        if found:
            return found
    return str(value) if value not in (None, "") else "chưa có"
