"""What the open periods wait for: of the province, or of a board that hands in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse

from personnel.basics.asked_again import found_again
from personnel.basics.statements import rows_found
from personnel.models import Unit, UnitQuerySet
from personnel.models.hierarchy import kept_by
from personnel.scope import Editor, seen_by
from personnel.words.units import kinds_told

from .models import Period, Submission
from .models.reporting import handing_in, reported_within
from .periods.districts import Progress, progress_in
from .periods.forms import usual_day
from .periods.summary import Summary
from .task import Task

# So many units are named; all stand on the page of the period.
NAMED = 4
State = Submission.State


def period_tasks(user: Editor, today: date) -> Iterator[Task]:
    """Yield what the open periods wait for from the user; else that the next is to be opened.

    Three queries at most.
    """
    for task in _of_periods(user, today):
        yield replace(task, waits=True)


def _of_periods(user: Editor, today: date) -> Iterator[Task]:
    asked = ("open periods", seen_by(user))
    found = found_again(
        asked, lambda: Period.objects.visible_to(user).open().order_by("due", "pk"), Period
    )
    if not found:
        yield from _opening(user, today)
        return
    for period, districts in zip(found, progress_in(found, user), strict=True):
        summary = Summary.of(period, districts, today)
        if today < period.day:
            yield Task(period.name, f"lấy số liệu {period.day:%d/%m/%Y}", _at(period))
        elif user.sees_province:
            yield from _collecting(period, summary)
        else:
            yield from _handing_in(period, summary, user, today)


def reports_waiting(user: Editor, today: date) -> int:
    """Return how many reports wait for the user, as the menu tells; one query.

    For who answers, those handed in; for a board, those to hand in, for the first time or again.
    Of a unit without a commune none is expected here.
    """
    if user.may_administer:
        return Submission.objects.waiting().filter(period__sealed_at__isnull=True).count()
    if not user.edited_boards:
        return 0
    within = user.edited_units
    owed = rows_found(("reports owed", today, within), lambda: _owed(today, within), Period)
    return sum(number or 0 for (number,) in owed)


def _owed(today: date, within: frozenset[int]) -> QuerySet[Period, tuple[int | None]]:
    """Return of each period that has begun how many owe a report of units with these ids alone."""
    begun = Period.objects.open().filter(day__lte=today).order_by()
    theirs = Unit.objects.filter(reported_within(within))
    return begun.annotate(owed=_owing(theirs)).values_list("owed")


def _owing(units: UnitQuerySet) -> Subquery:
    """Return how many of some units owe a report of the period of the query outside.

    Those that hand in, have a commune, and of which nothing is there or the last came back.
    """
    inside = kept_by(OuterRef("pk")) | Q(memberships__group=OuterRef("pk"))
    communes = Unit.objects.communes().in_force(OuterRef(OuterRef("day"))).filter(inside)
    versions = Submission.objects.handed_in().filter(
        period=OuterRef(OuterRef("pk")), district=OuterRef("pk")
    )
    latest = Subquery(versions.order_by("-version").values("state")[:1])
    owing = handing_in(units, OuterRef("reports_by"), OuterRef("day"))
    owing = (
        owing.alias(latest=latest)
        .filter(Exists(communes))
        .filter(Q(latest__isnull=True) | Q(latest=State.RETURNED))
        .order_by()
    )
    counted = owing.annotate(all=Value(1)).values("all").annotate(number=Count("pk"))
    return Subquery(counted.values("number"))


def _opening(user: Editor, today: date) -> Iterator[Task]:
    day = usual_day(today)
    if not user.sees_province or Period.objects.filter(day__year=day.year).exists():
        return
    if user.may_administer:
        yield Task(f"Mở kỳ báo cáo năm {day.year}", "chưa mở", reverse("period-open"))
    else:
        yield Task(f"Kỳ báo cáo năm {day.year}", "chưa mở", reverse("periods"))


def _collecting(period: Period, summary: Summary) -> Iterator[Task]:
    url = _at(period)
    if waiting := summary.waiting:
        one = waiting[0].latest if len(waiting) == 1 else None
        place = reverse("submission", args=[one.pk]) if one else url
        amount = f"{_counted(waiting)} chờ"
        yield Task(f"Duyệt báo cáo: {period.name}", amount, place, _names(waiting))
    if unreported := [*summary.silent, *summary.returned]:
        late = f"{_counted(summary.late)} chậm nộp" if summary.late else ""
        amount = late or f"{_counted(unreported)}, hạn {period.due:%d/%m}"
        yield Task(f"Thu báo cáo: {period.name}", amount, url, _names(unreported))
    if not summary.absent:
        yield Task(f"Khóa số liệu: {period.name}", "đủ báo cáo", url)


def _counted(those: Sequence[Progress]) -> str:
    """Return how many hand in, of which kind where they are of one: "3 huyện", "5 đơn vị"."""
    kinds = {each.district.kind for each in those}
    return f"{len(those)} {kinds_told(kinds) if len(kinds) == 1 else 'đơn vị'}"


def _names(districts: Sequence[Progress]) -> str:
    names = ", ".join(each.district.name for each in districts[:NAMED])
    more = len(districts) - NAMED
    return f"{names} và {more} đơn vị khác" if more > 0 else names


def _at(period: Period) -> str:
    return reverse("period", args=[period.pk])


def _handing_in(period: Period, summary: Summary, user: Editor, today: date) -> Iterator[Task]:
    owing = [
        each for each in summary.districts
        if not (each.is_idle or each.latest and not each.returned)
    ]  # fmt: skip
    if len(owing) > NAMED:
        told = f"{_counted(owing)}, {_until(period.due, today)}"
        label = "Nộp báo cáo" if owing[0].may_submit(user) else "Báo cáo chưa nộp"
        yield Task(f"{label}: {period.name}", told, _at(period), _names(owing))
        return
    several = len(summary.districts) > 1
    for each in owing:
        if each.may_submit(user):
            label = "Nộp lại báo cáo bị trả lại" if each.returned else "Nộp báo cáo"
        else:
            label = "Báo cáo bị trả lại" if each.returned else "Báo cáo chưa nộp"
        url = reverse("report", args=[period.pk, each.district.code])
        reason = f"Lý do: {each.returned.answer}" if each.returned else ""
        told = ". ".join(filter(None, (each.district.name if several else "", reason)))
        yield Task(f"{label}: {period.name}", _until(period.due, today), url, told)


def _until(due: date, today: date) -> str:
    """Return how long there is until a day, or since when it is past."""
    left = (due - today).days
    if left > 0:
        return f"còn {left} ngày"
    return f"quá hạn {-left} ngày" if left else "hạn hôm nay"
