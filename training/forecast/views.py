"""The pages of the forecast: every criterion year by year, and one in full."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.scope import viewer
from reports.addresses import unit_or_404
from reports.asking import by_groups, chosen
from reports.needs.study import next_year_of
from reports.scope import live_in_view, rows_below
from reports.sections import sections
from targets.assuming import Assuming
from targets.criteria import BY_CODE, horizon_on
from targets.lens import Lens
from targets.needs.offers import Offers
from targets.rules import Criterion
from targets.sources import LiveSource

from .intakes import Intake, intakes
from .outlook import Outlook, below, rows

WAYS = {way.value: way for way in Assuming}


@require_safe
def forecast_page(request: HttpRequest) -> HttpResponse:
    """Show every criterion at the end of each year, by one way of what is taken for granted."""
    lens = _lens(request)
    way = WAYS[chosen(request.GET, "way", WAYS, Assuming.ENROLLED.value)]
    source = _source(request, lens)
    if source is None:
        return render(request, "reports/empty.html", {"lens": lens})
    outlook = Outlook(source, lens.criteria)
    found = {row.criterion.code: row for row in rows(outlook, way)}
    last = _last_intakes(source, [row.criterion for row in found.values()])
    context = _shown(request, outlook, last) | {
        "way": way,
        "years": outlook.years(way),
        "sections": [
            (section, [(found[code], last[code]) for code in (row.criterion.code for row in among)])
            for section, among in sections(row.now for row in found.values())
        ],
    }
    return render(request, "training/forecast/forecast.html", context)


@require_safe
def forecast_criterion(request: HttpRequest, code: str) -> HttpResponse:
    """Show one criterion by every way, and by each in the units below at the deadline."""
    criterion, lens = BY_CODE.get(code), _lens(request)
    if criterion is None or not criterion.about_people:
        raise Http404(f"Không có chỉ tiêu về người mang mã “{code}”.")
    source = _source(request, lens)
    if source is None:
        return render(request, "reports/empty.html", {"lens": lens})
    outlook = Outlook(source, [criterion])
    grouped = by_groups(request.GET) and source.grouped
    last = _last_intakes(source, [criterion])
    context = _shown(request, outlook, last) | {
        "criterion": criterion,
        "rows": [row for way in Assuming for row in rows(outlook, way)],
        "years": outlook.years(Assuming.NOTHING),
        "below": below(outlook, criterion, rows_below(source, grouped=grouped)),
        "grouped": grouped,
        "groups_offered": source.grouped and source.root.is_province,
        "intakes": last[code],
    }
    return render(request, "training/forecast/criterion.html", context)


def _lens(request: HttpRequest) -> Lens:
    """Return the lens of the address as of today: a forecast begins with what is.

    Without a horizon, that whose deadline is not past when courses begin next year.
    """
    asked, today = Lens.of(request), timezone.localdate()
    own = asked.horizon if request.GET.get("horizon") else horizon_on(next_year_of(today))
    return replace(asked, horizon=own, day=today, map_day=None)


def _source(request: HttpRequest, lens: Lens) -> LiveSource | None:
    """Return the records of the unit asked for, or of all that the user sees, if anything."""
    user, address = viewer(request), request.GET.get("unit", "")
    if not address:
        return live_in_view(user, lens)
    return LiveSource(lens, unit_or_404(user, lens, address), user)


def _last_intakes(source: LiveSource, criteria: list[Criterion]) -> dict[str, list[Intake]]:
    """Return until when courses may begin to count by the deadline, by criterion; one query."""
    today, deadline = source.lens.day, source.lens.horizon.deadline
    offers = Offers.read(today, deadline).offers
    return {c.code: intakes(c, offers, today, deadline) for c in criteria if c.judged} | {
        c.code: [] for c in criteria if not c.judged
    }


def _shown(request: HttpRequest, outlook: Outlook, last: dict[str, list[Intake]]) -> dict[str, Any]:
    source = outlook.source
    address = request.GET.get("unit", "")
    return {
        "lens": source.lens,
        "unit": source.root,
        "asked_unit": source.lens.address(source.root) if address else "",
        "outlook": outlook,
        "ways": list(Assuming),
        "unconfirmed": any(not i.offer.confirmed for among in last.values() for i in among),
    }
