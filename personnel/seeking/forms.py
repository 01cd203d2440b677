"""The form that asks for a whole identity number."""

from typing import Any

from django import forms

from personnel.entry.fields import read_typed
from personnel.words.values import CCCD_LENGTH, read_cccd


class NumberForm(forms.Form):
    """A whole identity number, spaces allowed."""

    cccd = forms.CharField(
        label="Số CCCD", max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": CCCD_LENGTH + 2}),
        error_messages={"required": "Nhập đủ 12 số."},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")

    def clean_cccd(self) -> str:
        """Return the twelve digits; raises ValidationError for what is no number."""
        return read_typed(read_cccd, self.cleaned_data["cccd"])
