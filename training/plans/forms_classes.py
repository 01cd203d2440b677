"""The form by which classes are made of an intake of an approved plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from personnel.basics.plain import PLAIN_NAME
from personnel.models import Enrolment

from .classes import How, Intake

_DAY = {"size": 11, "maxlength": 10, "inputmode": "numeric"}
ACROSS, APART = "across", "apart"


def _day(label: str, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs=_DAY, format="%d/%m/%Y")
    return forms.DateField(label=label, widget=widget, required=required)


class ClassesForm(forms.Form):
    """How the people of an intake are divided, and what is told of each class."""

    name = forms.CharField(label="Tên lớp", max_length=150, validators=[PLAIN_NAME])
    size = forms.IntegerField(label="Số người nhiều nhất một lớp", min_value=1, max_value=1000)
    by = forms.ChoiceField(
        label="Xếp lớp",
        choices=[
            (ACROSS, "Ghép các đơn vị liền nhau cho đủ lớp"),
            (APART, "Mỗi đơn vị trực thuộc tỉnh học riêng"),
        ],
        widget=forms.RadioSelect,
    )
    state = forms.ChoiceField(
        label="Trạng thái của người học",
        choices=[
            (state.value, state.label) for state in (Enrolment.State.PROPOSED, Enrolment.State.SENT)
        ],
        widget=forms.RadioSelect,
    )
    starts = _day("Khai giảng")
    ends = _day("Bế giảng")
    award_expected = _day("Dự kiến cấp bằng, chứng chỉ", required=False)
    place = forms.CharField(label="Địa điểm", max_length=200, required=False)
    organiser = forms.CharField(label="Đơn vị tổ chức", max_length=200, required=False)

    def __init__(self, data: Any, intake: Intake) -> None:
        course, starts = intake.course, intake.starts
        initial = {
            "name": f"{course['name']} {starts.year}",
            "size": course["class_size"],
            "by": ACROSS,
            "state": Enrolment.State.PROPOSED,
            "starts": starts,
            "ends": intake.ends,
            "organiser": course["provider"],
        }
        super().__init__(data, initial=initial, auto_id="classes-%s", label_suffix="")

    def clean(self) -> dict[str, Any]:
        """Refuse days that are not in order."""
        data = super().clean() or self.cleaned_data
        starts, ends, awarded = (data.get(n) for n in ("starts", "ends", "award_expected"))
        if starts and ends and ends < starts:
            raise ValidationError({"ends": "Ngày bế giảng phải từ ngày khai giảng trở đi."})
        if ends and awarded and awarded < ends:
            raise ValidationError(
                {"award_expected": "Ngày dự kiến cấp phải từ ngày bế giảng trở đi."}
            )
        return data

    @property
    def how(self) -> How:
        """What a valid form says."""
        told = self.cleaned_data
        names = ("starts", "ends", "award_expected", "place", "organiser")
        facts = {name: told[name] for name in names}
        return How(told["name"], told["size"], told["by"] == APART, told["state"], facts)
