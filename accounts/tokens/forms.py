"""The form of a new token: for whom, what it may, until when."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.models import ApiToken
from accounts.users.forms import by_level
from personnel.entry.fields import FullDayField, offer
from personnel.models import Unit
from personnel.words.dates import years_before
from personnel.words.vietnamese import clean


def latest_end(first: date) -> date:
    """Return the last day of a token that begins on a day, at the latest: a year later."""
    return years_before(first, -1)


class TokenForm(forms.ModelForm):
    """What is asked of a new token; the last day is never left open."""

    valid_from = FullDayField(label="Từ ngày")
    valid_to = FullDayField(label="Đến hết ngày")

    class Meta:
        model = ApiToken
        fields = ("label", "role", "unit", "valid_from", "valid_to", "people")

    def __init__(self, today: date, data: QueryDict | None = None) -> None:
        ends = latest_end(today)
        super().__init__(
            data, instance=ApiToken(), label_suffix="",
            initial={"valid_from": today, "valid_to": ends - timedelta(days=1)},
        )  # fmt: skip
        self.today = today
        units = Unit.objects.in_force(today).held_in_part().order_by("code")
        choices = ((unit.pk, unit) for unit in units)
        offer(self, unit=[("", "Toàn tỉnh"), *by_level(choices)])

    def anew(self) -> "TokenForm":
        """Return what was sent, bound to what there is now."""
        return TokenForm(self.today, self.data)  # type: ignore[arg-type]  # it is a QueryDict

    def clean_label(self) -> str:
        """Return the name in one spelling."""
        return clean(self.cleaned_data["label"])

    def clean(self) -> dict[str, Any]:
        """Refuse a token that has ended already, and one for more than a year."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("valid_from"), data.get("valid_to")
        if last and last < self.today:
            self.add_error("valid_to", ValidationError("Ngày hết hạn đã qua."))
        elif first and last and last > latest_end(max(first, self.today)):
            longest = f"{latest_end(max(first, self.today)):%d/%m/%Y}"
            self.add_error(
                "valid_to", ValidationError(f"Thời hạn dài nhất là một năm: đến {longest}.")
            )
        return data
