"""Putting people into a class, and what is written of several in it at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from personnel.classes.finding import found
from personnel.classes.putting_together import PASTE, Gathering
from personnel.entry.fields import FullDayField
from personnel.keeping.recording import Refused
from personnel.models import Enrolment, TrainingClass
from personnel.studying.enrolling import BEGINNING, Enrolled, enrol
from personnel.studying.seats import Overfull
from personnel.studying.states import LONGEST_REASON

from .asked import class_or_404, proposer_or_404, writer_or_404
from .deeds import Unread, done
from .page import show_class
from .showing import classes_to_move_to

State = Enrolment.State
ENROL = "enrol"


class EnrolForm(forms.Form):
    """In which state people are put into a class, from when and why."""

    state = forms.ChoiceField(label="Trạng thái", choices=[(s.value, s.label) for s in BEGINNING])
    since = FullDayField(label="Từ ngày", required=False)
    reason = forms.CharField(label="Ghi chú, số văn bản", required=False, max_length=LONGEST_REASON)
    beyond_seats = forms.BooleanField(label="Vẫn ghi, vượt số chỗ của lớp", required=False)

    def __init__(self, data: Any = None, *, full: bool = False, since: date, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        self.fields["since"].initial = since
        if not full:
            del self.fields["beyond_seats"]


class Entering(Gathering):
    """People gathered to be put into a class at once."""

    looks = (PASTE, ENROL)
    kept_back = ("Chưa ghi ai vào lớp", "ghi vào lớp lại")


def class_people(request: HttpRequest, pk: int) -> HttpResponse:
    """Gather people, by search or from pasted lines, and put them into a class."""
    user, training_class = proposer_or_404(request), class_or_404(request, pk)
    today = timezone.localdate()
    gathering = Entering(user, today, request.POST, Entering.sent(request))
    if request.POST.get("do") == ENROL and gathering.is_settled:
        return _enrolled(request, training_class, gathering)
    form = EnrolForm(
        since=min(today, training_class.starts), initial=request.POST.dict(),
        full="beyond_seats" in request.POST,
    )  # fmt: skip
    problems = [*gathering.gathered.problems(), *gathering.unsettled]
    return _people(request, training_class, gathering, form, problems)


def _enrolled(
    request: HttpRequest, training_class: TrainingClass, gathering: Gathering
) -> HttpResponse:
    full = "beyond_seats" in request.POST
    form = EnrolForm(request.POST, since=gathering.today, full=full)
    problems = list(gathering.gathered.problems())
    if not gathering.gathered.people:
        problems.append("Chưa có ai trong danh sách.")
    if problems or not form.is_valid():
        status = 409 if problems else 422
        return _people(request, training_class, gathering, form, problems, status)
    asked, told = form.cleaned_data, str(training_class)
    try:
        done = enrol(
            gathering.gathered.people, training_class, state=asked["state"],
            since=asked["since"], reason=asked["reason"],
            beyond_seats=asked.get("beyond_seats", False), by=gathering.user, at=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        full = full or isinstance(refused, Overfull)
        form = EnrolForm(request.POST, since=gathering.today, full=full)
        return _people(request, training_class, gathering, form, [str(refused)], 409)
    _tell(request, done, State(asked["state"]).label, told)
    return redirect("training-class", pk=training_class.pk)


def _tell(request: HttpRequest, done: Enrolled, state: str, name: str) -> None:
    """Say how many were written down, and who was passed over and why."""
    if done.added:
        count = len(done.added)
        messages.success(request, f"Đã ghi {count} người vào lớp {name}: {state.lower()}.")
    else:
        messages.warning(request, "Chưa ghi thêm ai vào lớp.")
    if done.placed:
        names = ", ".join(str(enrolment.person) for enrolment in done.placed)
        messages.info(request, f"Trước đây đã được đề cử, nay xếp vào lớp: {names}.")
    for person, why in done.passed_over:
        messages.warning(request, f"Bỏ qua {person}: {why}.")


def _people(
    request: HttpRequest, training_class: TrainingClass, gathering: Gathering, form: EnrolForm,
    problems: list[str], status: int = 200,
) -> HttpResponse:  # fmt: skip
    gathered = gathering.gathered
    context = {
        "class": training_class,
        "address": reverse("training-class-people", args=[training_class.pk]),
        "form": form,
        "gathered": gathered,
        "pasted": gathering.pasted,
        "waiting": gathering.waiting,
        "problems": problems,
        "q": gathering.search,
        "found": found(gathering.user, gathering.search, gathering.today, gathered.people),
    }
    return render(request, "training/classes/people.html", context, status=status)


@require_POST
def class_states(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a state, a confirmation or another class of the people ticked, or take them out."""
    user, training_class = writer_or_404(request), class_or_404(request, pk)
    people = Enrolment.objects.filter(training_class=training_class)
    classes = classes_to_move_to(training_class, user, timezone.localdate())
    try:
        told = done(request, people, classes)
    except Unread as unread:
        return show_class(request, training_class, str(unread), status=422)
    except Refused as refused:
        return show_class(request, training_class, str(refused), status=409)
    messages.success(request, told)
    return redirect("training-class", pk=pk)
