"""The seats of a class: how many are taken, and whether there are enough."""

from __future__ import annotations

from personnel.keeping.recording import Refused
from personnel.models import Enrolment, TrainingClass
from personnel.scope import Viewer


class Overfull(Refused):
    """There are fewer seats than people; whoever may put more in, can say so."""


def require_seats(training_class: TrainingClass, user: Viewer) -> None:
    """Raise Overfull where more people are in a held class than it has seats.

    How many are in it is told to whoever sees all of them alone.
    """
    people = Enrolment.objects.filter(training_class=training_class)
    taken = people.seated().count()
    if taken <= training_class.seats:
        return
    seen = people.visible_to(user).seated().count()
    told = f" ({taken} người cho {training_class.seats} chỗ)" if seen == taken else ""
    raise Overfull(f"Chưa ghi gì: lớp {training_class} không đủ chỗ{told}.")
