"""What is done on the page of a decree: choices kept, applied, put off to its day, undone."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from personnel.keeping.recording import Refused
from personnel.models import Person
from personnel.scope import Editor
from reorganising.applying import apply
from reorganising.asked import version_seen
from reorganising.models import DecreeDraft
from reorganising.results import NotApplied, NotUndone
from reorganising.splitting import send
from reorganising.undoing import in_the_way, undo
from reports.periods.asked import administrator_or_404

from .due import put_off
from .pages import whole_page
from .splits import Split, choose, require_seen
from .subjects import Subject, applied_or_404, subject_or_404


@require_POST
def choose_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep in a draft who of a unit that is split goes where."""
    user, subject = administrator_or_404(request), subject_or_404(request, pk)
    try:
        split = _split(request, subject, user)
        choose(
            _draft(subject), version_seen(request), split, split.chosen(request.POST),
            by=user, at=timezone.now(),
        )  # fmt: skip
    except (Refused, NotApplied) as refused:
        return whole_page(request, subject_or_404(request, pk), 409, str(refused))
    messages.success(request, f"Đã lưu nơi đến của người thuộc {split.old}.")
    return redirect(f"{subject.url}#tach")


@require_POST
def send_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right where people of a unit that was split went."""
    user, subject = administrator_or_404(request), applied_or_404(pk)
    try:
        split = _split(request, subject, user)
        people = _sent(split, split.chosen(request.POST), user)
    except Refused as refused:
        return whole_page(request, subject, 409, str(refused))
    messages.success(request, f"Đã ghi nơi đến của {people} người thuộc {split.old}.")
    return redirect(f"{subject.url}#tach")


@require_POST
def apply_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply a draft as it was looked at."""
    user, subject = administrator_or_404(request), subject_or_404(request, pk)
    draft = _draft(subject)
    try:
        require_seen(draft, version_seen(request))
        apply(draft.decreed, by=user, at=timezone.now(), rights=subject.rights)
    except (Refused, NotApplied) as refused:
        return whole_page(request, subject_or_404(request, pk), 409, str(refused))
    draft.refresh_from_db()
    messages.success(request, f"Đã áp dụng văn bản {draft}.")
    return redirect("decree-applied", draft.decree_id)


@require_POST
def put_off_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a draft applied on its day, or no longer."""
    user, subject = administrator_or_404(request), subject_or_404(request, pk)
    due = "off" not in request.POST
    try:
        put_off(_draft(subject), version_seen(request), due, by=user, at=timezone.now())
    except Refused as refused:
        return whole_page(request, subject_or_404(request, pk), 409, str(refused))
    told = "Đã hẹn áp dụng vào" if due else "Đã bỏ hẹn áp dụng vào"
    messages.success(request, f"{told} ngày {subject.decreed.day:%d/%m/%Y}.")
    return redirect(subject.url)


def undo_decree(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether to undo a decree, naming what stands in the way, and undo it."""
    user, subject = administrator_or_404(request), applied_or_404(pk)
    if subject.applied is None:
        raise Http404("Văn bản này chưa được áp dụng.")
    decree, status = subject.applied.decree, 200
    if request.method == "POST":
        draft = DecreeDraft.objects.filter(decree=decree).first()
        try:
            undo(decree, by=user, at=timezone.now())
        except NotUndone:
            status = 409
        else:
            messages.success(request, f"Đã hoàn tác văn bản {decree.number}.")
            return redirect("decree-preview", draft.pk) if draft else redirect("overview")
    context = {"subject": subject, "decreed": subject.decreed, "in_the_way": in_the_way(decree)}
    return render(request, "reorganising/looking/undo.html", context, status=status)


def _draft(subject: Subject) -> DecreeDraft:
    if subject.draft is None:
        raise Http404("Không có dự thảo này.")
    return subject.draft


def _split(request: HttpRequest, subject: Subject, user: Editor) -> Split:
    """Return the split that a form is about; raises Refused where there is none of that unit."""
    code = request.POST.get("old", "")
    splits = subject.look(user, lambda seen: seen.splits)
    found = next((split for split in splits if split.old.code == code), None)
    if found is None:
        raise Refused("Chưa ghi gì: văn bản không còn chia tách đơn vị này.")
    return found


def _sent(split: Split, chosen: dict[int, str], user: Editor) -> int:
    """Send whom something else was chosen for; returns how many people that changed."""
    total, stands = 0, {choice.person.pk: choice.goes_to for choice in split.choices}
    for unit in split.options:
        ids = [pk for pk, code in chosen.items() if code == unit.code != stands[pk]]
        if ids:
            people = Person.objects.visible_to(user).filter(pk__in=ids)
            total += send(people, split.old, unit, user)
    return total
