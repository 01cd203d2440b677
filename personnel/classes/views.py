"""The page on which a class is put together, looked over, and recorded."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from personnel.asked import editor_or_404
from personnel.batches.asked import batch_or_404
from personnel.batches.standing import credential_of
from personnel.doubts.asking import Answer
from personnel.keeping.recording import Refused
from personnel.kinds import KINDS
from personnel.models import Batch
from personnel.scope import viewer

from .correcting import Correction, correct, correction_of
from .finding import found
from .forms import PREFIX, ClassForm, typed_of
from .putting_together import CONFIRM, PREVIEW, Putting
from .saving import Recorded, name_of, record_class, steps_of


def class_page(request: HttpRequest) -> HttpResponse:
    """Put together, preview or record a class, as the button pressed asks.

    With `lop` people are added to a class that is recorded.
    """
    editor_or_404(request)
    number = request.POST.get("lop") or request.GET.get("lop") or ""
    into = _class_or_404(request, number) if number else None
    fixed = credential_of(into.values) if into else None
    putting = Putting.of(request, timezone.localdate(), into, fixed)
    if putting.asked in (PREVIEW, CONFIRM) and putting.is_settled:
        return _checked(request, putting)
    return _put_together(request, putting)


def _class_or_404(request: HttpRequest, number: str) -> Batch:
    if not (number.isascii() and number.isdigit() and len(number) < 19):  # noqa: PLR2004
        raise Http404("Không có lớp này.")
    batch = batch_or_404(request, int(number))
    if not batch.is_class or batch.undone_at:
        raise Http404("Đợt này không phải là lớp, hoặc đã được hoàn tác.")
    return batch


def _put_together(request: HttpRequest, putting: Putting) -> HttpResponse:
    """Show the class as it stands after somebody was added, removed, searched or pasted."""
    gathered = putting.gathered
    if request.method == "GET" and gathered.unknown:
        raise Http404("Có hồ sơ không thuộc phạm vi được cập nhật của tài khoản.")
    problems = [*gathered.problems(), *putting.unsettled]
    return _page(request, putting, putting.form(bound=False), problems)


def _checked(request: HttpRequest, putting: Putting) -> HttpResponse:
    """Preview or record what is typed, once nothing stands in the way."""
    form, gathered = putting.form(bound=True), putting.gathered
    problems = [*gathered.problems()]
    if not gathered.people:
        problems.append("Chưa có ai trong danh sách lớp.")
    if not form.is_valid() or problems:
        return _page(request, putting, form, problems, status=409 if problems else 422)
    if putting.asked == PREVIEW:
        return _preview(request, putting, form)
    try:
        done = record_class(
            form.instance, gathered.people, by=putting.user, at=timezone.now(),
            answer=Answer.of(request.POST), into=putting.into,
        )  # fmt: skip
    except Refused as refused:
        return _page(request, putting, form, [str(refused)], status=409)
    _tell(request, form, done)
    return redirect("batch", pk=done.batch.pk)


def _page(
    request: HttpRequest, putting: Putting, form: ClassForm, problems: Iterable[str],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    search, gathered = putting.search, putting.gathered
    context = {
        "address": reverse("class-record"),
        "form": form,
        "gathered": gathered,
        "into": putting.into,
        "given": putting.fixed,
        "pasted": putting.pasted,
        "waiting": putting.waiting,
        "problems": list(problems),
        "q": search,
        "found": found(putting.user, search, putting.today, gathered.people),
        "kinds": KINDS.values(),
    }
    return render(request, "personnel/classes/class.html", context, status=status)


def _preview(request: HttpRequest, putting: Putting, form: ClassForm) -> HttpResponse:
    steps = steps_of(form.instance, putting.gathered.people)
    context = {
        "form": form,
        "given": form.instance,
        "into": putting.into,
        "steps": steps,
        "unborn": [step for step in steps if step.unborn],
        "recorded": [step for step in steps if step.recorded],
        "doubtful": [step for step in steps if step.asked],
        "raised": [step for step in steps if step.raises],
        "written": [step for step in steps if not step.recorded],
    }
    return render(request, "personnel/classes/preview.html", context)


def _tell(request: HttpRequest, form: ClassForm, done: Recorded) -> None:
    """Say what was recorded for how many, and name who was passed over."""
    over = [step.person.full_name for step in done.steps if step.recorded]
    count = len(done.steps) - len(over)
    messages.success(request, f"Đã ghi nhận “{form.instance}” cho {count} người.")
    if over:
        messages.warning(request, f"Bỏ qua vì đã có đúng văn bằng này: {', '.join(over)}.")


def class_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what a recorded class gave, of everybody whose credential is still as written."""
    editor_or_404(request)
    batch, today = _class_or_404(request, str(pk)), timezone.localdate()
    if request.method != "POST" or request.POST.get("do") == "change":
        sent = {name: request.POST.get(f"{PREFIX}-{name}") for name in ClassForm.base_fields}
        typed = {name: value for name, value in sent.items() if value is not None}
        initial = typed or typed_of(credential_of(batch.values))
        return _correcting(request, batch, ClassForm(today=today, initial=initial))
    form = ClassForm(request.POST, today=today)
    if not form.is_valid():
        return _correcting(request, batch, form, status=422)
    if request.POST.get("do") != CONFIRM:
        correction = correction_of(batch, form.instance, viewer(request))
        return _correction(request, batch, form, correction)
    try:
        done = correct(
            batch, form.instance, seen=request.POST.get("seen", ""), by=viewer(request),
            at=timezone.now(), answer=Answer.of(request.POST),
        )  # fmt: skip
    except Refused as refused:
        return _correcting(request, batch, form, [str(refused)], status=409)
    count = len(done.written)
    messages.success(request, f"Đã sửa thành “{name_of(form.instance)}” cho {count} người.")
    for note in done.notes:
        messages.warning(request, note)
    return redirect("batch", pk=pk)


def _correcting(
    request: HttpRequest, batch: Batch, form: ClassForm, problems: Iterable[str] = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "batch": batch, "form": form, "problems": list(problems), "kinds": KINDS.values(),
    }  # fmt: skip
    return render(request, "personnel/classes/correct.html", context, status=status)


def _correction(
    request: HttpRequest, batch: Batch, form: ClassForm, correction: Correction
) -> HttpResponse:
    context = {"batch": batch, "form": form, "given": form.instance, "correction": correction}
    return render(request, "personnel/classes/correction.html", context)
