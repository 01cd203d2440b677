"""The code that is typed."""

from django import forms

_LONGEST = 30


class CodeForm(forms.Form):
    """A code of the phone, or one of those that stand in for it."""

    code = forms.CharField(
        label="Mã xác thực",
        max_length=_LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )
