"""What a log can be asked for, checked."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from personnel.entry.fields import offer
from personnel.models import Deletion, Disclosure, Person
from personnel.reading.joined import joined_into
from personnel.words.dates import parse_day

from .kinds import KINDS, Kind

NOBODY = "none"
LARGEST = 2**63 - 1
# Up to so many people are named one by one to the database, which then finds their rows by
# index; with more, their rows are frequent enough to be met in the order of time.
FEW = 500


class DayField(forms.Field):
    """A day typed as 31/12/2025; cleans to a date, None when blank."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "size": 11, "maxlength": 10, "placeholder": "31/12/2025"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the day typed; raises ValidationError."""
        try:
            return parse_day(value) if value else None
        except ValueError:
            raise ValidationError(f"“{value}” không phải là ngày dạng 31/12/2025.") from None


class LogForm(forms.Form):
    """The filters of both logs; each part optional, together they narrow."""

    q = forms.CharField(
        label="Họ tên cán bộ", required=False, max_length=100, widget=forms.SearchInput
    )
    user = forms.ChoiceField(label="Người thực hiện", required=False)
    kind = forms.ChoiceField(label="Loại", required=False)
    since = DayField(label="Từ ngày")
    until = DayField(label="Đến hết ngày")
    how = forms.CharField(label="Cách thức, lý do", required=False, max_length=100)

    kinds: list[tuple[str, str]] = []

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")
        users = get_user_model()._default_manager.order_by("username")
        named = [(str(user.pk), f"{user} ({user.get_username()})") for user in users]
        every = [("", "Tất cả")]
        offer(self, user=[*every, *named, (NOBODY, "Hệ thống")], kind=[*every, *self.kinds])

    @property
    def asked(self) -> dict[str, Any]:
        """Return what is asked for; raises BadRequest naming what cannot be read."""
        if not self.is_valid():
            name, errors = next(iter(self.errors.items()))
            raise BadRequest(f"{self.fields[name].label}: {errors[0]}")
        return {name: value for name, value in self.cleaned_data.items() if value}

    def within(self, moment: str) -> Q:
        """Return the condition that `moment` lies in the days asked for, both included."""
        asked, where = self.asked, Q()
        if "since" in asked:
            where &= Q(**{f"{moment}__gte": _midnight(asked["since"])})
        if "until" in asked:
            where &= Q(**{f"{moment}__lt": _midnight(asked["until"] + timedelta(days=1))})
        return where

    def by(self, author: str) -> Q:
        """Return the condition that `author` is the user asked for."""
        user = self.asked.get("user")
        if user is None:
            return Q()
        return Q(**{f"{author}__isnull": True}) if user == NOBODY else Q(**{author: int(user)})

    def named(self, column: str) -> Q:
        """Return the condition that `column` is a person of the name asked for, deleted or not.

        One query of its own when a name is asked for.
        """
        name = self.asked.get("q")
        if not name:
            return Q()
        present = Person.objects.named_like(name).order_by().values_list("pk", flat=True)
        deleted = Deletion.objects.named_like(name).order_by().values_list("record", flat=True)
        few = list(present.union(deleted)[: FEW + 1])
        if len(few) <= FEW:
            return Q(**{f"{column}__in": few})
        return Q(**{f"{column}__in": present}) | Q(**{f"{column}__in": deleted})


class ChangesForm(LogForm):
    """The filters of the log of changes."""

    kinds = [(kind.code, kind.label) for kind in KINDS]

    @property
    def reason(self) -> Q | None:
        """The condition on history rows that they were written for the reason asked for."""
        how = self.asked.get("how")
        return Q(history_change_reason__icontains=how) if how else None

    def wanted(self) -> dict[Kind, Q]:
        """Return the kinds of record asked for, each with the condition on its history rows.

        Without the reason, which no index finds.
        """
        asked = self.asked
        where = self.within("history_date") & self.by("history_user")
        kinds = [kind for kind in KINDS if asked.get("kind", kind.code) == kind.code]
        if "q" not in asked:
            return dict.fromkeys(kinds, where)
        return {kind: where & self.named(kind.person) for kind in kinds if kind.person}


class DisclosuresForm(LogForm):
    """The filters of the log of personal data given out."""

    person = forms.IntegerField(
        label="Hồ sơ số", required=False, min_value=1, max_value=LARGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 8}),
    )  # fmt: skip

    kinds = list(Disclosure.Kind.choices)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["how"].label = "Nội dung"

    def wanted(self) -> Q:
        """Return the condition on disclosures."""
        asked = self.asked
        where = self.within("at") & self.by("user") & self.named("person")
        if "kind" in asked:
            where &= Q(kind=asked["kind"])
        if "person" in asked:
            where &= Q(person__in=[asked["person"], *joined_into(asked["person"])])
        return where & Q(detail__icontains=asked["how"]) if "how" in asked else where


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
