"""The form by which a board asks for a record that another board keeps."""

from datetime import date, datetime
from typing import Any

from django import forms

from personnel.entry.dossier import communes_of
from personnel.entry.fields import FullDayField, read_typed
from personnel.keeping.recording import Refused
from personnel.models import HandOver, Title, Unit
from personnel.reading.offered import title_choices, titles_on
from personnel.scope import Editor
from personnel.words.values import read_cccd

from .posts import Misfit
from .requesting import ask_for


class RequestForm(forms.Form):
    """Whose record, by the number, and which title from which day in a commune of the user's."""

    cccd = forms.CharField(
        label="Số CCCD", max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị tiếp nhận")
    title = forms.ModelChoiceField(Title.objects.all(), label="Chức danh mới")
    since = FullDayField(label="Từ ngày")

    def __init__(self, user: Editor, today: date, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        self.user = user
        communes = communes_of(user, today)
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(pk__in=[commune.pk for commune in communes])
        unit.empty_label = "Chọn"
        title: Any = self.fields["title"]
        offered = [each for each in titles_on(today) if not each.ended_before(today)]
        title.queryset = Title.objects.filter(pk__in=[each.pk for each in offered])
        title.choices = title_choices(offered, today)

    def clean_cccd(self) -> str:
        """Return the number without blanks; raises ValidationError for what is none."""
        return read_typed(read_cccd, self.cleaned_data["cccd"])

    def clean(self) -> dict[str, Any]:
        """Refuse a commune or title that is not there on the day."""
        data = super().clean() or self.cleaned_data
        unit, title, since = (data.get(name) for name in ("unit", "title", "since"))
        if unit and since and not unit.is_in_force(since):
            self.add_error("unit", f"{unit} không tồn tại vào ngày {since:%d/%m/%Y}.")
        if title and since and not title.is_in_force(since):
            self.add_error("title", f"Chức danh này chỉ áp dụng {title.period_shown}.")
        return data

    def save(self, at: datetime) -> HandOver:
        """Send the request; raises Refused."""
        data = self.cleaned_data
        asked = data["cccd"], data["unit"], data["title"], data["since"]
        return ask_for(*asked, by=self.user, at=at)

    def complain(self, refused: Refused) -> None:
        """Show why it was refused, beside its field where it is about one."""
        self.add_error(refused.field if isinstance(refused, Misfit) else None, str(refused))
