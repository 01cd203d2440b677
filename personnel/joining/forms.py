"""The form that asks what two records say otherwise, and the one that looks for the second."""

from typing import Any

from django import forms

from .pairs import Pair
from .plan import Plan


class JoinForm(forms.Form):
    """A choice for each question of a plan; nothing is chosen beforehand."""

    def __init__(self, plan: Plan, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        for one in plan.questions:
            choices = one.options if isinstance(one, Pair) else one.choices
            self.fields[one.name] = forms.ChoiceField(
                label="Giữ lại", choices=choices, widget=forms.RadioSelect,
                error_messages={"required": "Chọn nội dung giữ lại."},
            )  # fmt: skip

    @property
    def answers(self) -> dict[str, str]:
        """What was chosen, by the name of each question."""
        return {name: str(value) for name, value in self.cleaned_data.items()}


class SearchForm(forms.Form):
    """Whom to look for."""

    q = forms.CharField(
        label="Họ tên hoặc số cuối CCCD", max_length=100, required=False, widget=forms.SearchInput
    )
