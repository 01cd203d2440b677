"""What an address of the plans is about, if its user may see it."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from personnel.scope import Editor, viewer
from reports.models import TrainingPlan, TrainingScenario
from reports.periods.asked import administrator_or_404


def provincial_or_404(request: HttpRequest) -> Editor:
    """Return the signed-in user, who sees the whole province: a plan is tried out for all of it."""
    user = viewer(request)
    if not user.sees_province:
        raise Http404("Phương án học tập tính cho toàn tỉnh, do cấp tỉnh xem và lập.")
    return user


def scenario_or_404(request: HttpRequest, pk: int) -> TrainingScenario:
    """Return a scenario that the user may see."""
    visible = TrainingScenario.objects.visible_to(viewer(request)).select_related("saved_by")
    scenario = visible.filter(pk=pk).first()
    if scenario is None:
        raise Http404("Không có phương án này trong phạm vi được xem của tài khoản.")
    return scenario


def own_scenario_or_404(request: HttpRequest, pk: int) -> TrainingScenario:
    """Return a scenario for its administrators to change."""
    administrator_or_404(request)
    return scenario_or_404(request, pk)


def plan_or_404(request: HttpRequest, pk: int) -> TrainingPlan:
    """Return an approved plan in which the user may see somebody's seat."""
    visible = TrainingPlan.objects.visible_to(viewer(request))
    plan = visible.select_related("rules", "replaces", "replacement").filter(pk=pk).first()
    if plan is None:
        raise Http404("Không có kế hoạch này trong phạm vi được xem của tài khoản.")
    return plan
