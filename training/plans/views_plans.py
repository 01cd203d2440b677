"""Approved plans: listed, shown with what became of them, their names, verified; approving one."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.asked import keep_shown
from personnel.keeping.recording import Refused
from personnel.models import Person
from personnel.scope import viewer
from reports.models import PlannedSeat, TrainingPlan, TrainingScenario
from reports.needs.study import PastDeadline
from reports.plans.hashing import verify
from targets.needs.solver import NoPlan

from .approving import approve, digest_of, in_effect
from .asked import own_scenario_or_404, plan_or_404
from .forms_keeping import ApproveForm
from .happened import State
from .moves import moves_of
from .parameters import Parameters
from .seats import SeatsSeen
from .tables import Tables
from .working import Tried

PEOPLE_A_PAGE = 50


@require_safe
def plans_page(request: HttpRequest) -> HttpResponse:
    """List the approved plans with the seats in view, and the scenarios of the province."""
    user = viewer(request)
    plans = list(TrainingPlan.objects.visible_to(user).select_related("replacement"))
    seats = PlannedSeat.objects.filter(plan__in=plans).visible_to(user).order_by()
    counts = Counter(seats.values_list("plan", flat=True))
    context = {
        "plans": [(plan, counts[plan.pk]) for plan in plans],
        "scenarios": TrainingScenario.objects.visible_to(user).select_related("saved_by"),
    }
    return render(request, "training/plans/plans.html", context)


@require_safe
def plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an approved plan: its seats in view beside what became of them, what it promises."""
    plan = plan_or_404(request, pk)
    seen = SeatsSeen(plan, viewer(request), timezone.localdate())
    context = {
        "plan": plan,
        "seen": seen,
        "states": list(State),
        "reaches": plan.figures["reaches"][""],
        "erased": plan.erasings.exists(),
        "left": plan.left.visible_to(viewer(request)).count(),
    }
    return render(request, "training/plans/plan.html", context)


@require_safe
def plan_people(request: HttpRequest, pk: int) -> HttpResponse:
    """List the seats of an approved plan that the address asks for, fifty a page."""
    plan, user = plan_or_404(request, pk), viewer(request)
    found, said = SeatsSeen(plan, user, timezone.localdate()).narrowed(request)
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    keep_shown(request, page.paginator.count, "; ".join(["Kế hoạch đào tạo", plan.name, *said]))
    ids = [each.person for each in page]
    known = Person.objects.visible_to(user).filter(pk__in=ids)
    query = request.GET.copy()
    query.pop("page", None)
    labels = {row["code"]: row["label"] for row in plan.figures["reaches"][""]}
    context = {
        "plan": plan,
        "said": said,
        "page": page,
        "rows": [(each, [labels.get(c, c) for c in each.seat.closes]) for each in page],
        "known": set(known.values_list("pk", flat=True)),
        "more": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "training/plans/plan_people.html", context)


@require_safe
def plan_left(request: HttpRequest, pk: int) -> HttpResponse:
    """List who is short in an approved plan or was left out of it by hand, fifty a page."""
    plan, user = plan_or_404(request, pk), viewer(request)
    left = plan.left.visible_to(user)
    page = Paginator(left, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    keep_shown(request, page.paginator.count, f"Ngoài kế hoạch đào tạo; {plan.name}")
    labels = {row["code"]: f"{row['cover']}: {row['label']}" for row in plan.figures["reaches"][""]}
    context = {
        "plan": plan,
        "page": page,
        "rows": [(each, labels.get(each.criterion, each.criterion)) for each in page],
    }
    return render(request, "training/plans/plan_left.html", context)


@require_safe
def plan_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Work the hash of a plan out anew."""
    plan = plan_or_404(request, pk)
    context = {"plan": plan, "intact": verify(plan), "erased": plan.erasings.exists()}
    return render(request, "training/plans/check.html", context)


def approve_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a scenario comes to now, and approve it as the plan that is carried out."""
    scenario = own_scenario_or_404(request, pk)
    try:
        tried = Tried.of(Parameters.of(scenario), timezone.localdate(), moves_of(scenario))
    except (PastDeadline, NoPlan, ValueError) as problem:
        messages.error(request, str(problem))
        return redirect("training-scenario", scenario.pk)
    replaced = in_effect(scenario.horizon)
    if request.method != "POST":
        initial = {"name": scenario.name, "seen": digest_of(tried)}
        form = ApproveForm(initial=initial, replaces=bool(replaced))
        return _asked(request, scenario, tried, replaced, form)
    form = ApproveForm(request.POST, replaces=bool(replaced))
    if not form.is_valid():
        return _asked(request, scenario, tried, replaced, form, 422)
    told = dict(form.cleaned_data)
    try:
        plan = approve(
            scenario, told, seen=told.pop("seen"), by=viewer(request), at=timezone.now(),
            today=timezone.localdate(),
        )  # fmt: skip
    except Refused as refused:
        again = {**form.cleaned_data, "seen": digest_of(tried)}
        form = ApproveForm(initial=again, replaces=bool(replaced))
        return _asked(request, scenario, tried, replaced, form, 409, str(refused))
    messages.success(request, f"Đã duyệt kế hoạch “{plan}”. Kế hoạch không thay đổi nữa.")
    return redirect("training-plan", plan.pk)


def _asked(
    request: HttpRequest, scenario: TrainingScenario, tried: Tried, replaced: TrainingPlan | None,
    form: ApproveForm, status: int = 200, refused: str = "",
) -> HttpResponse:  # fmt: skip
    names = reverse("training-scenario-people", args=[scenario.pk])
    query = urlencode(tried.parameters.data, doseq=True)
    context = {
        "scenario": scenario,
        "tried": tried,
        "tables": Tables(tried),
        "listing": f"{names}?{query}",
        "replaced": replaced,
        "form": form,
        "refused": refused,
    }
    return render(request, "training/plans/approve.html", context, status=status)
