"""The forms of the periods: opening, amending, sealing, answering, and a district's texts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from personnel.actions.fields import FullDayField
from personnel.models import Unit
from reports.models import Period
from targets.criteria import HORIZONS, horizon_on

from .answering import LONGEST as LONGEST_ANSWER
from .checklist import Item
from .drafting import LONGEST as LONGEST_TEXT
from .drafting import Changes
from .opening import LONGEST as LONGEST_REASON
from .sealing import LONGEST as LONGEST_NOTE

MOVES_IN = 7  # from this month on, a period is opened for the year that ends next


def _area(longest: int, rows: int = 2) -> dict[str, Any]:
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

    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


class PeriodForm(AmendForm):
    """What a period is opened with."""

    day = FullDayField(label="Ngày lấy số liệu")
    horizon = forms.ChoiceField(
        label="Mốc mục tiêu", choices=[(code, h.label) for code, h in HORIZONS.items()]
    )
    field_order = ("name", "day", "horizon", "due")

    def clean(self) -> dict[str, Any]:
        """Hold the days against each other."""
        asked = super().clean() or self.cleaned_data
        day, due = asked.get("day"), asked.get("due")
        if day and due and due < day:
            self.add_error("due", "Hạn nộp phải từ ngày lấy số liệu trở đi.")
        return asked


class ReplaceForm(AmendForm):
    """What a period is opened with that replaces a sealed one; day and horizon stay."""

    reason = forms.CharField(label="Lý do thay thế", **_area(LONGEST_REASON, rows=3))


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

    answer = forms.CharField(label="Ý kiến", **_area(LONGEST_ANSWER, rows=3))

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)


class SealForm(forms.Form):
    """The seal: a note, and the districts without an approved report, seen and confirmed."""

    confirmed = forms.BooleanField(
        label="Đồng ý khóa khi các huyện nêu trên chưa có báo cáo được duyệt",
        error_messages={"required": "Đánh dấu để xác nhận các huyện nêu trên."},
    )
    note = forms.CharField(label="Ghi chú khi khóa", **_area(LONGEST_NOTE))

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


@dataclass(frozen=True)
class Text:
    """A text of the draft in a form: its field, what was seen, what somebody else wrote."""

    field: Any
    seen: Any
    kept: str
    meanwhile: bool = False


class DraftForm(forms.Form):
    """The notes by criterion and the explanations by check of a district.

    Beside each text stands what its writer saw, so that nobody writes over another unseen.
    """

    def __init__(
        self, period: Period, items: Iterable[Item], notes: Mapping[str, str],
        data: QueryDict | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, label_suffix="")
        self.items = list(items)
        self.kept = {f"note-{c.code}": notes.get(c.code, "") for c in period.criteria}
        self.kept |= {f"why-{item.code}": item.explanation for item in self.items}
        labels = {f"note-{c.code}": f"{c.cover.label}: {c.label}" for c in period.criteria}
        labels |= {f"why-{item.code}": item.label for item in self.items}
        self.meanwhile: set[str] = set()
        for name, text in self.kept.items():
            field = forms.CharField(label=labels[name], **_area(LONGEST_TEXT))
            field.widget.attrs["aria-label"] = _said_of(name, labels[name])
            self.fields[name] = field
            self.fields[f"seen-{name}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, strip=False
            )
            self.initial[name] = self.initial[f"seen-{name}"] = text

    def changes(self, prefix: str) -> Changes:
        """Return the texts sent under a prefix ("note-", "why-"), by code."""
        return {
            name.removeprefix(prefix): (self.cleaned_data[f"seen-{name}"], given)
            for name, given in self.cleaned_data.items()
            if name.startswith(prefix) and name in self.data
        }

    def text(self, name: str) -> Text:
        """Return a text as the page shows it."""
        changed = name in self.meanwhile
        return Text(self[name], self[f"seen-{name}"], self.kept[name], changed)

    def show_meanwhile(self) -> None:
        """Let the page show what others wrote since it was opened, as seen from now on."""
        data = dict(self.data.items())
        for name, kept in self.kept.items():
            seen, given = data.get(f"seen-{name}"), data.get(name, "")
            if seen is not None and _lines(kept) not in (_lines(seen), _lines(given)):
                self.meanwhile.add(name)
                data[f"seen-{name}"] = kept
        self.data = data


def _said_of(name: str, label: str) -> str:
    return f"Ghi chú: {label}" if name.startswith("note-") else f"Giải trình: {label}"


def _lines(text: str) -> str:
    return "\n".join(text.splitlines()).strip()


def errors_of(form: forms.Form) -> Iterator[str]:
    """Yield the errors of a form with the label of their field."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        yield from (f"{label}: {error}" if label else str(error) for error in errors)
