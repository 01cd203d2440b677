"""Periods of reporting: what was handed in, and what was sealed."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Path, Query, Router, Schema
from pydantic import Field

from reports.models import Period, Submission
from reports.reporters import reporters_in_view
from reports.sources import FrozenSource, sealed_source, submitted_source
from targets.criteria import HORIZONS
from targets.rules import Horizon as Target

from .asking import Asked, Horizon, Level, Nothing, nothing_asked, viewer
from .figures import Figures, as_csv, tidy, told

router = Router(tags=["periods"])
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


class PeriodTold(Schema):
    """A period; `replaced_by` is the sealed one in whose place it no longer stands."""

    id: int
    name: str
    day: str
    horizon: Horizon
    due: str
    reports_by: Literal["districts", "communes", "groups"]
    sealed_at: str | None
    hash: str = Field(description="Mã khóa in trên báo cáo; rỗng: chưa khóa.")
    replaces: int | None
    replaced_by: int | None


class Periods(Schema):
    """The periods, the latest day first."""

    periods: list[PeriodTold]


class SubmissionTold(Schema):
    """What a unit handed in, one version."""

    id: int
    unit: str
    unit_name: str
    version: int
    state: Literal["submitted", "returned", "approved", "withdrawn"]
    state_name: str
    submitted_at: str
    hash: str


class Submissions(Schema):
    """Everything handed in for a period, the latest version of a unit first."""

    submissions: list[SubmissionTold]


class OfWhatWasKept(Asked):
    """Of which horizon, and the units of which level."""

    horizon: Horizon | Nothing = Field(None, description="Mặc định mốc của kỳ.")
    level: Level | Nothing = Field(None, description="Chỉ đơn vị của một cấp, hoặc nhóm đơn vị.")

    @property
    def target(self) -> Target | None:
        """The horizon asked for; None for the period's own."""
        return HORIZONS[self.horizon] if self.horizon else None


@router.get("/periods", response=Periods, url_name="api-periods", summary="Kỳ báo cáo")
def periods(request: HttpRequest) -> Any:
    """Return the periods in view; two queries."""
    nothing_asked(request)
    found = Period.objects.visible_to(viewer(request)).with_replacements()
    return {"periods": [_told(period) for period in found]}


def _told(period: Period) -> dict[str, Any]:
    later = period.replaced_by
    return {
        "id": period.pk,
        "name": period.name,
        "day": period.day.isoformat(),
        "horizon": period.horizon,
        "due": period.due.isoformat(),
        "reports_by": period.reports_by,
        "sealed_at": period.sealed_at and period.sealed_at.isoformat(),
        "hash": period.seal_hash,
        "replaces": period.replaces_id,
        "replaced_by": later.pk if later else None,
    }


@router.get(
    "/periods/{number}/figures",
    response=Figures,
    url_name="api-period-figures",
    summary="Số liệu đã khóa",
    description="Đúng như khi khóa, theo quy tắc khi ấy.",
)
def sealed(request: HttpRequest, number: Number, asked: Query[OfWhatWasKept]) -> Any:
    """Return the sealed figures of a period, within what the token opens."""
    return told(_sealed(request, number, asked), "sealed", asked.level)


@router.get(
    "/periods/{number}/figures.csv",
    url_name="api-period-figures-csv",
    response={200: str},
    summary="Số liệu đã khóa, dạng CSV",
)
def sealed_csv(
    request: HttpRequest, number: Number, asked: Query[OfWhatWasKept]
) -> HttpResponseBase:
    """Return the same as a table."""
    return as_csv(tidy(_sealed(request, number, asked), "sealed", asked.level))


@router.get(
    "/periods/{number}/submissions",
    response=Submissions,
    url_name="api-submissions",
    summary="Báo cáo đã nộp",
)
def submissions(request: HttpRequest, number: Number) -> Any:
    """Return what the units in view handed in."""
    nothing_asked(request)
    period, user = _period(request, number), viewer(request)
    found = Submission.objects.of(period).visible_to(user).select_related("district")
    return {"submissions": [_handed_in(each) for each in found]}


def _handed_in(found: Submission) -> dict[str, Any]:
    return {
        "id": found.pk,
        "unit": found.district.code,
        "unit_name": found.district.name,
        "version": found.version,
        "state": found.state,
        "state_name": str(found.get_state_display()),
        "submitted_at": found.submitted_at.isoformat(),
        "hash": found.sha256,
    }


@router.get(
    "/submissions/{number}/figures",
    response=Figures,
    url_name="api-submission-figures",
    summary="Số liệu của một báo cáo đã nộp",
)
def submitted(request: HttpRequest, number: Number, asked: Query[OfWhatWasKept]) -> Any:
    """Return the figures of what one unit handed in."""
    visible = Submission.objects.visible_to(viewer(request)).filter(pk=number)
    found = visible.select_related("period", "district", "rules").first()
    if found is None:
        raise Http404("Không có báo cáo này trong phạm vi của mã truy cập.")
    source = _known(lambda: submitted_source(found, asked.target))
    return told(source, "submitted", asked.level)


def _period(request: HttpRequest, number: int) -> Period:
    visible = Period.objects.visible_to(viewer(request)).filter(pk=number)
    period = visible.select_related("rules").first()
    if period is None:
        raise Http404("Không có kỳ báo cáo này trong phạm vi của mã truy cập.")
    return period


def _sealed(request: HttpRequest, number: int, asked: OfWhatWasKept) -> FrozenSource:
    period = _period(request, number)
    if not period.is_sealed:
        raise Http404("Kỳ báo cáo này chưa khóa.")
    among = reporters_in_view(period, viewer(request))
    return _known(lambda: sealed_source(period, among, asked.target))


def _known(source: Callable[[], FrozenSource]) -> FrozenSource:
    """Return what was kept; raises Http404 for what was not, or not at this horizon."""
    try:
        return source()
    except LookupError:
        raise Http404("Không có số liệu này trong phạm vi của mã truy cập.") from None
