"""Putting people into a class, and what is written of several in it at once."""

from __future__ import annotations

from dataclasses import dataclass
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
from personnel.entry.fields import FullDayField, offer
from personnel.keeping.recording import Refused
from personnel.models import Enrolment, TrainingClass
from personnel.scope import Editor
from personnel.studying.confirming import confirm, remove
from personnel.studying.enrolling import BEGINNING, Enrolled, enrol
from personnel.studying.moving import move
from personnel.studying.seats import Overfull
from personnel.studying.states import LONGEST_REASON, set_state

from .asked import class_or_404, proposer_or_404, writer_or_404
from .page import show_class
from .showing import classes_to_move_to

State = Enrolment.State
ENROL = "enrol"
NOBODY = "Chưa đánh dấu ai trong danh sách."


class EnrolForm(forms.Form):
    """In which state people are put into a class, from when and why."""

    state = forms.ChoiceField(label="Trạng thái", choices=[(s.value, s.label) for s in BEGINNING])
    since = FullDayField(label="Từ ngày", required=False)
    reason = forms.CharField(label="Ghi chú, số văn bản", required=False, max_length=LONGEST_REASON)
    beyond_seats = forms.BooleanField(label="Vẫn ghi, vượt số chỗ của lớp", required=False)

    def __init__(self, *args: Any, full: bool = False, since: date, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
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


class DeedForm(forms.Form):
    """What is written of the people ticked: a state, or the class to which they go, and why."""

    state = forms.ChoiceField(required=False, choices=[("", ""), *State.choices])
    since = FullDayField(label="Từ ngày", required=False)
    reason = forms.CharField(label="Lý do", required=False, max_length=LONGEST_REASON)
    into = forms.ChoiceField(required=False)
    beyond_seats = forms.BooleanField(required=False)

    def __init__(self, data: Any, classes: list[TrainingClass]) -> None:
        super().__init__(data, label_suffix="")
        offer(self, into=[("", ""), *((str(each.pk), str(each)) for each in classes)])


@dataclass(frozen=True)
class Deed:
    """People ticked in a class, in the state each was shown in, and what is written of them."""

    people: list[Enrolment]
    seen: dict[int, str]
    asked: dict[str, Any]
    classes: list[TrainingClass]
    user: Editor

    def do(self, name: str) -> str:
        """Do what a button asks for, and return in words what was done; raises Refused."""
        if not self.people:
            raise Refused(NOBODY)
        deeds = {
            "state": self._state, "confirm": self._confirm, "move": self._move,
            "remove": self._remove,
        }  # fmt: skip
        if name not in deeds:
            raise Refused("Chưa chọn việc cần ghi.")
        return deeds[name]()

    def _state(self) -> str:
        if not self.asked["state"]:
            raise Refused("Chọn trạng thái cần ghi.")
        changed = set_state(
            self.people, self.asked["state"], since=self.asked["since"],
            reason=self.asked["reason"], seen=self.seen, by=self.user, at=timezone.now(),
        )  # fmt: skip
        label = State(self.asked["state"]).label.lower()
        return f"Đã ghi trạng thái {label} cho {len(changed)} người."

    def _confirm(self) -> str:
        done = confirm(self.people, self.user, timezone.now(), seen=self.seen)
        return f"Đã xác nhận {len(done)} người."

    def _move(self) -> str:
        into = next((c for c in self.classes if str(c.pk) == self.asked["into"]), None)
        if into is None:
            raise Refused("Chọn lớp cần chuyển sang.")
        done = move(
            self.people, into, since=self.asked["since"], reason=self.asked["reason"],
            seen=self.seen, beyond_seats=self.asked["beyond_seats"], by=self.user,
            at=timezone.now(),
        )  # fmt: skip
        return f"Đã chuyển {len(done)} người sang lớp {into}."

    def _remove(self) -> str:
        if not self.asked["reason"].strip():
            raise Refused("Bỏ khỏi lớp vì ghi nhầm thì phải ghi lý do.")
        done = remove(
            self.people, seen=self.seen, by=self.user, at=timezone.now(),
            reason=self.asked["reason"].strip(),
        )  # fmt: skip
        return f"Đã bỏ {done} người khỏi lớp; lịch sử vẫn giữ."


@require_POST
def class_states(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a state, a confirmation or another class of the people ticked, or take them out."""
    user, training_class = writer_or_404(request), class_or_404(request, pk)
    classes = classes_to_move_to(training_class, timezone.localdate())
    form = DeedForm(request.POST, classes)
    if not form.is_valid():
        _, errors = next(iter(form.errors.items()))
        return show_class(request, training_class, str(errors[0]), status=422)
    people = _ticked(request, training_class, user)
    deed = Deed(people, _seen(request, people), form.cleaned_data, classes, user)
    try:
        told = deed.do(request.POST.get("do", ""))
    except Refused as refused:
        return show_class(request, training_class, str(refused), status=409)
    messages.success(request, told)
    return redirect("training-class", pk=pk)


def _ticked(request: HttpRequest, training_class: TrainingClass, user: Editor) -> list[Enrolment]:
    """Return those ticked, or everybody in the class of whom the user writes."""
    of_class = Enrolment.objects.filter(training_class=training_class).order_by("pk")
    if "every" in request.POST:
        return list(of_class.editable_by(user))
    sent = request.POST.getlist("row")
    ids = [int(pk) for pk in sent if pk.isascii() and pk.isdigit() and len(pk) < 19]  # noqa: PLR2004
    return list(of_class.visible_to(user).filter(pk__in=ids))


def _seen(request: HttpRequest, people: list[Enrolment]) -> dict[int, str]:
    return {each.pk: request.POST.get(f"seen-{each.pk}", each.state) for each in people}
