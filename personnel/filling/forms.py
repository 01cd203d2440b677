"""What may be given to many people at once: a fact that many share, or what was found of papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from personnel.entry.fields import offer
from personnel.entry.forms import CredentialForm, PersonForm
from personnel.kinds import KIND_CHOICES, KINDS
from personnel.models import Batch, Credential, Person, Verification, is_confidential
from personnel.models.batches import columns_kept
from personnel.reading.facts import BY_COLUMN, Fact
from personnel.scope import Editor

PREFIX = "value"
FINDING = "finding"
# The fields of a person's form whose value many people may share, and the column of each.
FACTS = {
    "ethnicity": "ethnicity_id",
    "religion": "religion",
    "home_place": "home_place",
    "is_local": "is_local",
    "minority": "minority_area_since",
    "sex": "sex",
}
CHOICES = [
    *((name, BY_COLUMN[column].label) for name, column in FACTS.items()),
    (FINDING, "Xác minh, thu hồi văn bằng, chứng chỉ"),
]


class FieldForm(forms.Form):
    """Which field is to be given a value."""

    field = forms.ChoiceField(label="Thông tin", choices=[("", "Chọn"), *CHOICES])


class FactForm(PersonForm):
    """One field of a person's form, which has to say something."""

    def __init__(self, name: str, *args: Any, user: Editor, today: date, **kwargs: Any) -> None:
        usual = {"prefix": PREFIX, "instance": Person()}
        super().__init__(*args, user=user, **usual | kwargs)
        self.name, self.today = name, today
        self.fields = {name: self.fields[name]}
        self.fields[name].required = True

    @property
    def fact(self) -> Fact:
        """The fact that is given."""
        return BY_COLUMN[FACTS[self.name]]

    def clean(self) -> dict[str, Any]:
        """Refuse a day to come."""
        data = super().clean()
        typed = data.get(self.name)
        if self.name in self.dates and typed and typed.first > self.today:
            self.add_error(self.name, f"Ngày ở tương lai (sau {self.today:%d/%m/%Y}).")
        return data

    @property
    def kind(self) -> str:
        """Of which kind the batch is."""
        return Batch.Kind.FACT

    @property
    def values(self) -> dict[str, Any]:
        """The columns of a valid form, as they are kept."""
        return columns_kept(self.instance, self.fact.columns)

    @property
    def told(self) -> str:
        """What is given, in words."""
        return f"{self.fact.label}: {self.fact.shown(self.instance)}"

    @property
    def named(self) -> str:
        """What the batch is called, and its reason in histories: no confidential value."""
        return self.fact.label if is_confidential(*self.fact.columns) else self.told


class FindingForm(CredentialForm):
    """What was found of the credentials of one kind, on which day and by which document."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": PREFIX, "instance": Credential()} | kwargs)
        self.today = today
        self.fields = {name: self.fields[name] for name in ("kind", *self.rare)}
        self.fields["verification"].required = True
        offer(
            self,
            kind=[("", "Chọn"), *KIND_CHOICES],
            verification=[("", "Chọn"), *Verification.choices],
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a day to come."""
        data = super().clean()
        found = data.get("verified_on")
        if found and found > self.today:
            self.add_error("verified_on", f"Ngày ở tương lai (sau {self.today:%d/%m/%Y}).")
        return data

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out the person: the form is nobody's."""
        return super()._get_validation_exclusions() | {"person"}

    @property
    def kind(self) -> str:
        """Of which kind the batch is."""
        return Batch.Kind.FINDING

    @property
    def values(self) -> dict[str, Any]:
        """The columns of a valid form, as they are kept."""
        return columns_kept(self.instance, self.rare)

    @property
    def told(self) -> str:
        """What was found, in words."""
        return f"{KINDS[self.instance.kind].label}: {self.instance.verification_told}"

    @property
    def named(self) -> str:
        """What the batch is called, and its reason in histories."""
        return self.told


ValueForm = FactForm | FindingForm


def value_form(name: str, user: Editor, today: date, data: Any, *, bound: bool) -> Any:
    """Return the form of what is given, by the field's name; None where there is no such field.

    What was sent stands in it, checked where it is `bound`.
    """
    if name != FINDING and name not in FACTS:
        return None
    fields = CredentialForm.base_fields if name == FINDING else PersonForm.base_fields
    typed = {field: data[key] for field in fields if (key := f"{PREFIX}-{field}") in data}
    sent: dict[str, Any] = {"data": data} if bound else {"initial": typed}
    if name == FINDING:
        return FindingForm(today=today, **sent)
    return FactForm(name, user=user, today=today, **sent)
