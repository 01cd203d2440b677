"""The cells of a line, and the paper that is typed once for all lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from personnel.entry.fields import FullDayField
from personnel.words.grades import Grade, read_grade
from personnel.words.values import BadCell

from .values import Value

WORDS = "muc-xep-loai"
ACCEPTED = "Hoàn thành xuất sắc nhiệm vụ, Hoàn thành tốt nhiệm vụ, Hoàn thành nhiệm vụ, Không hoàn thành nhiệm vụ"  # noqa: E501


class GradeField(forms.CharField):
    """A level in full words or in short; cleans to its code, "" when blank."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"list": WORDS, "size": 26, "autocomplete": "off"}
        usual: dict[str, Any] = {
            "max_length": 100,
            "required": False,
            "widget": forms.TextInput(attrs=attrs),
        }
        super().__init__(**usual | kwargs)

    def clean(self, value: Any) -> str:
        """Return the code of a level; raises ValidationError for what names none."""
        text = super().clean(value)
        try:
            grade = read_grade(text)
        except BadCell as bad:
            raise ValidationError(f"“{text}”: {bad}.") from bad
        return grade.value if grade else ""

    def prepare_value(self, value: Any) -> Any:
        """Return the words of a level that is recorded; what was typed, as it was."""
        return Grade(value).label if value in Grade.values else value


def _text(label: str, longest: int, size: int) -> forms.CharField:
    attrs = {"size": size, "autocomplete": "off"}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget)


class PaperForm(forms.Form):
    """The paper of all lines that have none of their own."""

    prefix = "paper"
    document_number = _text("Số văn bản chung", 50, 16)
    document_date = FullDayField(label="Ngày văn bản chung", required=False)

    def __init__(self, *args: Any, year: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year, self.today = year, today

    def clean_document_date(self) -> date | None:
        """Refuse a day before the year, or one to come."""
        return _of_the_year(self.cleaned_data["document_date"], self.year, self.today)


class LineForm(forms.Form):
    """The four cells of a person, or a collective, in one year; `seen` is what they showed."""

    grade = GradeField(label="Mức xếp loại")
    document_number = _text("Số văn bản", 50, 12)
    document_date = FullDayField(label="Ngày văn bản", required=False)
    note = _text("Ghi chú", 200, 14)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    CELLS = ("grade", "document_number", "document_date", "note")

    def __init__(
        self, *args: Any, now: Value, about: str, year: int, today: date, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {**now.columns, "seen": now.sent}
        super().__init__(*args, **kwargs)
        self.year, self.today = year, today
        for name in self.CELLS:
            field = self.fields[name]
            field.widget.attrs["aria-label"] = f"{field.label}, {about}"
            field.widget.attrs.pop("placeholder", None)

    def clean_document_date(self) -> date | None:
        """Refuse a day before the year, or one to come."""
        return _of_the_year(self.cleaned_data["document_date"], self.year, self.today)

    def clean(self) -> dict[str, Any]:
        """Refuse a paper or a remark about nothing."""
        data = super().clean() or self.cleaned_data
        about = any(data.get(name) for name in self.CELLS[1:])
        if "grade" not in self.errors and about and not data["grade"]:
            self.add_error("grade", "Nhập mức xếp loại, hoặc để trống cả dòng.")
        return data

    @property
    def cells(self) -> list[Any]:
        """The cells that are typed into."""
        return [self[name] for name in self.CELLS]

    @property
    def hidden_seen(self) -> Any:
        """The hidden cell; `showed` is what stands in it."""
        return self["seen"]

    @property
    def typed(self) -> Value:
        """What stands in the cells of a valid form."""
        return Value(**{name: self.cleaned_data[name] for name in self.CELLS})

    @property
    def showed(self) -> Value | None:
        """What the cells showed when the page was opened; None when that cannot be read."""
        return Value.read(self.data.get(self["seen"].html_name, ""))


def _of_the_year(day: date | None, year: int, today: date) -> date | None:
    if day and day.year < year:
        raise ValidationError(f"Không được trước năm xếp loại {year}.")
    if day and day > today:
        raise ValidationError(f"Ngày chưa đến; hôm nay là {today:%d/%m/%Y}.")
    return day
