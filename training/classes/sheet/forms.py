"""What is asked beside a class's file, and what its preview sends back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from personnel.entry.fields import PartialDateField
from personnel.models import TrainingClass
from personnel.words.partial_dates import PartialDate


class AwardForm(forms.Form):
    """What holds for whoever finished and has no day of their own in the file."""

    awarded = PartialDateField(
        label="Ngày cấp chung", required=False,
        help_text="Cho người hoàn thành mà tệp không ghi ngày cấp.",
    )  # fmt: skip
    institution = forms.CharField(label="Nơi cấp", required=False, max_length=200)

    def __init__(
        self, data: Any = None, files: Any = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files, initial=initial, label_suffix="")

    def clean_awarded(self) -> PartialDate | None:
        """Refuse a day that is to come."""
        awarded: PartialDate | None = self.cleaned_data["awarded"]
        if awarded and awarded.first > timezone.localdate():
            raise ValidationError("Ngày cấp ở tương lai.")
        return awarded

    @classmethod
    def begun(cls, training_class: TrainingClass, today: date) -> dict[str, Any]:
        """Return what the form of a class begins with: its own day, once that has come."""
        day = training_class.expected
        told = f"{day:%d/%m/%Y}" if day <= today else ""
        return {"awarded": told, "institution": training_class.organiser}


class SheetForm(AwardForm):
    """A class's file, and what holds for all in it."""

    file = forms.FileField(
        label="Tệp Excel (.xlsx)", max_length=255,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Chọn tệp.", "empty": "Tệp rỗng (0 byte)."},
    )  # fmt: skip
    field_order = ("file", "awarded", "institution")
