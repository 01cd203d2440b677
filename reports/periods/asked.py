"""What an address of the periods is about, if its user may see it."""

from django.http import Http404, HttpRequest

from personnel.scope import Editor, viewer
from reports.models import Period, Submission
from reports.reporters import reporters_in_view
from reports.sources import FrozenSource, sealed_source

from .districts import Progress, progress


def period_or_404(request: HttpRequest, pk: int) -> Period:
    """Return a period that the user may see."""
    periods = Period.objects.visible_to(viewer(request)).with_replacements()
    period = periods.select_related("opened_by", "sealed_by", "rules").filter(pk=pk).first()
    if period is None:
        raise Http404("Không có kỳ báo cáo này trong phạm vi được xem của tài khoản.")
    return period


def administrator_or_404(request: HttpRequest) -> Editor:
    """Return the signed-in user, who administers the province."""
    user = viewer(request)
    if not user.may_administer:
        raise Http404("Việc này do quản trị cấp tỉnh thực hiện.")
    return user


def open_period_or_404(request: HttpRequest, pk: int) -> Period:
    """Return a period for its administrator to work on, sealed or not."""
    administrator_or_404(request)
    return period_or_404(request, pk)


def progress_or_404(request: HttpRequest, period: Period, code: str) -> Progress:
    """Return how far the unit of that code has come, if the user may see it."""
    found = next((p for p in progress(period, viewer(request)) if p.district.code == code), None)
    if found is None:
        raise Http404(
            f"Không có đơn vị mang mã “{code}” trong kỳ báo cáo này và trong phạm vi được xem."
        )
    return found


def submission_or_404(request: HttpRequest, pk: int) -> Submission:
    """Return what a unit handed in, if the user may see it."""
    visible = Submission.objects.visible_to(viewer(request)).filter(pk=pk)
    related = visible.select_related(
        "period__replaces", "district", "submitted_by", "answered_by", "withdrawn_by", "rules"
    ).prefetch_related("period__replacements")
    submission = related.first()
    if submission is None:
        raise Http404("Không có báo cáo này trong phạm vi được xem của tài khoản.")
    return submission


def sealed_in_view(request: HttpRequest, period: Period) -> FrozenSource:
    """Return what was sealed within the user's units; 404 when that is nothing."""
    user = viewer(request)
    if not user.sees_province and not user.scope_units:
        raise Http404("Tài khoản này chưa được giao đơn vị nào.")
    try:
        return sealed_source(period, reporters_in_view(period, user))
    except LookupError:
        raise Http404("Không có số liệu đã khóa của kỳ này trong phạm vi được xem.") from None
