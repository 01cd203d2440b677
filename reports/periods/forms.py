"""The forms of the periods: opening, amending, sealing, answering."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from personnel.entry.fields import FullDayField
from personnel.models import Unit
from personnel.words.dates import parse_day
from reports.reporters import offers_on
from targets.criteria import HORIZONS, horizon_on

from .answering import LONGEST as LONGEST_ANSWER
from .opening import LONGEST as LONGEST_REASON
from .opening import NUMBER, NUMBER_TOLD
from .sealing import LONGEST as LONGEST_NOTE
from .submitting import LONGEST as LONGEST_REPLY
from .submitting import Reply

MOVES_IN = 7  # from this month on, a period is opened for the year that ends next


def area(longest: int, rows: int = 2) -> dict[str, Any]:
    """Return what a field needs that may hold a text of several lines, or none."""
    widget = forms.Textarea(attrs={"rows": rows})
    return {"required": False, "max_length": longest, "widget": widget}


class AmendForm(forms.Form):
    """What may be put right of an open period."""

    name = forms.CharField(label="Tên kỳ báo cáo", max_length=100)
    due = FullDayField(label="Hạn nộp")

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)


class CorrectionForm(AmendForm):
    """The same of a period that is there: it carries what the page showed."""

    document_number = forms.RegexField(
        NUMBER.pattern + r"\Z", label="Số văn bản", required=False, max_length=10,
        error_messages={"invalid": f"{NUMBER_TOLD[:1].upper()}{NUMBER_TOLD[1:]}"},
    )  # fmt: skip
    document_day = FullDayField(label="Ngày văn bản", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


class PeriodForm(AmendForm):
    """What a period is opened with."""

    day = FullDayField(label="Ngày lấy số liệu")
    horizon = forms.ChoiceField(
        label="Mốc mục tiêu", choices=[(code, h.label) for code, h in HORIZONS.items()]
    )
    reports_by = forms.ChoiceField(
        label="Đơn vị nộp báo cáo", required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Ngày này có đơn vị nộp báo cáo khác: xem lại rồi chọn."},
    )  # fmt: skip
    field_order = ("name", "day", "horizon", "due", "reports_by")

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        day = self._day
        self.offers = offers_on(day) if day else []
        field: Any = self.fields["reports_by"]
        field.choices = [(offer.by, offer.label) for offer in self.offers]
        if len(self.offers) == 1:
            field.initial = self.offers[0].by
        if not self.offers:
            del self.fields["reports_by"]

    @property
    def _day(self) -> date | None:
        """The day as it was sent or is proposed; None where it cannot be read."""
        text = self.data.get("day", "") if self.is_bound else self.initial.get("day", "")
        try:
            return parse_day(text)
        except ValueError:
            return None

    def clean(self) -> dict[str, Any]:
        """Hold the days against each other; several ways of handing in want one chosen."""
        asked = super().clean() or self.cleaned_data
        if len(self.offers) > 1 and not asked.get("reports_by") and not self.errors:
            self.add_error("reports_by", "Chọn đơn vị nộp báo cáo.")
        day, due = asked.get("day"), asked.get("due")
        if day and due and due < day:
            self.add_error("due", "Hạn nộp phải từ ngày lấy số liệu trở đi.")
        return asked


class ReplaceForm(AmendForm):
    """What a period is opened with that replaces a sealed one; day and horizon stay."""

    reason = forms.CharField(label="Lý do thay thế", **area(LONGEST_REASON, rows=3))


def usual_period(today: date) -> dict[str, Any]:
    """Return what a period opened on a day mostly is: of the nearest end of a year."""
    day = usual_day(today)
    return {
        "name": f"Báo cáo năm {day.year}",
        "day": f"{day:%d/%m/%Y}",
        "horizon": horizon_on(day).code,
        "due": f"15/01/{day.year + 1}",
    }


def usual_day(today: date) -> date:
    """Return the end of a year that a period opened on a day is mostly about."""
    return date(today.year if today.month >= MOVES_IN else today.year - 1, 12, 31)


class AnswerForm(forms.Form):
    """What the province says to a submission."""

    answer = forms.CharField(label="Ý kiến", **area(LONGEST_ANSWER, rows=3))

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)


class ReplyForm(forms.Form):
    """What a unit replies to the reason for which the version `returned` came back."""

    reply = forms.CharField(
        label="Trả lời lý do trả lại", **area(LONGEST_REPLY, rows=4) | {"required": True},
        error_messages={"required": "Trả lời lý do trả lại: đã sửa gì, hoặc vì sao giữ nguyên."},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, returned: int, kept: str = "", data: QueryDict | None = None) -> None:
        initial = {"version": returned, "reply": kept}
        super().__init__(data, label_suffix="", initial=initial)

    @property
    def given(self) -> Reply:
        """The reply of a valid form."""
        return Reply(self.cleaned_data["version"], self.cleaned_data["reply"])


class SealForm(forms.Form):
    """The seal: a note, and the units without an approved report, seen and confirmed."""

    confirmed = forms.BooleanField(
        label="Đồng ý khóa khi các đơn vị nêu trên chưa có báo cáo được duyệt",
        error_messages={"required": "Đánh dấu để xác nhận các đơn vị nêu trên."},
    )
    note = forms.CharField(label="Ghi chú khi khóa", **area(LONGEST_NOTE))

    def __init__(self, absent: Iterable[Unit], data: QueryDict | None = None) -> None:
        codes = [district.code for district in absent]
        super().__init__(data, label_suffix="", initial={"missing": codes})
        sent = codes if data is None else data.getlist("missing")
        # What was seen is held against what is so now by the sealing itself.
        self.fields["missing"] = forms.MultipleChoiceField(
            required=False,
            widget=forms.MultipleHiddenInput,
            choices=[(code, code) for code in sent],
        )
        if not sent:
            del self.fields["confirmed"]
