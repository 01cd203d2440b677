"""The page of a person's scans, and giving one out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.asked import editable_or_404, keep_opened
from personnel.basics.sent_files import left_out
from personnel.keeping.disclosing import disclose_scan
from personnel.keeping.recording import Refused
from personnel.models import Credential, Person, Post, Scan
from personnel.reading.joined import led_on
from personnel.scope import viewer
from personnel.words.file_names import file_name

from .attaching import attach, put_in_again, take_back, too_large
from .facts import GONE, Proven, facts_of
from .forms import ScanForm
from .reading import checked

# Opened by itself a file runs nothing, loads nothing and is in no other page. A browser shows no
# PDF within such bounds, so it is saved; a picture is shown.
_BOUNDS = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
_DEEDS = {"take-back": take_back, "put-in-again": put_in_again}


def person_scans(request: HttpRequest, pk: int) -> HttpResponse:
    """List the scans of a person by what they prove, and attach more.

    404 unless the user may see the person; only who may edit the record attaches.
    """
    if request.method != "POST":
        return _page(request, _visible_or_404(request, pk))
    person = editable_or_404(request, pk)
    facts = facts_of(person, viewer(request))
    form = ScanForm(facts, request.POST)
    large = [too_large(name) for name in left_out(request)]
    for said in large:
        form.add_error("files", said)
    if not form.is_valid():
        return _page(request, person, form, status=422)
    fact = _chosen(facts, form)
    try:
        files = request.FILES.getlist("files")
        done = attach(fact, files, by=viewer(request), at=timezone.now())
    except Refused as refused:
        form.add_error("files", str(refused))
        return _page(request, person, form, status=422)
    messages.success(request, f"Đã đính kèm {len(done.scans)} bản quét: {fact.told}.")
    for told in done.told:
        messages.warning(request, f"Lưu ý: {told}")
    return redirect(_address(pk, form.cleaned_data["fact"]))


@require_safe
def scan_file(request: HttpRequest, pk: int) -> FileResponse:
    """Give out a scan, and keep that it was opened; 404 unless the user may see the person."""
    scan = _of(Scan.objects.visible_to(viewer(request)).in_force(), pk)
    file, told = checked(scan), scan.fact.told if scan.fact else GONE
    disclose_scan(scan.person, by=request.user, what=f"mở bản quét “{scan.name}” của {told}")
    name = file_name("bản quét", told, scan.person.full_name, scan.pk, ending=scan.ending)
    return FileResponse(
        file, as_attachment=not scan.is_picture, filename=name, content_type=scan.content_type,
        headers={"Content-Security-Policy": _BOUNDS},
    )  # fmt: skip


@require_POST
def scan_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a scan back, or put it in again; 404 unless the record is in the user's hands."""
    scan = _of(Scan.objects.editable_by(viewer(request)), pk)
    deed = _DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        raise BadRequest("Chọn rút hoặc đưa lại bản quét.")
    try:
        deed(scan, by=viewer(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        done = "Đã rút" if deed is take_back else "Đã đưa lại"
        messages.success(request, f"{done} bản quét “{scan.name}”.")
    return redirect(_address(scan.person_id))


def _visible_or_404(request: HttpRequest, pk: int) -> Person:
    visible = Person.objects.visible_to(viewer(request))
    person = visible.filter(pk=pk).first()
    if person is None and (on := led_on(pk, visible)):
        raise Http404(f"Hồ sơ số {pk} đã được gộp vào hồ sơ số {on.pk} ({on}).")
    if person is None:
        raise Http404("Không có hồ sơ này trong phạm vi được xem của tài khoản.")
    return person


def _of(scans: Any, pk: int) -> Scan:
    scan: Scan | None = scans.filter(pk=pk).select_related("person").first()
    if scan is None:
        raise Http404("Không có bản quét này trong phạm vi của tài khoản, hoặc đã được rút.")
    return scan


def _chosen(facts: Sequence[Proven], form: ScanForm) -> Credential | Post:
    (fact,) = (p.fact for p in facts if p.key == form.cleaned_data["fact"] and p.fact)
    return fact


def _address(pk: int, key: str = "") -> str:
    address = reverse("person-scans", args=[pk])
    return f"{address}?{urlencode({'fact': key})}#{key}" if key else address


def _page(
    request: HttpRequest, person: Person, form: ScanForm | None = None, status: int = 200
) -> HttpResponse:
    keep_opened(request, person, where="bản quét")
    facts = facts_of(person, viewer(request))
    form = form or ScanForm(facts, initial={"fact": request.GET.get("fact", "")})
    context = {
        "person": person,
        "facts": facts,
        "form": form,
        "attached": any(proven.scans or proven.taken_back for proven in facts),
        "editable": any(proven.open for proven in facts),
    }
    return render(request, "personnel/scans/scans.html", context, status=status)
