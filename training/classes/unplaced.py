"""Who is proposed, sent or studies without a class: narrowed, and where they may go."""

from __future__ import annotations

from datetime import date

from django import forms
from django.db.models import Exists, OuterRef
from django.http import QueryDict

from personnel.entry.fields import offer
from personnel.models import Enrolment, EnrolmentQuerySet, TrainingClass
from personnel.scope import Editor

from .listing import EVERY, courses_in

State = Enrolment.State
UNCONFIRMED = "unconfirmed"


class UnplacedForm(forms.Form):
    """By what the people are narrowed; what cannot be read narrows nothing."""

    course = forms.ChoiceField(label="Khóa", required=False)
    state = forms.ChoiceField(
        label="Trạng thái", required=False,
        choices=[*EVERY, *((s.value, s.label) for s in State.are_open()),
                 (UNCONFIRMED, "Chờ xác nhận")],
    )  # fmt: skip

    def __init__(self, data: QueryDict, found: EnrolmentQuerySet) -> None:
        super().__init__(data, label_suffix="")
        offer(self, course=[*EVERY, *courses_in(found)])

    @property
    def asked(self) -> dict[str, str]:
        """What is asked for and can be answered."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrowed(self, found: EnrolmentQuerySet) -> EnrolmentQuerySet:
        """Return those asked for."""
        asked = self.asked
        if course := asked.get("course"):
            kind, level = course.split(":")
            found = found.filter(kind=kind, level=level)
        if asked.get("state") == UNCONFIRMED:
            return found.unconfirmed()
        return found.filter(state=asked["state"]) if "state" in asked else found


def classes_of(found: EnrolmentQuerySet, user: Editor, today: date) -> list[TrainingClass]:
    """Return the classes that are not over of the courses for which somebody of these waits."""
    waiting = found.order_by().filter(
        kind=OuterRef("kind"), level=OuterRef("level"), language=OuterRef("language")
    )
    classes = TrainingClass.objects.visible_to(user).filter(Exists(waiting), ends__gte=today)
    return list(classes.order_by("kind", "level", "starts", "pk"))
