"""The forms by which a scenario is kept, moves people by hand, and becomes an approved plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from personnel.basics.plain import PLAIN_NAME
from personnel.kinds import KIND_CHOICES

_LONG = {"rows": 2}


class SaveForm(forms.Form):
    """Under which name parameters are kept."""

    name = forms.CharField(label="Tên phương án", max_length=100, validators=[PLAIN_NAME])
    note = forms.CharField(
        label="Ghi chú", max_length=500, required=False, widget=forms.Textarea(attrs=_LONG)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "save-%s", "label_suffix": ""} | kwargs)


class MoveForm(forms.Form):
    """Whether somebody is put into a scenario or taken out of it, of what, and why."""

    way = forms.ChoiceField(
        label="Lựa chọn",
        choices=[("take", "Đưa vào phương án"), ("leave", "Đưa ra khỏi phương án")],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label="Loại trình độ", required=False,
        choices=[("", "Mọi loại (chỉ khi đưa ra)"), *KIND_CHOICES],
    )  # fmt: skip
    reason = forms.CharField(label="Lý do", max_length=200)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "move-%s", "label_suffix": ""} | kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse to put somebody into every kind at once."""
        data = super().clean() or self.cleaned_data
        if data.get("way") == "take" and not data.get("kind"):
            raise ValidationError({"kind": "Đưa vào thì phải chọn loại trình độ."})
        return data


class ApproveForm(forms.Form):
    """By which name and document a plan is approved, and why it replaces the one before."""

    name = forms.CharField(label="Tên kế hoạch", max_length=100, validators=[PLAIN_NAME])
    document_number = forms.CharField(label="Số văn bản", max_length=50, required=False)
    document_day = forms.DateField(
        label="Ngày văn bản", required=False,
        widget=forms.DateInput(attrs={"size": 11, "maxlength": 10}, format="%d/%m/%Y"),
    )  # fmt: skip
    note = forms.CharField(
        label="Ghi chú", max_length=500, required=False, widget=forms.Textarea(attrs=_LONG)
    )
    replacement_reason = forms.CharField(
        label="Lý do thay thế kế hoạch đang thực hiện", max_length=500,
        widget=forms.Textarea(attrs=_LONG),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, replaces: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "approve-%s", "label_suffix": ""} | kwargs)
        if not replaces:
            del self.fields["replacement_reason"]
