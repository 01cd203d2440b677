"""The pages of what is kept about a person: found, given out, erased; for administrators alone."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.actions.forms import ReasonForm
from personnel.asked import keep_opened
from personnel.keeping.disclosing import disclose_given, disclose_search
from personnel.keeping.pacing import TooOften, require_pace
from personnel.keeping.recording import Refused
from personnel.models import Disclosure, Erasure, Person
from personnel.scope import Editor, viewer
from personnel.trail.forgetting import may_forget
from personnel.words.file_names import attached

from .erasing import carry_out, obstacle, order
from .forms import WhoForm
from .given import kept_about
from .giving import given_out, name_of
from .subject import Subject, subject_of, subjects_by_cccd

PAGE_SIZE = 50
NOBODY = "Không có dữ liệu nào được lưu theo số này."


def personal_data(request: HttpRequest) -> HttpResponse:
    """Ask whose data is wanted, by number; list the records erased for good."""
    user = _administrator(request)
    form = WhoForm(request.POST if request.method == "POST" else None)
    found, status = _found(form, user) if form.is_bound else ([], 200)
    if len(found) == 1:
        return redirect("personal-record", found[0].record)
    erasures = Erasure.objects.select_related("by")
    page = Paginator(erasures, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "found": found, "page": page}
    return render(request, "personal/personal.html", context, status=status)


def _found(form: WhoForm, user: Editor) -> tuple[list[Subject], int]:
    """Return whom a form asks for, and the status of the page that says so."""
    if not form.is_valid():
        return [], 422
    try:
        found = _sought(form, user)
    except TooOften as too_often:
        form.add_error("who", str(too_often))
        return [], 429
    if not found:
        form.add_error("who", NOBODY)
    return found, 200 if found else 404


def _sought(form: WhoForm, user: Editor) -> list[Subject]:
    """Return whom a number is about; a whole identity number is sought at a pace, and kept."""
    if (record := form.record) is not None:
        return [subject] if (subject := subject_of(record)) else []
    require_pace(Disclosure.Kind.SOUGHT, by=user, at=timezone.now())
    found = subjects_by_cccd(form.cleaned_data["who"])
    first = Person(pk=found[0].record, full_name=found[0].name) if found else None
    disclose_search(form.cleaned_data["who"], first, by=user)
    return found


@require_safe
def personal_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how much is kept of somebody in which table, and what can be done with it."""
    _administrator(request)
    return _page(request, _subject(pk), ReasonForm())


@require_POST
def give_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Give out everything kept about somebody as one file, and keep that it was."""
    user, subject, now = _administrator(request), _subject(pk), timezone.now()
    content = given_out(subject, now)
    disclose_given(subject.record, subject.name, by=user)
    return HttpResponse(content, "application/zip", headers=attached(name_of(subject, now)))


@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Order that a deleted record be erased, and erase it where the database lets the page."""
    user, subject, now = _administrator(request), _subject(pk), timezone.now()
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, subject, form, 422)
    try:
        erasure = order(subject.record, form.cleaned_data["reason"], by=user, at=now)
        if may_forget():
            erasure = carry_out(erasure, at=now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, subject, form, 409)
    done = "Đã xóa hẳn hồ sơ" if erasure.done_at else "Đã ghi quyết định xóa hẳn hồ sơ"
    later = "" if erasure.done_at else " Việc xóa chạy đêm nay."
    messages.success(request, f"{done} số {erasure.record}.{later}")
    return redirect("personal")


def _page(
    request: HttpRequest, subject: Subject, form: ReasonForm, status: int = 200
) -> HttpResponse:
    keep_opened(
        request, Person(pk=subject.record, full_name=subject.name), where="dữ liệu được lưu"
    )
    tables = [(given, len(rows)) for given, rows in kept_about(subject)]
    waiting = Erasure.objects.waiting().filter(record=subject.record).select_related("by")
    context = {
        "subject": subject,
        "tables": tables,
        "obstacle": obstacle(subject),
        "waiting": waiting.first(),
        "form": form,
    }
    return render(request, "personal/record.html", context, status=status)


def _administrator(request: HttpRequest) -> Editor:
    user = viewer(request)
    if not user.may_administer:
        raise Http404("Trang này chỉ dành cho quản trị cấp tỉnh.")
    return user


def _subject(pk: int) -> Subject:
    subject = subject_of(pk)
    if subject is None:
        raise Http404(NOBODY)
    return subject
