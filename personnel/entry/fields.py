"""Fields a typist fills: dates to the day, month or year, and levels in full or in short."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import BaseChoiceIterator, normalize_choices

from personnel.kinds import KINDS
from personnel.models import Body, Title
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


class Choices(BaseChoiceIterator):
    """Choices that are put in order once and offered by many fields; none changes them."""

    def __init__(self, choices: Iterable[Any]) -> None:
        self._choices = list(normalize_choices(list(choices)))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._choices)

    def __copy__(self) -> Choices:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Choices:
        return self


class TitleSelect(forms.Select):
    """A choice of titles; those held in one of several bodies say so (`data-bodies`).

    The page shows the field of the body beside such a title alone.
    """

    asking: Collection[int] = ()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        """Return an option, marked where its title is held in one of several bodies."""
        option = super().create_option(name, value, *args, **kwargs)
        if value in self.asking:
            option["attrs"]["data-bodies"] = True
        return option


def ask_bodies(form: forms.BaseForm, titles: Iterable[Title]) -> None:
    """Let the field of the title say beside which titles the body is asked for."""
    asking = {title.pk for title in titles if title.asks_body}
    form.fields["title"].widget.asking = asking


def body_unfit(title: Title | None, body: str) -> str:
    """Return why a title cannot be held in a body; "" where it can, or none was said."""
    if not title or not body or body in title.bodies:
        return ""
    told = "; ".join(str(Body(each).label) for each in title.bodies)
    return f"Chức danh {title} {f'chỉ có ở: {told}' if told else 'không ghi phòng, ban'}."


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
