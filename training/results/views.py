"""The results of a year, and the people behind each of their numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.asked import keep_shown
from reports.scope import unit_choices
from reports.studies.listing import BEFORE, BESIDES, HELD, PLANNED, behind, listed
from reports.studies.results import PARTS, Result, Row
from reports.workforce import GROUP_LABELS
from targets.lens import Lens

from .asked import Asked

PAGE_SIZE = 50
PLANNED_LABEL = "Kế hoạch"


@dataclass(frozen=True)
class Line:
    """A row of the table: its numbers, each with the list of its people."""

    label: str
    row: Row
    cells: list[tuple[str, int, str]]
    unit_url: str = ""
    held: tuple[tuple[int, str], ...] = ()


@require_safe
def results_page(request: HttpRequest) -> HttpResponse:
    """Show what became of whoever was sent in a year, by course, group and unit."""
    asked = Asked.of(request)
    if asked is None:
        return render(request, "reports/empty.html", {"lens": Lens.of(request)})
    results = asked.results
    units = [unit for unit in asked.sight.units if not unit.is_commune]
    context = {
        "asked": asked,
        "results": results,
        "whole": _line(asked, "Tổng số", results.of()),
        "heads": _heads(asked),
        "courses": [
            _line(asked, course.name, results.of(course.code), course=course.code)
            for course in results.courses
        ],
        "groups": [
            _line(asked, GROUP_LABELS[group], results.of(group=group), group=group)
            for group in GROUP_LABELS
            if group in results.groups
        ],
        "rows": list(_rows(asked)),
        "units": unit_choices(units, asked.sight.root, asked.sight.lens.units_on)[1:],
        "top_address": asked.sight.lens.address(asked.top),
    }
    return render(request, "training/results/results.html", context)


def _rows(asked: Asked) -> Iterator[Line]:
    """Yield the units below that anything is told of; those with units of their own open them."""
    results, day = asked.results, asked.source.lens.units_on
    seen = {unit.pk for unit in asked.sight.units}
    for unit in asked.rows:
        row = results.of(units=asked.inside(unit))
        if row:
            address = unit.address_on(day)
            opens = unit.is_district and unit.pk in seen
            url = asked.url("training-results", unit=address) if opens else ""
            yield _line(asked, unit.name, row, unit_url=url, **{"in": address})


def _line(asked: Asked, label: str, row: Row, *, unit_url: str = "", **told: str) -> Line:
    def url(result: str) -> str:
        return asked.url("training-results-people", result=result, **told)

    numbers = [(PLANNED, row.planned)] if asked.results.is_planned else []
    numbers.append((Result.ALL.value, row.sent.attendances))
    numbers += [(result.value, row.tally(result).attendances) for result in PARTS]
    cells = [
        (head, number, url(result))
        for head, (result, number) in zip(_heads(asked), numbers, strict=True)
    ]
    before, now = row.held or (0, 0)
    held = ((before, url(BEFORE)), (now, url(HELD))) if "course" in told else ()
    return Line(label, row, cells, unit_url, held)


def _heads(asked: Asked) -> list[str]:
    planned = [PLANNED_LABEL] if asked.results.is_planned else []
    return [*planned, *(str(result.label) for result in Result)]


@require_safe
def results_people(request: HttpRequest) -> HttpResponse:
    """Show the people of a number of the results, fifty a page."""
    asked = Asked.of(request)
    if asked is None:
        return render(request, "reports/empty.html", {"lens": Lens.of(request)})
    besides = asked.result if asked.result in BESIDES else PLANNED
    found = listed(asked.reading, behind(asked.reading, asked.chosen), besides)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    headline = _headline(asked)
    if asked.sight.school:
        keep_shown(request, page.paginator.count, f"Kết quả đào tạo năm {asked.year}: {headline}")
    names = {unit.pk: unit.name for unit in asked.source.units}
    context = {
        "asked": asked,
        "headline": headline,
        "page": page,
        "rows": [(row, names.get(row.unit, ""), GROUP_LABELS[row.group]) for row in page],
        "here": asked.url("training-results-people", **_told(asked)),
        "back": asked.url("training-results"),
    }
    return render(request, "training/results/people.html", context)


def _headline(asked: Asked) -> str:
    """Return in words which number a list is of."""
    names = {course.code: course.name for course in asked.reading.courses}
    label = BESIDES.get(asked.result) or str(Result(asked.result).label)
    told = [label, names.get(asked.course, asked.course)]
    told.append(GROUP_LABELS[asked.group] if asked.group else "")
    told.append((asked.within or asked.top).name)
    return " · ".join(filter(None, told))


def _told(asked: Asked) -> dict[str, str]:
    """Return the keys of the list that is shown."""
    within = asked.within.address_on(asked.source.lens.units_on) if asked.within else ""
    keys = {"result": asked.result, "course": asked.course, "group": asked.group, "in": within}
    return {key: value for key, value in keys.items() if value}
