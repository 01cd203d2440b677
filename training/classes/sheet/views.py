"""A class's file: given out to be filled in, handed in, looked at, and written."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.doubts.asking import Answer
from personnel.keeping.disclosing import disclose_list
from personnel.keeping.recording import Refused
from personnel.models import Enrolment, TrainingClass
from personnel.scope import viewer
from personnel.studying.results import Given, Outcome, outcomes_of
from personnel.words.file_names import file_name
from personnel.words.partial_dates import PartialDate
from training.classes.asked import class_or_404, writer_or_404
from xlsx.limits import SheetRefused

from .deeds import Deed, Meant, kept, meant_by, taken_up
from .forms import AwardForm, SheetForm
from .matching import People
from .reading import read_lines_of
from .template import class_sheet
from .writing import results_of, write_deeds

READ, WRITE = "read", "write"
# A credential that is recorded is another than this paper.
NEW = "new"
_GONE = "Bản xem trước đã cũ, hoặc người trong lớp vừa được sửa. Nộp lại tệp để xem lại."


def class_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form of a class's file, look at what a file would write, or write it."""
    writer_or_404(request)
    training_class = class_or_404(request, pk)
    if request.method != "POST":
        form = SheetForm(initial=AwardForm.begun(training_class, timezone.localdate()))
        return _form(request, training_class, form)
    if request.POST.get("do") == WRITE:
        return _write(request, training_class)
    return _read(request, training_class)


@require_safe
def class_file_template(request: HttpRequest, pk: int) -> FileResponse:
    """Give out the sheet of a class with those in open states of whom the user writes."""
    user = writer_or_404(request)
    training_class = class_or_404(request, pk)
    own = Enrolment.objects.editable_by(user).filter(training_class=training_class).open()
    people = list(own.select_related("person", "unit", "title").order_by("person__sort_key", "pk"))
    content = class_sheet(training_class, people)
    asked = f"Mẫu ghi kết quả lớp {training_class}; tệp Excel"
    disclose_list(len(people), by=request.user, asked=asked)
    name = file_name("ket qua lop", training_class, ending="xlsx")
    return FileResponse(BytesIO(content), as_attachment=True, filename=name)


def _read(request: HttpRequest, training_class: TrainingClass) -> HttpResponse:
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, training_class, form, status=422)
    try:
        lines = read_lines_of(form.cleaned_data["file"])
    except SheetRefused as refused:
        form.add_error("file", str(refused))
        return _form(request, training_class, form, status=422)
    awarded = form.cleaned_data["awarded"] is not None
    if not awarded and (undated := sum(line.needs_day for line in lines)):
        told = f"Nhập ngày cấp: {undated} người hoàn thành không có ngày cấp trong tệp."
        form.add_error("awarded", told)
        return _form(request, training_class, form, status=422)
    people = People(training_class, viewer(request))
    meant = meant_by(lines, people, timezone.localdate())
    return _preview(request, training_class, form, meant.deeds, meant)


def _write(request: HttpRequest, training_class: TrainingClass) -> HttpResponse:
    user, form = viewer(request), AwardForm(request.POST)
    deeds = taken_up(request.POST.get("deeds", ""), training_class, user)
    if not deeds or not form.is_valid():
        return _again(request, training_class, _GONE)
    takes = {
        deed.enrolment.pk: request.POST.get(f"takes-{deed.enrolment.pk}", "") for deed in deeds
    }
    outcomes = _outcomes(training_class, deeds, form, takes)
    if any(each.asked and takes[each.enrolment.pk] != NEW for each in outcomes):
        told = "Chọn có phải là văn bằng đã ghi hay không, ở từng người được hỏi."
        return _preview(request, training_class, form, deeds, problem=told, status=409)
    try:
        write_deeds(
            training_class, deeds, awarded=_day(form, deeds), takes=_numbers(takes),
            institution=form.cleaned_data["institution"], by=user, at=timezone.now(),
            answer=Answer.of(request.POST),
        )  # fmt: skip
    except Refused as refused:
        return _again(request, training_class, str(refused))
    messages.success(request, f"Đã ghi theo tệp: {_told(deeds)}.")
    return redirect("training-class", pk=training_class.pk)


def _day(form: AwardForm, deeds: Sequence[Deed]) -> PartialDate:
    """Return the day that holds for whoever has none; where each has one, any of these."""
    own = (deed.day for deed in deeds if deed.day)
    today = timezone.localdate()
    otherwise = PartialDate(today.year, today.month, today.day)
    return form.cleaned_data["awarded"] or next(own, otherwise)


def _outcomes(
    training_class: TrainingClass, deeds: Sequence[Deed], form: AwardForm,
    takes: dict[int, str],
) -> list[Outcome]:  # fmt: skip
    results = results_of(deeds, _numbers(takes))
    given = Given(_day(form, deeds), form.cleaned_data["institution"])
    return outcomes_of(training_class, results, given)


def _numbers(takes: dict[int, str]) -> dict[int, int | None]:
    """Return which recorded credential was chosen for whom."""
    return {
        pk: int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None
        for pk, said in takes.items()
    }


def _told(deeds: Sequence[Deed]) -> str:
    """Return how many came to each state, in words."""
    counts = [
        (state.label.lower(), sum(deed.state == state for deed in deeds))
        for state in Enrolment.State
    ]
    return ", ".join(f"{count} {label}" for label, count in counts if count)


def _form(
    request: HttpRequest, training_class: TrainingClass, form: AwardForm, problem: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {"class": training_class, "form": form, "problem": problem}
    return render(request, "training/classes/sheet/file.html", context, status=status)


def _again(request: HttpRequest, training_class: TrainingClass, problem: str) -> HttpResponse:
    form = SheetForm(initial=AwardForm.begun(training_class, timezone.localdate()))
    return _form(request, training_class, form, problem, status=409)


def _preview(
    request: HttpRequest, training_class: TrainingClass, form: AwardForm, deeds: Sequence[Deed],
    meant: Meant | None = None, problem: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    takes = {d.enrolment.pk: request.POST.get(f"takes-{d.enrolment.pk}", "") for d in deeds}
    outcomes = _outcomes(training_class, deeds, form, takes)
    by_number = {each.enrolment.pk: each for each in outcomes}
    steps = [each.step for each in outcomes if each.step]
    context: dict[str, Any] = {
        "class": training_class,
        "form": form,
        "rows": [
            (deed, by_number.get(deed.enrolment.pk), takes[deed.enrolment.pk]) for deed in deeds
        ],
        "meant": meant,
        "counts": _told(deeds),
        "unborn": [step for step in steps if step.unborn],
        "recorded": sum(step.recorded for step in steps),
        "asked": sum(bool(each.alike) and not each.step.recorded for each in outcomes if each.step),
        "doubtful": sum(bool(step.asked) for step in steps),
        "deeds": kept(deeds, training_class, viewer(request)),
        "problem": problem,
        "new": NEW,
    }
    return render(request, "training/classes/sheet/preview.html", context, status=status)
