"""The pages of the criteria: the list, and one criterion by district and commune."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from personnel.models import Person, PersonQuerySet, Unit
from targets.criteria import BY_CODE, REGISTER
from targets.figures import percentage
from targets.judging import UnitCounts, count_by_unit, roll_up
from targets.rules import Criterion, Reading

from .board import Line, figure_key, line, sections, unconfirmed_below
from .lens import Lens
from .links import people_url
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
    readings = criterion.beside(lens.day)
    if not readings:
        return []
    conditions = {f"{reading.code} covered": reading.covered for reading in readings}
    conditions |= {f"{reading.code} met": reading.met for reading in readings}
    counts = count_by_unit(lens.day, people, conditions)
    key = figure_key(root)
    return [_beside_line(lens, root, criterion, reading, counts, key) for reading in readings]


def _beside_line(
    lens: Lens,
    root: Unit,
    criterion: Criterion,
    reading: Reading,
    counts: UnitCounts,
    key: int | None,
) -> dict[str, object]:
    met, covered = (counts(f"{reading.code} {part}", key) for part in ("met", "covered"))
    filters = {"unit": root.code, "criterion": criterion.code, "beside": reading.code}
    return {
        "label": reading.label,
        "met": met,
        "covered": covered,
        "rate": percentage(met, covered),
        "met_url": people_url(lens, outcome="met", **filters),
        "covered_url": people_url(lens, outcome="covered", **filters),
    }
