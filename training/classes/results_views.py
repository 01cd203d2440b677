"""Recording the results of a class: a table, what it means for each, and writing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.batches.standing import entries_of
from personnel.batches.undoing import take_back
from personnel.doubts.asking import Answer
from personnel.keeping.recording import Refused
from personnel.models import Enrolment, TrainingClass
from personnel.scope import viewer
from personnel.studying.results import Outcome, Recorded, outcomes_of, record_results

from .asked import class_or_404, writer_or_404
from .results import NEW, ResultsForm, Sent, lines_of, sent
from .showing import batches_of, outcomes

PREVIEW, CONFIRM = "preview", "confirm"
State = Enrolment.State


def class_results(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the table of results, look at what was typed, or write it."""
    writer_or_404(request)
    training_class, user = class_or_404(request, pk), viewer(request)
    today = timezone.localdate()
    if request.method != "POST":
        day = training_class.expected
        awarded = f"{day:%d/%m/%Y}" if day <= today else ""
        initial = {"institution": training_class.organiser, "awarded": awarded}
        return _table(request, training_class, ResultsForm(initial=initial))
    table = sent(training_class, user, request.POST, today)
    if not table.is_fit or request.POST.get("do") not in (PREVIEW, CONFIRM):
        status = 200 if request.POST.get("do") == "change" else 422
        return _table(request, training_class, table.form, table, table.problems, status)
    meant = outcomes_of(training_class, table.results, table.given)
    if (wrong := _unfit(meant, table)) or request.POST.get("do") == PREVIEW:
        return _preview(request, training_class, table, meant, wrong)
    try:
        done = record_results(
            training_class, table.results, awarded=table.given.awarded,
            institution=table.given.institution, seen=table.seen, by=user, at=timezone.now(),
            answer=Answer.of(request.POST),
        )  # fmt: skip
    except Refused as refused:
        return _table(request, training_class, table.form, table, [str(refused)], 409)
    _tell(request, done)
    return redirect("training-class", pk=pk)


def _unfit(meant: Sequence[Outcome], table: Sent) -> list[str]:
    """Return what keeps results from being written; nothing while they are first looked at."""
    answered = {line.enrolment.pk: line.takes for line in table.lines}
    return [
        f"{each.enrolment.person}: chọn có phải là văn bằng đã ghi hay không."
        for each in meant
        if each.asked and answered[each.enrolment.pk] != NEW
    ]


def _table(
    request: HttpRequest, training_class: TrainingClass, form: ResultsForm,
    table: Sent | None = None, problems: Sequence[str] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    lines = table.lines if table else lines_of(training_class, viewer(request))
    context = {
        "class": training_class,
        "form": form,
        "lines": lines,
        "outcomes": outcomes(),
        "problems": problems,
    }
    return render(request, "training/classes/results.html", context, status=status)


def _preview(
    request: HttpRequest, training_class: TrainingClass, table: Sent, meant: Sequence[Outcome],
    wrong: Sequence[str],
) -> HttpResponse:  # fmt: skip
    asking = request.POST.get("do") == CONFIRM
    by_number = {line.enrolment.pk: line for line in table.lines}
    rows = [(each, by_number[each.enrolment.pk]) for each in meant]
    steps = [each.step for each in meant if each.step]
    context: dict[str, Any] = {
        "class": training_class,
        "form": table.form,
        "rows": rows,
        "problems": wrong if asking else [],
        "counts": [(label, sum(o.result.state == s for o in meant)) for s, label in outcomes()],
        "recorded": sum(step.recorded for step in steps),
        "asked": sum(each.asked for each in meant),
        "doubtful": sum(bool(step.asked) for step in steps),
        "unborn": [step for step in steps if step.unborn],
        "seen": table.seen,
    }
    return render(
        request, "training/classes/results_preview.html", context, status=409 if asking else 200
    )


def _tell(request: HttpRequest, done: Recorded) -> None:
    """Say what was recorded, and for how many."""
    told = [(s, State(s).label.lower()) for s in (State.FINISHED, State.FAILED, State.LEFT)]
    counts = [f"{done.count(state)} {label}" for state, label in told if done.count(state)]
    messages.success(request, f"Đã ghi kết quả: {', '.join(counts)}.")
    taken = done.count(State.FINISHED) - len(done.written)
    if taken:
        messages.info(request, f"{taken} người đã có văn bằng này trong hồ sơ, không ghi thêm.")


def results_undo(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """Show whose results taking a batch of them back would undo, and do it."""
    writer_or_404(request)
    training_class, user = class_or_404(request, pk), viewer(request)
    found = next((b for b in batches_of(training_class, user) if b.pk == batch), None)
    if found is None:
        raise Http404("Không có đợt kết quả này của lớp.")
    if request.method != "POST":
        entries = entries_of(found, user)
        context = {"class": training_class, "batch": found, "entries": entries}
        return render(request, "training/classes/results_undo.html", context)
    try:
        done = take_back(found, by=user, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("training-class", pk=pk)
    messages.success(request, f"Đã hoàn tác kết quả của {len(done.entries)} người.")
    left = [f"{e.person} ({e.told})" for e in done.kept] + [str(e.person) for e in done.foreign]
    if left:
        messages.warning(request, f"Để nguyên: {', '.join(left)}.")
    return redirect("training-class", pk=pk)
