"""The table of a class's results as a page sends it: read line by line, with what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from personnel.entry.fields import PartialDateField
from personnel.models import Enrolment, TrainingClass
from personnel.scope import Editor
from personnel.studying.results import OUTCOMES, Given, Result
from personnel.studying.states import FINISHING, LONGEST_REASON
from personnel.words.partial_dates import PartialDate

State = Enrolment.State
LONGEST_NUMBER = 50
NEW = "new"


class ResultsForm(forms.Form):
    """What holds for everybody who finished, and what became of whoever has no result chosen."""

    awarded = PartialDateField(label="Ngày cấp", required=False)
    institution = forms.CharField(label="Nơi cấp", required=False, max_length=200)
    rest = forms.ChoiceField(
        label="Ai để trống kết quả", required=False,
        choices=[("", "chưa ghi"), (State.FINISHED.value, "hoàn thành")],
    )  # fmt: skip

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)


@dataclass
class Line:
    """One person's line: what was typed, what it means, and what is wrong with it."""

    enrolment: Enrolment
    state: str = ""
    number: str = ""
    awarded: str = ""
    reason: str = ""
    takes: str = ""
    result: Result | None = None
    errors: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of its fields behind the dash."""
        return str(self.enrolment.pk)


@dataclass(frozen=True)
class Sent:
    """The lines of a table with what holds for all of them, and the state each was shown in."""

    form: ResultsForm
    lines: Sequence[Line]
    given: Given
    seen: Mapping[int, str]

    @property
    def results(self) -> dict[Enrolment, Result]:
        """What is to be written, by enrolment."""
        return {line.enrolment: line.result for line in self.lines if line.result}

    @property
    def problems(self) -> list[str]:
        """What keeps it from being looked at."""
        found = [f"{line.enrolment.person}: {why}" for line in self.lines for why in line.errors]
        if not self.results and not found and not self.form.errors:
            found.append("Chưa chọn kết quả của ai.")
        return found

    @property
    def is_fit(self) -> bool:
        """Whether it can be looked at and written."""
        return not (self.form.errors or self.problems)


def lines_of(training_class: TrainingClass, user: Editor) -> list[Line]:
    """Return a blank line for everybody whose result the user may record, in name order."""
    enrolments = Enrolment.objects.editable_by(user).filter(
        training_class=training_class, state__in=FINISHING
    )
    found = enrolments.select_related("person", "unit", "title", "training_class")
    return [Line(e) for e in found.order_by("person__sort_key", "person__birth_date", "pk")]


def sent(training_class: TrainingClass, user: Editor, data: Any, today: date) -> Sent:
    """Return a table as it was sent, each line read."""
    form, lines = ResultsForm(data), lines_of(training_class, user)
    form.is_valid()
    rest = form.cleaned_data.get("rest", "")
    for line in lines:
        _read(line, data, rest, today)
    awarded = form.cleaned_data.get("awarded")
    if awarded and awarded.first > today:
        told = to_come(today)
        form.add_error("awarded", f"{told[0].upper()}{told[1:]}")
    undated = any(
        line.result and line.state == State.FINISHED and not line.result.awarded for line in lines
    )
    if undated and not awarded and "awarded" not in form.errors:
        form.add_error("awarded", "Nhập ngày cấp của người hoàn thành.")
    given = Given(awarded, form.cleaned_data.get("institution", ""))
    seen = {
        line.enrolment.pk: data.get(f"seen-{line.name}", line.enrolment.state) for line in lines
    }
    return Sent(form, lines, given, seen)


def _read(line: Line, data: Any, rest: str, today: date) -> None:
    typed = {
        name: data.get(f"{name}-{line.name}", "").strip()
        for name in ("state", "number", "awarded", "reason", "takes")
    }
    line.state = typed["state"] or rest
    line.number, line.awarded = typed["number"], typed["awarded"]
    line.reason, line.takes = typed["reason"], typed["takes"]
    if not line.state:
        if line.number or line.awarded or line.reason:
            line.errors.append("có số hiệu, ngày hoặc lý do mà chưa chọn kết quả.")
        return
    if line.state not in OUTCOMES:
        line.errors.append("kết quả không hợp lệ.")
        return
    line.errors += _wrong(line, today)
    if not line.errors:
        takes = int(line.takes) if line.takes.isascii() and line.takes.isdigit() else None
        line.result = Result(line.state, line.reason, line.number, _day(line), takes)


def _wrong(line: Line, today: date) -> list[str]:
    wrong = []
    if line.state != State.FINISHED and not line.reason:
        wrong.append("không hoàn thành thì nhập lý do.")
    if line.state != State.FINISHED and (line.number or line.awarded):
        wrong.append("không hoàn thành thì không có số hiệu, ngày cấp.")
    if len(line.number) > LONGEST_NUMBER:
        wrong.append(f"số hiệu dài hơn {LONGEST_NUMBER} ký tự.")
    if len(line.reason) > LONGEST_REASON:
        wrong.append(f"lý do dài hơn {LONGEST_REASON} ký tự.")
    try:
        day = _day(line)
    except ValidationError as error:
        return wrong + error.messages
    return [*wrong, to_come(today)] if day and day.first > today else wrong


def to_come(today: date) -> str:
    """Return what is said of a day of an award that is yet to come."""
    return f"ngày cấp ở tương lai (sau {today:%d/%m/%Y})."


def _day(line: Line) -> PartialDate | None:
    day: PartialDate | None = PartialDateField(required=False).clean(line.awarded)
    return day
