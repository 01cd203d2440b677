"""Forms that write only what their user changed, and nothing over what somebody else did."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

MEANWHILE = "Vừa được người khác sửa. Mở lại trang để xem giá trị mới rồi sửa tiếp."


class SeenForm(forms.ModelForm):
    """A form that carries what its user saw, so that only what they changed is written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            field.show_hidden_initial = bool(self.instance.pk)

    def clean(self) -> dict[str, Any]:
        """Refuse changes to what somebody else has changed since the page was opened."""
        data = super().clean() or self.cleaned_data
        if self.has_changed() and any(map(self._moved, self.fields)):
            raise ValidationError(MEANWHILE)
        return data

    def _moved(self, name: str) -> bool:
        field, seen = self.fields[name], self[name].html_initial_name
        if field.disabled or not field.show_hidden_initial or seen not in self.data:
            return False
        value = field.hidden_widget().value_from_datadict(self.data, self.files, seen)
        return field.has_changed(self[name].initial, value)
