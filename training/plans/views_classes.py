"""Classes made of an approved plan: which are still to be made, looked at, opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.asked import keep_shown
from personnel.keeping.recording import Refused
from personnel.scope import viewer
from reports.models import TrainingPlan
from reports.periods.asked import administrator_or_404

from .asked import plan_or_404
from .classes import How, Intake, divided, intakes, named, open_classes
from .forms_classes import ClassesForm
from .seats import SeatsSeen

TOLD = 10  # so many who were passed over are named


def classes_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the intakes of a plan, or with `intake` how one is divided; open its classes."""
    administrator_or_404(request)
    plan = plan_or_404(request, pk)
    found = intakes(SeatsSeen(plan, viewer(request), timezone.localdate()))
    key = request.GET.get("intake", "")
    if not key:
        context = {"plan": plan, "intakes": found}
        return render(request, "training/plans/intakes.html", context)
    intake = next((each for each in found if each.key == key), None)
    if intake is None:
        raise BadRequest("Kế hoạch này không có khóa và năm đó.")
    if request.method != "POST":
        return _asked(request, plan, intake, ClassesForm(None, intake))
    form = ClassesForm(request.POST, intake)
    if not form.is_valid():
        return _asked(request, plan, intake, form, status=422)
    if request.POST.get("do") != "open":
        return _asked(request, plan, intake, form, form.how)
    return _open(request, plan, intake, form)


def _open(
    request: HttpRequest, plan: TrainingPlan, intake: Intake, form: ClassesForm
) -> HttpResponse:
    try:
        done = open_classes(
            plan, intake.key, form.how, by=viewer(request), at=timezone.now(),
            today=timezone.localdate(),
        )  # fmt: skip
    except Refused as refused:
        return _asked(request, plan, intake, form, form.how, status=409, refused=str(refused))
    messages.success(
        request, f"Đã lập {len(done.classes)} lớp với {done.people} người: {_names(done.classes)}."
    )
    if done.passed_over:
        told = "; ".join(f"{person}: {why}" for person, why in done.passed_over[:TOLD])
        more = len(done.passed_over) - TOLD
        rest = f"; và {more} người khác" if more > 0 else ""
        messages.warning(request, f"Không xếp {len(done.passed_over)} người: {told}{rest}.")
    return redirect("training-plan-classes", plan.pk)


def _names(classes: Sequence[object]) -> str:
    names = ", ".join(map(str, classes[:TOLD]))
    return f"{names} và {len(classes) - TOLD} lớp khác" if len(classes) > TOLD else names


def _asked(
    request: HttpRequest, plan: TrainingPlan, intake: Intake, form: ClassesForm,
    how: How | None = None, status: int = 200, refused: str = "",
) -> HttpResponse:  # fmt: skip
    context = {"plan": plan, "intake": intake, "form": form, "refused": refused}
    if how and intake.waiting:
        parts = divided(plan, intake, how)
        boards = [dict(Counter(each.seat.board_name for each in part)) for part in parts]
        context["parts"] = list(zip(named(how, intake, len(parts)), boards, parts, strict=True))
        said = f"Xếp lớp từ kế hoạch đào tạo; {plan.name}; {intake.course['name']}"
        keep_shown(request, len(intake.waiting), said)
    return render(request, "training/plans/classes.html", context, status=status)
