"""Which report an address of a period or of the records is about, if its user may see it."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.utils import timezone

from personnel.keeping.recording import Refused
from personnel.scope import may_edit_in, viewer
from reports.addresses import unit_or_404
from reports.models import Period
from reports.rules import lens_of
from reports.scope import root_unit
from reports.workbooks.annual.last_year import own_district
from reports.workbooks.annual.report import ONE_AT_A_TIME, Report, live_report, sealed_report
from targets.lens import Lens

from .asked import sealed_in_view


def period_report(request: HttpRequest, period: Period) -> Report:
    """Return the report of a period: sealed, or live while it is open; of `unit` if asked.

    Raises Refused for several units together.
    """
    if period.is_sealed:
        return _sealed(request, period)
    return records_report(request, lens_of(period, timezone.localdate()), period)


def records_report(request: HttpRequest, lens: Lens, period: Period | None = None) -> Report:
    """Return the report of the records as they are now, through a lens, of `unit` if asked.

    Of an open period where there is one.
    """
    user, code = viewer(request), request.GET.get("unit", "")
    root = unit_or_404(user, lens, code) if code else root_unit(user, lens)
    if root is None:
        raise Http404("Ngày này chưa có đơn vị nào trong phạm vi được xem của tài khoản.")
    if not (root.is_province or root.is_group or root.is_reporting):
        raise BadRequest("Báo cáo lập cho toàn tỉnh hoặc cho một đơn vị nộp báo cáo.")
    opened = may_edit_in(user, root.pk)
    return live_report(lens, root, timezone.now(), period, opened=opened)


def _sealed(request: HttpRequest, period: Period) -> Report:
    source, code = sealed_in_view(request, period), request.GET.get("unit", "")
    if code in ("", source.root.code) and not source.root.is_several:
        return sealed_report(period, own_district(source.root))
    if not code:
        raise Refused(ONE_AT_A_TIME)
    there = {kept.district_id for kept in source.submissions}
    there |= {unit.pk for unit in (*source.missing, *source.idle)}
    known = [unit for unit in (*source.units, *source.missing) if unit.code == code]
    reporter = next((unit for unit in known if unit.pk in there), None)
    if reporter is None:
        raise Http404(f"Kỳ báo cáo này không có đơn vị mang mã “{code}” trong phạm vi được xem.")
    return sealed_report(period, own_district(reporter))
