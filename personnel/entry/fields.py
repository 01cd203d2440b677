"""Fields a typist fills: dates to the day, month or year, and levels in full or in short."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from personnel.kinds import KINDS
from personnel.words.partial_dates import PartialDate, read_date
from personnel.words.values import BadCell, CellValue
from personnel.words.vocabulary import Held


class PartialDateField(forms.Field):
    """A date typed as 31/12/2025, 12/2025 or 2025; cleans to a PartialDate, None when blank."""

    accepted = "31/12/2025, 12/2025 hoặc 2025"

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "size": 11, "maxlength": 10, "placeholder": "31/12/2025"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs)} | kwargs)

    def to_python(self, value: Any) -> PartialDate | None:
        """Return the date as precisely as it was typed; raises ValidationError."""
        if isinstance(value, PartialDate):
            return value
        try:
            return read_date(value)
        except BadCell as bad:
            raise ValidationError(f"“{value}”: {bad}. Nhập {self.accepted}.") from bad

    def prepare_value(self, value: Any) -> str:
        """Return the text that stands in the field."""
        return "" if value is None else str(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another date was typed; its spelling does not matter."""
        try:
            return not self.disabled and self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class FullDayField(PartialDateField):
    """A day of the calendar; a month or a year alone is not enough."""

    accepted = "đủ ngày, tháng, năm như 31/12/2025"

    def clean(self, value: Any) -> date | None:
        """Return the day; raises ValidationError when it is less than a day."""
        typed = super().clean(value)
        if typed and typed.day is None:
            raise ValidationError("Nhập đủ ngày, tháng, năm.")
        return typed.first if typed else None

    def prepare_value(self, value: Any) -> str:
        """Return the text that stands in the field; a day as it is written here."""
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else super().prepare_value(value)


def offer(form: forms.BaseForm, **choices: Any) -> None:
    """Put choices into fields of a form: `offer(form, unit=[(1, "Xã Ba Động")])`."""
    for name, options in choices.items():
        field: Any = form.fields[name]
        field.choices = options


def read_typed(read: Callable[[CellValue], str], text: str) -> str:
    """Return what is typed as `read` reads a cell; raises ValidationError with its reason."""
    try:
        return read(text)
    except BadCell as bad:
        reason = str(bad)
        raise ValidationError(f"{reason[0].upper()}{reason[1:]}.") from bad


def read_level(kind: str, text: str) -> Held | None:
    """Return what a typed level says, as a sheet's cell of that kind: "ĐH Luật", "TC", "B1".

    None when blank. Raises ValidationError that names what is accepted.
    """
    try:
        return KINDS[kind].read(text)
    except BadCell as bad:
        accepted = KINDS[kind].column.accepted
        raise ValidationError(f"“{text}”: {bad}. Chấp nhận: {accepted}.") from bad
