"""What is typed on the page of a candidate: who is sought, who is in no record, what is answered.

Nothing of it is stored, and nothing of it stands in an address.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from personnel.entry.fields import FullDayField, PartialDateField, read_typed
from personnel.kinds import KINDS
from personnel.models import Ethnicity, Person
from personnel.reading.typed import Typed
from personnel.words.dates import Precision
from personnel.words.values import read_name
from targets.criteria import REGISTER
from targets.judging import kinds_asked

from .findings import Answers, Case

YES_NO = [("", "Chưa rõ"), ("1", "Có"), ("0", "Không")]
# The kinds that some criterion asks, as everywhere in their order.
ASKED = [kind for kind in KINDS.values() if kind.code in kinds_asked(REGISTER)]


def _known(value: str) -> bool | None:
    return {"1": True, "0": False}.get(value)


class Choice(forms.TypedChoiceField):
    """Yes, no or not known: True, False, None."""

    def __init__(self, choices: Any = (), **kwargs: Any) -> None:
        given = {"coerce": _known, "empty_value": None, "required": False}
        super().__init__(choices=choices or YES_NO, **given | kwargs)


class SeekForm(forms.Form):
    """The name of somebody who has a record."""

    q = forms.CharField(
        label="Họ và tên",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "Người có hồ sơ"}),
    )


class AnswersForm(forms.Form):
    """What no record says: the course for the planned title, or that they are sent from above."""

    course = Choice(
        [("", "Chưa ghi nhận"), ("1", "Đã hoàn thành"), ("0", "Chưa hoàn thành")],
        label="Chương trình bồi dưỡng chức danh quy hoạch",
    )
    above = forms.BooleanField(
        label="Cán bộ cấp trên điều động, luân chuyển về cấp xã", required=False
    )
    reason = forms.CharField(
        label="Lý do, văn bản điều động, luân chuyển", max_length=300, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where somebody is said to be sent from above."""
        data = super().clean() or self.cleaned_data
        if data.get("above") and not data.get("reason"):
            self.add_error("reason", ValidationError("Ghi lý do hoặc văn bản."))
        return data

    @property
    def answers(self) -> Answers:
        """What was answered, of a valid form."""
        data = self.cleaned_data
        return Answers(data["course"], data["reason"] if data["above"] else "")


class TypedForm(AnswersForm):
    """Somebody who is in no record: what decides what is asked of them, and what they hold."""

    full_name = forms.CharField(label="Họ và tên", max_length=100, required=False)
    sex = forms.ChoiceField(label="Giới tính", choices=[("", "Chọn"), *Person.Sex.choices])
    birth = PartialDateField(label="Ngày sinh")
    ethnicity = forms.ModelChoiceField(
        Ethnicity.objects.all(), label="Dân tộc", required=False, empty_label="Chưa rõ"
    )
    is_local = Choice(label="Người của địa phương này")
    minority = FullDayField(label="Công tác ở vùng DTTS từ", required=False)

    field_order = ("full_name", "sex", "birth", "ethnicity", "is_local", "minority")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ASKED:
            levels = [(str(number), label) for number, label in enumerate(kind.labels)]
            self.fields[f"level_{kind.code}"] = forms.TypedChoiceField(
                label=kind.label, choices=[("", "Chưa có thông tin"), *levels],
                coerce=int, empty_value=None, required=False,
            )  # fmt: skip

    def clean_full_name(self) -> str:
        """Return the name in one spelling; what is no part of a name is refused."""
        name: str = self.cleaned_data["full_name"]
        return read_typed(read_name, name) if name else ""

    @property
    def who(self) -> list[Any]:
        """The fields that say who it is."""
        return [self[name] for name in self.field_order]

    @property
    def levels(self) -> list[Any]:
        """The fields of what is held."""
        return [self[f"level_{kind.code}"] for kind in ASKED]

    @property
    def someone(self) -> Typed:
        """Whoever was typed, of a valid form."""
        data = self.cleaned_data
        held = {kind.code: data[f"level_{kind.code}"] for kind in ASKED}
        levels = {kind: level for kind, level in held.items() if level is not None}
        return Typed(data["sex"], data["birth"].first, data["ethnicity"], data["minority"], levels)

    def case(self, title: Any, unit: Any, day: Any) -> Case:
        """Return the case of whoever was typed: nothing is known of posts."""
        data = self.cleaned_data
        return Case(
            title, unit, day, data["sex"], data["birth"].first,
            about=data["birth"].precision != Precision.DAY,
            local=data["is_local"],
            answers=self.answers,
        )  # fmt: skip
