"""The forms of planning: of one person, and of several by one decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from personnel.entry.fields import FullDayField, offer
from personnel.keeping.seen import SeenForm
from personnel.models import PlannedTitle, Unit
from personnel.reading.offered import title_choices, titles_on
from personnel.scope import Editor
from personnel.words.vietnamese import clean

DECIDED = ("title", "unit", "term_from", "term_to", "decision_number", "decision_day")
COURSE = ("course", "course_day", "course_paper")
WENT_ON = ("kept_on", "kept_by", "ended_on", "end_reason")


class PlannedForm(SeenForm):
    """What was decided of a person; with what is known of the course, and whether it goes on."""

    decision_day = FullDayField(label="Ngày quyết định", required=False)
    course_day = FullDayField(label="Hoàn thành ngày", required=False)
    kept_on = FullDayField(label="Quyết định giữ ngày", required=False)
    ended_on = FullDayField(label="Kết thúc từ ngày", required=False)
    field_order = (*DECIDED, *COURSE, *WENT_ON)

    class Meta:
        model = PlannedTitle
        fields: ClassVar[list[str]] = [*DECIDED, *COURSE, *WENT_ON]

    def __init__(self, *args: Any, user: Editor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offer(
            self, title=title_choices(titles_on(today), today),
            unit=[("", "Chọn"), *_communes(user, today, self.instance.unit_id)],
            course=[("", "Chưa có thông tin"), *PlannedTitle.Course.choices],
            end_reason=[("", "Chưa kết thúc"), *PlannedTitle.EndReason.choices],
        )  # fmt: skip
        for name, year in (("term_from", "2025"), ("term_to", "2030")):
            self.fields[name].widget = forms.TextInput(
                attrs={"inputmode": "numeric", "size": 5, "maxlength": 4, "placeholder": year}
            )
        self.fields["kept_by"].help_text = "Số văn bản hoặc kết luận, khi người ấy đã chuyển đi."

    @property
    def decided(self) -> list[Any]:
        """The fields of what was decided."""
        return self._bound(*DECIDED)

    @property
    def studied(self) -> list[Any]:
        """The fields of the course for the planned title."""
        return self._bound(*COURSE)

    @property
    def went_on(self) -> list[Any]:
        """The fields of whether it goes on."""
        return self._bound(*WENT_ON)

    def clean(self) -> dict[str, Any]:
        """Refuse a title that the unit has not, and what has not come yet."""
        data = super().clean()
        for name in ("decision_day", "course_day", "kept_on", "ended_on"):
            if (day := data.get(name)) and day > self.today:
                self.add_error(name, "Ngày này chưa đến.")
        title, unit = data.get("title"), data.get("unit")
        if title and unit and not title.fits(unit.kind):
            self.add_error("title", f"{unit} không có chức danh này.")
        return data

    def clean_decision_number(self) -> str:
        """Return it in one spelling."""
        return clean(self.cleaned_data["decision_number"])

    def _bound(self, *names: str) -> list[Any]:
        return [self[name] for name in names if name in self.fields]


class NewForm(PlannedForm):
    """What is decided anew: nothing was decided of it since."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WENT_ON:
            del self.fields[name]


class ManyForm(NewForm):
    """One decision on one title in a unit; the people are pasted, a line each."""

    lines = forms.CharField(
        label="Người được quy hoạch", max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8, "placeholder": "Họ và tên\tNgày sinh"}),
        help_text="Dán các cột từ Excel: họ và tên, ngày sinh hoặc số CCCD; mỗi dòng một người.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in COURSE:
            del self.fields[name]

    def clean_lines(self) -> str:
        """Refuse lines that say nothing."""
        if not self.cleaned_data["lines"].strip():
            raise ValidationError("Dán ít nhất một dòng.")
        return str(self.cleaned_data["lines"])


def _communes(user: Editor, today: date, recorded: int | None) -> Iterator[tuple[str, Any]]:
    """Yield the communes that a user may plan for, under what they are in, and the one recorded."""
    units = Unit.objects.communes().visible_to(user).in_force(today)
    found: dict[str, list[tuple[int, str]]] = {}
    every = list(units.with_above().in_place())
    if recorded and recorded not in {unit.pk for unit in every}:
        every += Unit.objects.filter(pk=recorded).with_above()
    for unit in every:
        found.setdefault(str(unit.above or ""), []).append((unit.pk, unit.name))
    yield from found.items()
