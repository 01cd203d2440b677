"""What a unit handed in: frozen figures, versions, what differs by now, the answer."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.asked import keep_shown
from personnel.keeping.recording import Refused
from personnel.models import Person, open_to
from personnel.reading.joined import reachable
from personnel.scope import viewer
from reports.models import Submission
from reports.models.reporting import may_hand_in
from reports.parts import told_texts
from reports.punctuality import punctuality_of
from reports.sources import submitted_source

from .answering import approve, send_back
from .asked import administrator_or_404, submission_or_404
from .board import board, links_of
from .differences import differences
from .forms import AnswerForm
from .hashing import verify
from .notices import told
from .taking_back import may_take_back, take_back

PEOPLE_A_PAGE = 50
DEEDS: dict[str, Callable[..., Submission]] = {"approve": approve, "return": send_back}


@require_safe
def submission_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a submission as it was frozen."""
    return _page(request, submission_or_404(request, pk), AnswerForm())


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a submission with a reason, or approve it."""
    user, submission = administrator_or_404(request), submission_or_404(request, pk)
    deed, form = DEEDS.get(request.POST.get("do", "")), AnswerForm(request.POST)
    if deed is None:
        raise BadRequest("Chọn duyệt hoặc trả lại báo cáo.")
    if not form.is_valid():
        return _page(request, submission, form, 422)
    now = timezone.now()
    try:
        done = deed(submission, form.cleaned_data["answer"], by=user, at=now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, submission_or_404(request, pk), form, 409)
    said = f"{done.get_state_display()}: {done.district}, lần {done.version}."
    messages.success(request, f"{said} {told([done.district_id], now)}")
    return redirect("submission", pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a unit take back what the province has not answered."""
    submission, user = submission_or_404(request, pk), viewer(request)
    if not may_hand_in(user, submission.district):
        raise Http404("Tài khoản này không lập báo cáo của đơn vị này.")
    try:
        done = take_back(submission, by=user, at=timezone.now())
    except Refused as refused:
        fresh = submission_or_404(request, pk)
        return _page(request, fresh, AnswerForm(), 409, str(refused))
    said = f"Đã rút báo cáo lần {done.version} của {done.district}."
    messages.success(request, f"{said} Sửa rồi nộp lần tiếp theo.")
    return redirect("report", done.period_id, done.district.code)


def _page(
    request: HttpRequest, submission: Submission, form: AnswerForm, status: int = 200,
    refused: str = "",
) -> HttpResponse:  # fmt: skip
    period, district, user = submission.period, submission.district, viewer(request)
    prefetch_related_objects([submission], "erasings")
    kept = Submission.objects.of(period, district).select_related("withdrawn_by")
    versions = list(kept.defer("units", "dossiers"))
    before = [v for v in versions if v.version < submission.version and not v.is_withdrawn]
    source = submitted_source(submission)
    context = board(source, links_of(submission), submission.notes) | {
        "submission": submission,
        "period": period,
        "district": district,
        "versions": versions,
        "punctuality": None if submission.is_withdrawn else punctuality_of([submission, *before]),
        "replied_to": before[0] if submission.reply else None,
        "texts": told_texts(submission.texts),
        "later": [kept for kept in versions if kept.version > submission.version],
        "found": [item for item in submission.checklist if item["count"]],
        "intact": verify(submission),
        "differing": differences(submission),
        "form": form,
        "may_answer": user.may_administer and submission.waits and not period.is_sealed,
        "may_take_back": may_take_back(submission, user),
        "late_when_taken_back": not before and period.is_late(timezone.localdate()),
        "refused": refused,
    }
    return render(request, "reports/periods/submission.html", context, status=status)


@require_safe
def changes_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who and what differs from a submission by now, fifty people a page."""
    submission = submission_or_404(request, pk)
    differing = differences(submission)
    page = Paginator(differing.people, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    keep_shown(request, page.paginator.count, f"{submission}; khác so với khi nộp")
    ids = [differing.row.person for differing in page]
    user = viewer(request)
    seen, opened = Person.objects.visible_to(user), open_to(user, ids)
    context = {
        "submission": submission,
        "period": submission.period,
        "district": submission.district,
        "differing": differing,
        "page": page,
        "people": [differing.shown(opened) for differing in page],
        "present": reachable(ids, seen),
    }
    return render(request, "reports/periods/changes.html", context)
