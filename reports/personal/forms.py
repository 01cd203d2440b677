"""The form that asks whose data is wanted."""

from typing import Any

from django import forms

from personnel.entry.fields import read_typed
from personnel.words.values import CCCD_LENGTH, read_cccd

_LONGEST_RECORD = 9


class WhoForm(forms.Form):
    """A whole identity number, or the number of a record, which is shorter."""

    who = forms.CharField(
        label="Số CCCD hoặc số hồ sơ", max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": CCCD_LENGTH + 2}),
        error_messages={"required": "Nhập 12 số CCCD hoặc số hồ sơ."},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")

    def clean_who(self) -> str:
        """Return the digits; raises ValidationError for what is neither number."""
        who = "".join(self.cleaned_data["who"].split())
        if who.isascii() and who.isdigit() and len(who) <= _LONGEST_RECORD:
            return who
        return read_typed(read_cccd, who)

    @property
    def record(self) -> int | None:
        """The number of a record; None where a whole identity number was typed."""
        who = self.cleaned_data["who"]
        return int(who) if len(who) <= _LONGEST_RECORD else None
