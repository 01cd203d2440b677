"""What an address compares: two days, two periods or two units, each side a source of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils import timezone

from personnel.models import Unit
from personnel.scope import Viewer
from personnel.words.dates import parse_day, year_end_before
from reports.addresses import unit_or_404
from reports.asking import chosen
from reports.links import FrozenLinks, Links
from reports.models import Period, Submission
from reports.reporters import reporting_for
from reports.scope import live_in_view
from reports.sources import sealed_of
from reports.units import thaw
from targets.lens import Lens
from targets.rules import Horizon
from targets.sources import LiveSource, Source

KINDS = {"days": "Hai ngày", "periods": "Hai kỳ báo cáo", "units": "Hai đơn vị"}
_PERIOD = "ky-"


@dataclass(frozen=True)
class Side:
    """One side: its figures, what it is called, and what stands for it in an address."""

    source: Source
    name: str
    token: str
    period: Period | None = None

    @property
    def links(self) -> Links:
        """Where its figures lead: to the lists of the records, or of what was sealed."""
        lens = self.source.lens
        if self.period is None or not self.period.is_sealed:
            return Links(lens)
        return FrozenLinks(lens, reverse("period-people", args=[self.period.pk]))


@dataclass(frozen=True)
class Sides:
    """Both sides as they are asked for; `lens` is that of the page, on the day of the last."""

    kind: str
    lens: Lens
    unit: Unit
    before: Side
    after: Side
    asked: Mapping[str, str]

    @property
    def frozen(self) -> bool:
        """Whether either side is of a sealed period."""
        return any(side.period and side.period.is_sealed for side in (self.before, self.after))

    @property
    def url(self) -> str:
        """The address of the comparison."""
        return f"{reverse('compare')}?{urlencode(self.asked)}"

    def people_url(self, criterion: str, step: str) -> str:
        """Return the address of the people who stand in a step of a criterion."""
        query = urlencode({**self.asked, "criterion": criterion, "step": step})
        return f"{reverse('compare-people')}?{query}"


def token_of(period: Period) -> str:
    """Return what stands for a period in an address."""
    return f"{_PERIOD}{period.pk}"


def kind_asked(params: QueryDict) -> str:
    """Return what is compared: days, unless the address says otherwise."""
    tokens = (params.get("before", ""), params.get("after", ""))
    implied = "periods" if any(token.startswith(_PERIOD) for token in tokens) else "days"
    return chosen(params, "kind", KINDS, "units" if params.get("other") else implied)


def periods_in_view(user: Viewer) -> list[Period]:
    """Return the periods that may be compared, the last day first: all but those replaced."""
    visible = Period.objects.visible_to(user)
    found = visible.filter(Q(sealed_at__isnull=True) | Q(pk__in=Period.objects.in_effect()))
    return list(found.select_related("rules").defer("last_year"))


def sides_asked(params: QueryDict, user: Viewer, periods: list[Period]) -> Sides | None:
    """Read an address; None where the user sees nothing, or there is nothing to compare.

    Raises BadRequest for what cannot be read or compared, Http404 for what is not in view.
    """
    kind = kind_asked(params)
    if kind == "units":
        return _units(params, user)
    last, first = _points(params, kind, periods)
    if last is None or first is None:
        return None
    horizon, today = _horizon(params, last), timezone.localdate()
    read = Lens.read(params)
    lens = Lens(horizon, _day_of(last), today, assume=read.assume).on_map(read.map_day)
    if _day_of(first) > lens.day:
        raise BadRequest(
            f"Số liệu trước ({_day_of(first):%d/%m/%Y}) sau số liệu sau ({lens.day:%d/%m/%Y}): "
            "hãy đổi lại."
        )
    root = _root(params, user, lens)
    if root is None:
        return None
    before, after = (_side(point, lens, root, user) for point in (first, last))
    asked = {"kind": kind, **lens.params, "unit": params.get("unit", ""),
             "before": before.token, "after": after.token}  # fmt: skip
    del asked["as_of"]
    return Sides(kind, lens, root, before, after, asked)


def _points(
    params: QueryDict, kind: str, periods: list[Period]
) -> tuple[Period | date | None, Period | date | None]:
    """Return what stands for the last and for the first side: a period, or a day."""
    known = {token_of(period): period for period in periods}
    usual: Period | date | None = Lens.read(params).day
    if kind == "periods" and "after" not in params:
        usual = periods[0] if periods else None
    first, last = (_point(params.get(name, ""), known) for name in ("before", "after"))
    last = last or usual
    if last is None:
        return None, None
    earlier: Period | date = year_end_before(_day_of(last))
    if kind == "periods":
        earlier = next((each for each in periods if each.day < _day_of(last)), earlier)
    return last, first or earlier


def _point(text: str, periods: Mapping[str, Period]) -> Period | date | None:
    if text in periods:
        return periods[text]
    if text.startswith(_PERIOD):
        raise Http404("Không có kỳ báo cáo này trong phạm vi được xem của tài khoản.")
    if not text:
        return None
    try:
        return parse_day(text)
    except ValueError:
        raise BadRequest(f"Ngày “{text}” không hợp lệ. Nhập ngày dạng 31/12/2025.") from None


def _day_of(point: Period | date) -> date:
    return point.day if isinstance(point, Period) else point


def _horizon(params: QueryDict, last: Period | date) -> Horizon:
    """Return the horizon asked for; without one that of the period, or of its day."""
    if not params.get("horizon") and isinstance(last, Period):
        return last.target
    read = QueryDict(mutable=True)
    read["as_of"], read["horizon"] = _day_of(last).isoformat(), params.get("horizon", "")
    return Lens.read(read).horizon


def _root(params: QueryDict, user: Viewer, lens: Lens) -> Unit | None:
    if address := params.get("unit", ""):
        return unit_or_404(user, lens, address)
    source = live_in_view(user, lens)
    return source.root if source else None


def _side(point: Period | date, lens: Lens, root: Unit, user: Viewer) -> Side:
    day = _day_of(point)
    last = LiveSource(lens, root, user)
    live = last if day == lens.day else last.on(day)
    if not isinstance(point, Period):
        by = f" ({live.lens.recast})" if live.lens.recast else ""
        return Side(live, f"{day:%d/%m/%Y}{by}", day.isoformat())
    source = _sealed(point, root, user, lens.horizon) if point.is_sealed else live
    return Side(source, point.name, token_of(point), point)


def _sealed(period: Period, root: Unit, user: Viewer, horizon: Horizon) -> Source:
    """Return what a sealed period has of a unit in view; of a commune wherever it was then."""
    counted = Submission.objects.counted().filter(period=period).visible_to(user)
    within = reporting_for(period, root)
    if within and not root.is_commune:
        counted = counted.filter(district__in=within)
    missing, idle = (
        [unit for unit in thaw(facts) if not within or unit.pk in within]
        for facts in (period.missing, period.idle)
    )
    try:
        return sealed_of(period, counted, root, horizon, missing, idle)
    except LookupError:
        label = horizon.label.lower()
        raise BadRequest(f"Khi khóa, kỳ “{period}” chưa có {label}: hãy chọn mốc khác.") from None


def _units(params: QueryDict, user: Viewer) -> Sides | None:
    """Return two units on one day; None until both are chosen."""
    lens = Lens.read(params)
    root = _root(params, user, lens)
    other = params.get("other", "")
    if root is None or not other:
        return None
    pair = [root, unit_or_404(user, lens, other)]
    sides = [Side(LiveSource(lens, unit, user), unit.name, "") for unit in pair]
    asked = {"kind": "units", **lens.params, "unit": params.get("unit", ""), "other": other}
    return Sides("units", lens, root, sides[0], sides[1], asked)
