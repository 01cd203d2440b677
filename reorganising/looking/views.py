"""The pages that look at a decree: as it would be applied, and as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.models import Unit
from reorganising.results import NotApplied
from targets.criteria import BY_CODE

from .seen import Seen
from .subjects import Subject, administrator_or_404, applied_or_404, draft_or_404

Told = dict[str, Any]


@require_safe
def preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what applying a draft would come to, or all that keeps it from being applied."""
    return whole_page(request, draft_or_404(pk))


@require_safe
def applied_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what applying a decree came to."""
    return whole_page(request, applied_or_404(pk))


@require_safe
def preview_unit(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show who would come into one unit, and its figures."""
    return _page(request, draft_or_404(pk), "unit", lambda seen: _unit(seen, code))


@require_safe
def applied_unit(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show who came into one unit, and its figures."""
    return _page(request, applied_or_404(pk), "unit", lambda seen: _unit(seen, code))


@require_safe
def preview_changed(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """List whom a criterion would judge otherwise, and why."""
    return _page(request, draft_or_404(pk), "changed", lambda seen: _changed(seen, code))


@require_safe
def applied_changed(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """List whom a criterion judges otherwise since a decree, and why."""
    return _page(request, applied_or_404(pk), "changed", lambda seen: _changed(seen, code))


@require_safe
def preview_deciding(request: HttpRequest, pk: int) -> HttpResponse:
    """List the titles that several people would bring into one unit."""
    return _page(request, draft_or_404(pk), "deciding", _deciding)


@require_safe
def applied_deciding(request: HttpRequest, pk: int) -> HttpResponse:
    """List the titles that several people brought into one unit."""
    return _page(request, applied_or_404(pk), "deciding", _deciding)


def whole_page(
    request: HttpRequest, subject: Subject, status: int = 200, refused: str = ""
) -> HttpResponse:
    """Show a decree as a whole, with what was refused of what was just asked for."""
    return _page(request, subject, "whole", _whole, status, refused=refused)


def _page(
    request: HttpRequest, subject: Subject, template: str, look: Callable[[Seen], Told],
    status: int = 200, **told: Any,
) -> HttpResponse:  # fmt: skip
    """Show what `look` makes of a decree, or what keeps it from being written down."""
    user = administrator_or_404(request)
    told |= {"subject": subject, "decreed": subject.decreed}
    try:
        told |= subject.look(user, look)
    except NotApplied as error:
        told["faults"] = error.told
        return render(request, "reorganising/looking/faults.html", told, status=status)
    return render(request, f"reorganising/looking/{template}.html", told, status=status)


def _whole(seen: Seen) -> Told:
    return {
        "seen": seen.read(),
        "heads": sum(len(arriving.heads) for arriving in seen.arriving),
        "shared": sum(len(arriving.others) for arriving in seen.arriving),
        "same": [line for line in seen.lines if not line.differs],
        "changed": [line for line in seen.lines if line.differs],
    }


def _unit(seen: Seen, code: str) -> Told:
    arriving = next((each for each in seen.arriving if each.unit.code == code), None)
    if arriving is None:
        raise Http404(f"Văn bản này không lập đơn vị nào mang mã “{code}”.")
    counted = [person for _, people in arriving.origins for person in people]
    shared = [person for each in arriving.shared for person, _ in each.holders]
    twice = [person for person, _ in arriving.twice]
    return {
        "arriving": arriving,
        "people": seen.named({*counted, *shared, *twice}),
        "titles": seen.moving.titles_of(counted),
        "lines": seen.figures.of(arriving.unit),
    }


def _changed(seen: Seen, code: str) -> Told:
    criterion = BY_CODE.get(code)
    if criterion is None or not criterion.about_people:
        raise Http404(f"Không có chỉ tiêu nào về người mang mã “{code}”.")
    changed = seen.figures.changed_by(criterion)
    people = seen.named({each.person for each in changed})
    rows = [
        {
            "person": people[each.person],
            "old": seen.units[seen.moving.came_from[each.person]],
            "new": _unit_of(seen, each.after),
            "outcomes": each.outcomes(criterion),
            "why": each.why(criterion),
        }
        for each in changed
    ]
    rows.sort(key=lambda row: (row["why"], row["old"].code, row["person"].sort_key))
    return {"criterion": criterion, "rows": rows}


def _unit_of(seen: Seen, judged: Any) -> Unit | None:
    return seen.units[judged.unit] if judged else None


def _deciding(seen: Seen) -> Told:
    shared = [each for arriving in seen.arriving for each in arriving.heads]
    twice = [(arriving.unit, *each) for arriving in seen.arriving for each in arriving.twice]
    people = {person for each in shared for person, _ in each.holders}
    return {
        "shared": shared,
        "twice": twice,
        "people": seen.named(people | {person for _, person, _ in twice}),
        "arriving": [each for each in seen.arriving if each.others],
    }
