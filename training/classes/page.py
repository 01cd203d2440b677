"""A class with its people, as the pages show it that write something of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from personnel.asked import keep_shown
from personnel.models import TrainingClass
from personnel.scope import viewer
from personnel.studying.rights import may_open, may_propose

from .listing import opener
from .rows import choices_of
from .showing import batches_of, classes_to_move_to, shown


def show_class(
    request: HttpRequest, training_class: TrainingClass, problem: str = "", status: int = 200
) -> HttpResponse:
    """Show a class, with what kept something from being written."""
    user, today = viewer(request), timezone.localdate()
    found = shown(training_class, user, today)
    if user.teaches and not user.sees_province and found.rows:
        keep_shown(request, len(found.rows), f"Lớp {training_class}"[:200])
    sent = request.POST
    context = {
        "class": training_class,
        "shown": found,
        "opener": opener(training_class),
        "problem": problem,
        "sent": sent,
        "ticked": sent.getlist("row"),
        "batches": batches_of(training_class, user) if found.editable else [],
        "choices": choices_of(found.rows),
        "others": classes_to_move_to(training_class, user, today) if found.editable else [],
        "owns": may_open(user, training_class),
        "proposes": may_propose(user),
        "today": today,
        "first": 1,
    }
    return render(request, "training/classes/class.html", context, status=status)
