"""The pages of the actions on one person."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.asked import editable_or_404, keep_opened
from personnel.doubts.asking import Answer, Doubtful
from personnel.doubts.register import Told
from personnel.keeping.recording import Refused
from personnel.models import HandOver, Person
from personnel.scope import viewer

from .deleting import delete_record, fingerprint
from .forms import ActionForm, EndForm, ReasonForm
from .new_posts import AppointForm, TransferForm
from .offered import APPOINT, DELETE, END, LABELS, TRANSFER, Offered


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that somebody no longer holds a title."""
    return _action(request, pk, END, EndForm)


def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody another title in the commune."""
    return _action(request, pk, APPOINT, AppointForm)


def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Move somebody to another commune."""
    return _action(request, pk, TRANSFER, TransferForm)


def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a record that was entered by mistake, once its user has said why."""
    person = editable_or_404(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, seen = form.cleaned_data["reason"], request.POST.get("seen", "")
        try:
            delete_record(person, reason, seen=seen, by=viewer(request), at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
            return _page(request, person, DELETE, form, status=409)
        messages.success(
            request, f"Đã xóa hồ sơ {person}. Nếu xóa nhầm, quản trị cấp tỉnh khôi phục được."
        )
        return redirect("people")
    return _page(request, person, DELETE, form, status=422 if form.is_bound else 200)


def _action(request: HttpRequest, pk: int, name: str, form_class: type[ActionForm]) -> HttpResponse:
    """Ask what an action needs, take it, and go back to the person."""
    person, user, today = editable_or_404(request, pk), viewer(request), timezone.localdate()
    if request.method != "POST":
        return _page(request, person, name, form_class(user, today, person))
    form = form_class(user, today, person, request.POST)
    if not form.is_valid():
        return _page(request, person, name, form, status=422)
    notes = list(form.notes())
    try:
        done, doubts = form.take(Answer.of(request.POST), at=timezone.now())
    except Doubtful as doubtful:
        return _page(request, person, name, form, status=422, doubts=doubtful.told)
    except Refused as refused:
        form = form_class(user, today, editable_or_404(request, pk), request.POST)
        if form.is_valid():
            form.add_error(None, str(refused))
        return _page(request, person, name, form, status=409)
    messages.success(request, done)
    for note in [*notes, *(doubt.text for doubt in doubts)]:
        messages.warning(request, f"Lưu ý: {note}")
    return redirect("person", pk=pk)


def _page(
    request: HttpRequest, person: Person, name: str, form: ActionForm | ReasonForm,
    status: int = 200, doubts: Sequence[Told] = (),
) -> HttpResponse:  # fmt: skip
    keep_opened(request, person, where=LABELS[name].lower())
    # Before anything is shown: what changes in between is told once more rather than not at all.
    seen = form.seen if isinstance(form, ActionForm) else fingerprint(person)
    posts = list(person.posts.with_keepers().select_related("title").order_by("-start", "-pk"))
    pending = set(person.handovers.pending().values_list("state", flat=True))
    waiting, asked = (state in pending for state in HandOver.State.pending())
    offered = Offered(posts, viewer(request), waiting, asked)
    context = {
        "person": person,
        "posts": posts,
        "form": form,
        "doubts": doubts,
        "seen": seen,
        "heading": LABELS[name],
        "obstacle": offered.obstacle(name),
        "credentials": person.credentials.count() if name == DELETE else None,
        "scans": person.scans.in_force().count() if name == DELETE else None,
    }
    template = f"personnel/actions/{name.removeprefix('person-')}.html"
    return render(request, template, context, status=status)
