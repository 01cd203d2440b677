"""Reporting periods found by name, and reports by the district whose they are."""

from collections.abc import Iterator

from django.urls import reverse

from personnel.scope import Viewer
from personnel.words.typed import begins
from reports.models import Period
from reports.periods.districts import Progress, progress_in

from .hits import Group, Hit, group


def periods_found(text: str, user: Viewer, most: int) -> list[Group]:
    """Return the periods of that name; the reports of a district where the text names it."""
    periods = list(Period.objects.visible_to(user))
    named = [period for period in periods if begins(text, period.name)]
    others = [period for period in periods if period not in named]
    reports = [each for of_one in progress_in(others, user) for each in of_one if _of(text, each)]
    everything = reverse("periods")
    return [
        group("Kỳ báo cáo", _hits(named), text, most, everything),
        group("Báo cáo của huyện", _reports(reports), text, most, everything),
    ]


def _of(text: str, report: Progress) -> bool:
    return begins(text, f"Báo cáo {report.district.name} {report.period.name}")


def _hits(periods: list[Period]) -> Iterator[tuple[str, Hit]]:
    for period in periods:
        sealed = "đã khóa" if period.is_sealed else f"hạn nộp {period.due:%d/%m/%Y}"
        told = f"số liệu đến {period.day:%d/%m/%Y} · {sealed}"
        yield period.name, Hit(period.name, reverse("period", args=(period.pk,)), told)


def _reports(reports: list[Progress]) -> Iterator[tuple[str, Hit]]:
    for report in reports:
        district, period = report.district, report.period
        address = reverse("report", args=(period.pk, district.code))
        hit = Hit(f"Báo cáo của {district.name}", address, f"{period.name} · {report.label}")
        yield district.proper_name, hit
