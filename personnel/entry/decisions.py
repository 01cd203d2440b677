"""The fields of a form about the decision by which a title is held; all may stay blank."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from personnel.models import Acting, Basis
from personnel.words.partial_dates import PartialDate
from personnel.words.vietnamese import clean

from .fields import PartialDateField
from .folding import Folding

DECISION_FIELDS = ("basis", "acting", "decision_number", "decided")
DECISION_LABEL = "Quyết định, hình thức"


class DecisionForm(Folding, forms.Form):
    """What is known of a decision, by a day `today`."""

    today: date
    rare: tuple[str, ...] = DECISION_FIELDS
    rare_label = DECISION_LABEL

    basis = forms.ChoiceField(
        label="Hình thức", choices=[("", "—"), *Basis.choices], required=False
    )
    acting = forms.ChoiceField(
        label="Quyền, phụ trách", choices=[("", "—"), *Acting.choices], required=False
    )
    decision_number = forms.CharField(label="Số quyết định", max_length=50, required=False)
    decided = PartialDateField(label="Ngày quyết định", required=False)

    def clean_decision_number(self) -> str:
        """Return the number in one spelling."""
        return clean(self.cleaned_data["decision_number"])

    def clean_decided(self) -> PartialDate | None:
        """Return the day of the decision, which is not to come."""
        decided: PartialDate | None = self.cleaned_data["decided"]
        if decided and decided.first > self.today:
            raise ValidationError(f"Ngày ở tương lai (sau {self.today:%d/%m/%Y}).")
        return decided

    @property
    def decision(self) -> dict[str, Any]:
        """The columns of `ByDecision` that a valid form fills."""
        data, decided = self.cleaned_data, self.cleaned_data.get("decided")
        return {
            "basis": data.get("basis", ""),
            "acting": data.get("acting", ""),
            "decision_number": data.get("decision_number", ""),
            "decision_date": decided.first if decided else None,
            "decision_precision": decided.precision if decided else "",
        }


class AcceptForm(DecisionForm):
    """The decision by which somebody handed over holds the new title, as it was offered."""

    def __init__(self, today: date, offered: Any, data: Any = None) -> None:
        self.today = today
        decided = PartialDate.stored(offered.decision_date, offered.decision_precision)
        self.sent = data is not None and DECISION_FIELDS[0] in data
        super().__init__(data, initial=offered.decision | {"decided": decided}, label_suffix="")
