"""The form that a plan is tried out with: an address of plain fields, read back as parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from personnel.models import Title
from targets.criteria import HORIZONS
from targets.needs.offers import Offers
from targets.needs.wishes import Wishes
from targets.rules import Horizon

from .parameters import ASKED, RANKS, Parameters, bound_name, horizons_ahead, read_otherwise

_DAY = {"size": 11, "maxlength": 10, "inputmode": "numeric", "placeholder": "01/01/2027"}
_MOST = 9999


@dataclass(frozen=True)
class BoundsRow:
    """A course with a field for each year; None where none of the year would end in time."""

    code: str
    name: str
    fields: list[tuple[int, Any]]


class ParametersForm(forms.Form):
    """What a plan is tried out with. The fields of bounds are those of the courses and years."""

    asked = forms.CharField(widget=forms.HiddenInput, initial="1")
    horizon = forms.ChoiceField(label="Mốc mục tiêu")
    start = forms.DateField(
        label="Khai giảng từ ngày",
        widget=forms.DateInput(attrs=_DAY, format="%d/%m/%Y"),
        error_messages={"invalid": "Nhập ngày dạng 01/01/2027."},
    )
    reserve = forms.IntegerField(
        label="Dự phòng (%)", min_value=0, max_value=100,
        widget=forms.NumberInput(attrs={"size": 4}),
    )  # fmt: skip
    each_board = forms.BooleanField(
        label="Từng đơn vị trực thuộc tỉnh cũng phải đạt", required=False
    )
    readings = forms.MultipleChoiceField(
        label="Hiểu điều khoản theo cách khác", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, data: QueryDict | Mapping[str, Any], today: date) -> None:
        super().__init__(data, auto_id="try-%s", label_suffix="")
        self.today = today
        fields: dict[str, Any] = self.fields
        fields["horizon"].choices = [(h.code, h.label) for h in horizons_ahead(today)]
        otherwise = [(c.code, f"{c.clause}: {c.reading}") for c in read_otherwise(self._horizon)]
        fields["readings"].choices = otherwise
        for rank in RANKS:
            choices = [("", "–"), *Title.Group.choices]
            self.fields[rank] = forms.ChoiceField(choices=choices, required=False)
        self.courses = self._courses()
        for (code, year), name in self.courses.items():
            self.fields[bound_name(code, year)] = forms.IntegerField(
                label=f"{name}, năm {year}", required=False, min_value=0, max_value=_MOST,
                widget=forms.NumberInput(attrs={"size": 5}),
            )  # fmt: skip

    @property
    def _horizon(self) -> Horizon:
        """The horizon asked for, by which the fields are made; the usual one for what is none."""
        code = str(self.data.get("horizon", ""))
        return HORIZONS.get(code) or Parameters.usual(self.today).horizon

    @property
    def _start(self) -> date:
        try:
            start = self.fields["start"].clean(self.data.get("start", ""))
        except ValidationError:
            start = None
        return start or Parameters.usual(self.today).start

    @property
    def years(self) -> list[int]:
        """The years of the intakes that are to be thought of."""
        return list(range(self._start.year, self._horizon.deadline.year + 1))

    def _courses(self) -> dict[tuple[str, int], str]:
        """Return the names of the courses that end in time, by code and the year of an intake."""
        offers = Offers.read(self._start, self._horizon.deadline)
        return {
            (offer.code, intake.start.year): offer.name
            for intake in offers.intakes
            for among in intake.in_time.values()
            for offer in among
        }

    @property
    def ranks(self) -> list[Any]:
        """The fields that say which group is served first."""
        return [self[rank] for rank in RANKS]

    @property
    def bounds(self) -> Iterator[BoundsRow]:
        """The fields of the most seats, a row a course."""
        for code, name in {code: name for (code, _), name in self.courses.items()}.items():
            keys = {year: (code, year) for year in self.years}
            fields = {
                y: self[bound_name(*k)] if k in self.courses else None for y, k in keys.items()
            }
            yield BoundsRow(code, name, list(fields.items()))

    def clean_start(self) -> date:
        """Refuse a day that is over, and one after which nothing ends in time."""
        start: date = self.cleaned_data["start"]
        if start < self.today:
            raise ValidationError("Ngày khai giảng không được trước hôm nay.")
        if start > self._horizon.deadline:
            raise ValidationError(
                f"Hạn {self._horizon.deadline:%d/%m/%Y} đến trước ngày khai giảng."
            )
        return start

    def clean(self) -> dict[str, Any]:
        """Make the parameters of what was sent; refuse what cannot be meant."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        try:
            wishes = Wishes(
                bounds=self._bounds(data),
                each_board=data["each_board"],
                priority=tuple(data[rank] for rank in RANKS if data[rank]),
                reserve=data["reserve"],
            )
        except ValueError as problem:
            raise ValidationError(str(problem)) from None
        self.parameters = Parameters(
            self._horizon, data["start"], wishes, frozenset(data["readings"])
        )
        return data

    def _bounds(self, data: Mapping[str, Any]) -> dict[tuple[str, int], int]:
        found = {key: data.get(bound_name(*key)) for key in self.courses}
        return {key: seats for key, seats in found.items() if seats is not None}


def form_of(query: QueryDict, kept: Parameters, today: date) -> ParametersForm:
    """Return the form of an address, or of what is kept where the address asks for nothing."""
    return ParametersForm(query if ASKED in query else kept.data, today)
