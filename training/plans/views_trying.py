"""Trying a plan out: another start, bounds, reserve, order of groups, reading; and its names."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.asked import keep_shown
from personnel.models import Unit
from reports.asking import chosen
from reports.models import TrainingScenario
from reports.needs.study import PastDeadline
from targets.needs.solver import NoPlan

from .asked import provincial_or_404, scenario_or_404
from .forms import ParametersForm, form_of
from .forms_keeping import SaveForm
from .moves import moves_of
from .named import Narrowed, Which, entries, shown
from .parameters import ASKED, Parameters
from .saving import seen_of
from .tables import Tables
from .working import Tried

PEOPLE_A_PAGE = 50


@require_safe
def trying(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show what the parameters of the address come to, or those of a scenario."""
    provincial_or_404(request)
    scenario = None if pk is None else scenario_or_404(request, pk)
    kept, problem = _kept(scenario)
    form = form_of(request.GET, kept, timezone.localdate())
    context: dict[str, Any] = {
        "form": form,
        "scenario": scenario,
        "seen": seen_of(scenario) if scenario else "",
        "moves": moves_of(scenario),
        "problem": problem,
        "dropped": sorted(kept.wishes.bounds.keys() - form.courses.keys()),
    }
    if not form.is_valid():
        # A scenario whose day has come since is no fault of the address.
        status = 400 if ASKED in request.GET else 200
        return render(request, "training/plans/try.html", context, status=status)
    context |= _worked_out(form, scenario) | _to_keep(form, scenario, kept)
    if request.GET.get("years") == "1" and "tables" in context:
        context |= _year_by_year(context["tables"])
    return render(request, "training/plans/try.html", context)


def _kept(scenario: TrainingScenario | None) -> tuple[Parameters, str]:
    """Return what is tried unless the address asks otherwise, and what is wrong with it."""
    today = timezone.localdate()
    if scenario is None:
        return Parameters.proposed(today), ""
    try:
        return Parameters.of(scenario), ""
    except ValueError as problem:
        return Parameters.proposed(today), str(problem)


def _worked_out(form: ParametersForm, scenario: TrainingScenario | None) -> dict[str, Any]:
    """Return the plan with its tables, or why there is none."""
    try:
        tried = Tried.of(form.parameters, timezone.localdate(), moves_of(scenario))
    except (PastDeadline, ValueError, NoPlan) as problem:
        return {"problem": str(problem)}
    except Unit.DoesNotExist:
        return {"problem": "Chưa có tỉnh trong danh mục đơn vị, nên chưa có ai để lập phương án."}
    return {"tried": tried, "tables": Tables(tried)}


def _year_by_year(tables: Tables) -> dict[str, Any]:
    """Return the forecasts of the years with the plan, and each criterion across them."""
    forecasts = tables.forecasts()
    columns = [[(forecast.day, reach) for reach in rows] for forecast, rows in forecasts]
    across = zip(tables.tried.criteria, zip(*columns, strict=True), strict=True)
    return {"years_shown": True, "forecasts": forecasts, "by_criterion": list(across)}


def _to_keep(
    form: ParametersForm, scenario: TrainingScenario | None, kept: Parameters
) -> dict[str, Any]:
    """Return what a form that keeps the parameters carries, and links that go on with them."""
    data = form.parameters.data
    query = urlencode(data, doseq=True)
    return {
        "fields": _fields(data),
        "query": query,
        "listing": f"{_names_of(scenario)}?{query}",
        "changed": scenario is not None and form.parameters != kept,
        "save": SaveForm(initial={"name": scenario.name, "note": scenario.note})
        if scenario
        else SaveForm(),
    }


def _names_of(scenario: TrainingScenario | None) -> str:
    if scenario is None:
        return reverse("training-try-people")
    return reverse("training-scenario-people", args=[scenario.pk])


def _fields(data: dict[str, str | list[str]]) -> list[tuple[str, str]]:
    return [
        (name, each)
        for name, value in data.items()
        for each in ([value] if isinstance(value, str) else value)
    ]


@require_safe
def trying_people(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """List the people of a plan tried out, fifty a page."""
    provincial_or_404(request)
    scenario = None if pk is None else scenario_or_404(request, pk)
    form = form_of(request.GET, _kept(scenario)[0], timezone.localdate())
    if not form.is_valid():
        raise BadRequest("Các lựa chọn của phương án không dùng được. Mở lại trang phương án.")
    worked = _worked_out(form, scenario)
    if "tried" not in worked:
        raise Http404(worked["problem"])
    tried = worked["tried"]
    which = Which(chosen(request.GET, "who", Which.values, Which.SEATS))
    narrowed, said = _narrowed(request, tried)
    page = Paginator(entries(tried, which, narrowed), PEOPLE_A_PAGE).get_page(
        request.GET.get("page")
    )
    told = scenario.name if scenario else "phương án chưa lưu"
    keep_shown(request, page.paginator.count, "; ".join([which.label, told, *said]))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "scenario": scenario,
        "changed": ASKED in request.GET and scenario and form.parameters != _kept(scenario)[0],
        "which": which,
        "said": said,
        "page": page,
        "rows": shown(tried, list(page)),
        "tried": tried,
        "query": urlencode(form.parameters.data, doseq=True),
        "more": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "training/plans/people.html", context)


def _narrowed(request: HttpRequest, tried: Tried) -> tuple[Narrowed, list[str]]:
    """Return what a list is narrowed to, and the same in words; raises BadRequest."""
    course = chosen(request.GET, "course", tried.catalogue)
    year = chosen(request.GET, "year", [str(year) for year in tried.years])
    boards = {tried.study.then.name_of(unit): unit for unit in tried.boards.values()}
    board = chosen(request.GET, "unit", boards)
    criteria = {criterion.code: criterion for criterion in tried.criteria}
    criterion = chosen(request.GET, "criterion", criteria)
    said = [
        tried.catalogue[course][0].name if course else "",
        f"năm {year}" if year else "",
        boards[board].name if board else "",
        f"{criteria[criterion].cover.label}: {criteria[criterion].label}" if criterion else "",
    ]
    narrowed = Narrowed(course, int(year or 0), boards[board].pk if board else 0, criterion)
    return narrowed, [text for text in said if text]
