"""Who changed what, and whom personal data was given out to."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.asked import keep_opened
from personnel.keeping.history import changes_to
from personnel.models import Person, open_to
from personnel.reading.joined import joined_into, led_on
from personnel.scope import viewer

from . import changes, counting, disclosures
from .forms import ChangesForm, DisclosuresForm
from .places import Place, place_of

AFTER = "after"
CHANGES_A_PAGE = 30


@require_safe
def change_log(request: HttpRequest) -> HttpResponse:
    """Show every change, newest first, to administrators."""
    _administrators_only(request)
    form = ChangesForm(request.GET)
    page = changes.page(form.wanted(), place_of(request.GET.get(AFTER, "")), form.reason)
    context = {"form": form, "page": page, **_around(request, page.next)}
    return render(request, "personnel/log/changes.html", context)


@require_safe
def disclosure_log(request: HttpRequest) -> HttpResponse:
    """Show what personal data was given out, newest first, to administrators."""
    _administrators_only(request)
    form = DisclosuresForm(request.GET)
    page = disclosures.page(form.wanted(), place_of(request.GET.get(AFTER, "")))
    context = {
        "form": form,
        "page": page,
        "bursts": counting.bursts(timezone.now()),
        **_around(request, page.next),
    }
    return render(request, "personnel/log/disclosures.html", context)


@require_safe
def disclosure_counts(request: HttpRequest) -> HttpResponse:
    """Show who looked up how much in the last hour, today and in thirty days."""
    _administrators_only(request)
    context = {"lines": counting.counted(timezone.now())}
    return render(request, "personnel/log/counts.html", context)


@require_safe
def person_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything that was changed in a record to whoever may see it."""
    user = viewer(request)
    seen = Person.objects.visible_to(user)
    person = seen.filter(pk=pk).first()
    if person is None and (on := led_on(pk, seen)):
        return redirect("person-changes", pk=on.pk)
    if person is None:
        raise Http404("Không có hồ sơ này trong phạm vi được xem của tài khoản.")
    keep_opened(request, person, where="lịch sử thay đổi")
    whole = pk in open_to(user, [pk])
    pages = Paginator(changes_to(person, joined=joined_into(pk), whole=whole), CHANGES_A_PAGE)
    context = {"person": person, "page": pages.get_page(request.GET.get("page"))}
    return render(request, "personnel/log/person.html", context)


def _administrators_only(request: HttpRequest) -> None:
    if not viewer(request).may_administer:
        raise Http404("Nhật ký chỉ dành cho quản trị cấp tỉnh.")


def _around(request: HttpRequest, following: Place | None) -> dict[str, object]:
    """Return the queries of the newest page and of the next one, the filters kept."""
    asked = {name: value for name, value in request.GET.items() if value and name != AFTER}
    return {
        "filtered": bool(asked),
        "at_top": not request.GET.get(AFTER),
        "newest": urlencode(asked),
        "older": urlencode(asked | {AFTER: following.token}) if following else "",
    }
