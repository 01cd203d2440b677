"""What is written of several people who study at once: a state, a class, that it is so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from personnel.entry.fields import FullDayField, offer
from personnel.keeping.recording import Refused
from personnel.models import Enrolment, EnrolmentQuerySet, TrainingClass
from personnel.scope import Editor, viewer
from personnel.studying.confirming import confirm, remove
from personnel.studying.moving import move
from personnel.studying.states import LONGEST_REASON, set_state

State = Enrolment.State
NOBODY = "Chưa đánh dấu ai trong danh sách."


class Unread(Exception):
    """What was sent cannot be read; says why in Vietnamese."""


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
            raise Refused("Bỏ khỏi danh sách vì ghi nhầm thì phải ghi lý do.")
        done = remove(
            self.people, seen=self.seen, by=self.user, at=timezone.now(),
            reason=self.asked["reason"].strip(),
        )  # fmt: skip
        return f"Đã bỏ {done} người khỏi danh sách; lịch sử vẫn giữ."


def done(request: HttpRequest, people: EnrolmentQuerySet, classes: list[TrainingClass]) -> str:
    """Do what a button asks for with those ticked of `people`, and return in words what was done.

    They may go to one of `classes`. Raises Unread, and Refused as what writes it does.
    """
    form, user = DeedForm(request.POST, classes), viewer(request)
    if not form.is_valid():
        _, errors = next(iter(form.errors.items()))
        raise Unread(str(errors[0]))
    ticked = _ticked(request, people, user)
    deed = Deed(ticked, _seen(request, ticked), form.cleaned_data, classes, user)
    return deed.do(request.POST.get("do", ""))


def _ticked(request: HttpRequest, people: EnrolmentQuerySet, user: Editor) -> list[Enrolment]:
    """Return those ticked, or everybody of these of whom the user writes."""
    ordered = people.order_by("pk")
    if "every" in request.POST:
        return list(ordered.editable_by(user))
    sent = request.POST.getlist("row")
    ids = [int(pk) for pk in sent if pk.isascii() and pk.isdigit() and len(pk) < 19]  # noqa: PLR2004
    return list(ordered.visible_to(user).filter(pk__in=ids))


def _seen(request: HttpRequest, people: list[Enrolment]) -> dict[int, str]:
    return {each.pk: request.POST.get(f"seen-{each.pk}", each.state) for each in people}
