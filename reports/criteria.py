"""The pages of the criteria: the list, and one criterion by district and commune."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from personnel.models import Person, PersonQuerySet, Unit
from targets.criteria import BY_CODE, REGISTER
from targets.figures import percentage
from targets.judging import count_by_unit, roll_up
from targets.rules import Criterion

from .board import Line, figure_key, line, sections, unconfirmed_below
from .lens import Lens
from .scope import root_of, units_in_view, viewer
from .trend import trend


def criteria_list(request: HttpRequest) -> HttpResponse:
    """Show every criterion of the horizon with its figure in the user's root unit."""
    lens = Lens.of(request)
    units = units_in_view(viewer(request), lens)
    root = root_of(viewer(request), units)
    if root is None:
        return render(request, "reports/empty.html", {"lens": lens})
    people = Person.objects.visible_to(viewer(request))
    figures = roll_up(lens.day, lens.criteria, people, Unit.objects.visible_to(viewer(request)))
    unconfirmed = len(unconfirmed_below(root, units))
    lines = [line(lens, root, c, figures, unconfirmed) for c in lens.criteria]
    context = {"lens": lens, "unit": root, "sections": sections(lines)}
    return render(request, "reports/criteria.html", context)


def criterion_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one criterion: what the clause asks, how it is read, and its figures by unit."""
    lens = Lens.of(request)
    criterion = BY_CODE.get(code)
    if criterion is None:
        raise Http404(f"Không có chỉ tiêu mang mã “{code}”.")
    units = units_in_view(viewer(request), lens)
    root = root_of(viewer(request), units)
    if root is None:
        return render(request, "reports/empty.html", {"lens": lens})
    people, scope = (
        Person.objects.visible_to(viewer(request)),
        Unit.objects.visible_to(viewer(request)),
    )
    figures = roll_up(lens.day, [criterion], people, scope)
    marked = len(unconfirmed_below(root, units))
    lines = {unit.pk: line(lens, unit, criterion, figures, int(unit.unconfirmed)) for unit in units}
    context = {
        "lens": lens,
        "criterion": criterion,
        "total": line(lens, root, criterion, figures, marked),
        "tree": _tree(root, units, lines),
        "superseded_by": [c for c in REGISTER if criterion.code in c.supersedes],
        "supersedes": [BY_CODE[earlier] for earlier in criterion.supersedes],
        "beside": _beside(lens, criterion, root, people),
        "trend": trend(criterion, root, lens.day, people, scope),
    }
    return render(request, "reports/criterion.html", context)


def _tree(root: Unit, units: list[Unit], lines: dict[int, Line]) -> list[tuple[Line, list[Line]]]:
    """Return each district's line with its communes', the furthest from the target first."""
    communes: dict[int | None, list[Line]] = {}
    for unit in units:
        if unit.level == Unit.Level.COMMUNE:
            communes.setdefault(unit.parent_id, []).append(lines[unit.pk])
    districts = [lines[unit.pk] for unit in units if unit.level == Unit.Level.DISTRICT]
    return [
        (district, sorted(communes.get(district.unit.pk, []), key=_furthest_first))
        for district in sorted(districts, key=_furthest_first)
    ]


def _furthest_first(row: Line) -> tuple[bool, object]:
    return (not row.figure.covered, -row.distance)


def _beside(
    lens: Lens, criterion: Criterion, root: Unit, people: PersonQuerySet
) -> list[dict[str, object]]:
    """Return the figures shown beside the main one: the other reading, or a joint one's parts."""
    conditions = {}
    if criterion.alternative:
        other = criterion.alternative.on(lens.day)
        conditions[criterion.alternative.label] = (other, other & criterion.reached)
    if len(criterion.asks) > 1:
        covered = criterion.cover.on(lens.day)
        for ask in criterion.asks:
            conditions[f"Riêng {ask.text}"] = (covered, covered & ask.met())
    if not conditions:
        return []
    named = {f"{label} {n}": q for label, pair in conditions.items() for n, q in enumerate(pair)}
    counts = count_by_unit(lens.day, people, named)
    key = figure_key(root)
    return [
        _beside_line(label, counts(f"{label} 1", key), counts(f"{label} 0", key))
        for label in conditions
    ]


def _beside_line(label: str, met: int, covered: int) -> dict[str, object]:
    return {"label": label, "met": met, "covered": covered, "rate": percentage(met, covered)}
