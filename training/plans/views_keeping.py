"""Keeping what was tried out under a name, moving people by hand, giving a scenario up."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from personnel.asked import keep_opened
from personnel.keeping.recording import Refused
from personnel.models import Person
from personnel.scope import viewer
from reports.models import TrainingScenario
from reports.periods.asked import administrator_or_404

from .asked import own_scenario_or_404, scenario_or_404
from .forms import ParametersForm
from .forms_keeping import MoveForm, SaveForm
from .parameters import Parameters
from .saving import give_up, move, move_back, save_new, save_over, seen_of

FOUND = 20  # so many people are shown of a name


@require_POST
def save(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Keep the parameters sent: under a new name, or with `do=over` in place of a scenario's."""
    user = administrator_or_404(request)
    scenario = None if pk is None else scenario_or_404(request, pk)
    form, named = _parameters(request), SaveForm(request.POST)
    back = _back(scenario, form)
    if not named.is_valid():
        messages.error(request, f"Chưa lưu: {_first_error(named)}")
        return redirect(back)
    name, note, now = named.cleaned_data["name"], named.cleaned_data["note"], timezone.now()
    try:
        if scenario and request.POST.get("do") == "over":
            kept = save_over(
                scenario, name, form, note, seen=request.POST.get("seen", ""), by=user, at=now
            )
        else:
            kept = save_new(name, form, note, by=user, at=now, like=scenario)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(back)
    messages.success(request, f"Đã lưu phương án “{kept}”.")
    return redirect("training-scenario", kept.pk)


def _parameters(request: HttpRequest) -> Parameters:
    form = ParametersForm(request.POST, timezone.localdate())
    if not form.is_valid():
        raise BadRequest("Các lựa chọn của phương án không dùng được. Mở lại trang phương án.")
    return form.parameters


def _back(scenario: TrainingScenario | None, parameters: Parameters) -> str:
    own = reverse("training-scenario", args=[scenario.pk]) if scenario else ""
    where = own or reverse("training-try")
    return f"{where}?{urlencode(parameters.data, doseq=True)}"


def _first_error(form: SaveForm) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)


def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whom somebody moved by hand, look somebody up by name, move them for a reason."""
    scenario = own_scenario_or_404(request, pk)
    if request.method != "POST":
        return _choosing(request, scenario)
    user, now, seen = viewer(request), timezone.now(), request.POST.get("seen", "")
    try:
        if request.POST.get("do") == "back":
            move_back(scenario, _number(request.POST.get("move", "")), seen=seen, by=user, at=now)
            messages.success(request, "Đã bỏ lựa chọn.")
            return redirect("training-scenario-move", scenario.pk)
        person = _person(request, request.POST.get("person", ""))
        form = MoveForm(request.POST)
        if not form.is_valid():
            return _choosing(request, scenario, person, form, status=422)
        told = form.cleaned_data
        taken = told["way"] == "take"
        move(
            scenario, person, told["kind"], told["reason"], taken=taken, seen=seen, by=user, at=now
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("training-scenario-move", scenario.pk)
    how = "Đã đưa vào" if taken else "Đã đưa ra khỏi"
    messages.success(request, f"{how} phương án: {person.full_name}.")
    return redirect("training-scenario-move", scenario.pk)


def _choosing(
    request: HttpRequest, scenario: TrainingScenario, person: Person | None = None,
    form: MoveForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    if person is None and request.GET.get("person"):
        person = _person(request, request.GET["person"])
    moves = list(scenario.moves.all())
    names = dict(
        Person.objects.filter(pk__in=[m.person for m in moves]).values_list("pk", "full_name")
    )
    if person:
        keep_opened(request, person, where="chọn trong phương án học tập")
    initial = {
        "seen": seen_of(scenario),
        "kind": request.GET.get("kind", ""),
        "way": request.GET.get("way", ""),
    }
    query = request.GET.get("q", "").strip()
    context = {
        "scenario": scenario,
        "seen": seen_of(scenario),
        "moves": [(m, names.get(m.person, f"Hồ sơ số {m.person} (không còn)")) for m in moves],
        "person": person,
        "form": form or (MoveForm(initial=initial) if person else None),
        "q": query,
        "found": _found(request, query) if query else [],
        "most": FOUND,
    }
    return render(request, "training/plans/choose.html", context, status=status)


def _found(request: HttpRequest, query: str) -> list[Person]:
    people = Person.objects.visible_to(viewer(request)).named_like(query).in_name_order()
    return list(people[: FOUND + 1])


def _person(request: HttpRequest, text: str) -> Person:
    people = Person.objects.visible_to(viewer(request))
    person = people.filter(pk=_number(text)).first()
    if person is None:
        raise Http404("Không có hồ sơ này trong phạm vi được xem của tài khoản.")
    return person


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise BadRequest("Số hồ sơ không đọc được.")
    return int(text)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a scenario up."""
    scenario = own_scenario_or_404(request, pk)
    try:
        give_up(scenario, seen=request.POST.get("seen", ""), by=viewer(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("training-scenario", scenario.pk)
    messages.success(request, f"Đã xóa phương án “{scenario}”.")
    return redirect("training-plans")
