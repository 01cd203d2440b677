"""The page of movements: numbers of years, ways, bases, units and titles, each with its list."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.asked import keep_shown
from personnel.keeping.disclosing import disclose_list
from reports.scope import gathering, unit_choices
from reports.yearly.moved import BRIEF, NEW_BRIEF, How, New
from reports.yearly.moving import Event, Newcomer
from targets.lens import Lens

from .asked import Asked
from .counting import by_basis, by_title, by_unit, by_year, new_by_group, new_by_year
from .listing import behind, listed
from .taken import name_of, workbook

PAGE_SIZE = 100


@require_safe
def movements_page(request: HttpRequest) -> HttpResponse:
    """Show who was moved and who was newly appointed, a hundred rows of the list a page.

    What is shown of people is kept.
    """
    asked = Asked.of(request)
    if asked is None:
        return render(request, "reports/empty.html", {"lens": Lens.of(request)})
    reading = asked.reading()
    events = [] if asked.is_new else list(reading.events())
    newcomers = reading.newcomers() if asked.is_new else []
    found = behind(asked, events, newcomers)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = listed(asked, list(page.object_list))
    keep_shown(request, len({row.post.person_id for row in rows}), asked.said)
    offered = gathering(asked.units)
    context = {
        "lens": asked.lens,
        "asked": asked,
        "top_address": asked.lens.address(asked.top),
        "units": unit_choices(offered, asked.root, asked.lens.units_on)[1:],
        **(_of_new(asked, newcomers) if asked.is_new else _of_moved(asked, events)),
        "page": page,
        "rows": rows,
        "narrowed": asked.show not in ("", New.NEW) or asked.how or asked.title or asked.group,
        "everything": asked.number(New.NEW if asked.is_new else ""),
        "everybody_moved": asked.number(""),
        "everybody_new": asked.number(New.NEW),
        "file": asked.url("movements-file"),
        "more": f"{asked.url().partition('?')[2]}&",
    }
    return render(request, "reports/movements/page.html", context)


def _of_moved(asked: Asked, events: Sequence[Event]) -> dict[str, Any]:
    moved = [event.moved for event in events if event.year == asked.year]
    return {
        "by_year": by_year(asked, events),
        "by_basis": by_basis(asked, moved),
        "bases": [*How.labels, "Cộng"],
        "columns": [BRIEF[column] for column in asked.columns],
        "unit_columns": list(BRIEF.values()),
        "by_unit": by_unit(asked, moved),
        "by_title": by_title(asked, moved),
    }


def _of_new(asked: Asked, newcomers: Sequence[Newcomer]) -> dict[str, Any]:
    return {
        "new_by_year": new_by_year(asked, newcomers),
        "new_by_group": new_by_group(asked, newcomers),
        "new_labels": list(NEW_BRIEF.values()),
    }


@require_safe
def movements_file(request: HttpRequest) -> HttpResponseBase:
    """Return the list of the page, all of it, as a workbook; kept in the log of personal data.

    404 for whoever sees nothing.
    """
    asked = Asked.of(request)
    if asked is None:
        raise Http404("Không có danh sách để tải về.")
    reading = asked.reading()
    if asked.is_new:
        found = behind(asked, (), reading.newcomers())
    else:
        found = behind(asked, reading.events(), ())
    rows = listed(asked, found)
    people = {row.post.person_id for row in rows}
    disclose_list(len(people), by=request.user, asked=f"{asked.said}; tệp Excel")
    return FileResponse(workbook(asked, rows), as_attachment=True, filename=name_of(asked))
