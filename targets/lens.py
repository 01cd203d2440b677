"""What every page is looked at through: horizon, as-of day and map, kept in the URL."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import cached_property

from personnel.models import Unit
from personnel.reading.ahead import Ahead
from personnel.reading.maps import on_one_map
from personnel.reading.offered import over_by_group
from personnel.words.dates import parse_day

from .assuming import OF_PEOPLE, Assuming
from .criteria import BY_CODE, HORIZONS, VARIANTS, criteria_for, horizon_on
from .rules import Criterion, Horizon

# The words of what is taken for granted, in addresses and options.
NAMED = {way.value: way for way in OF_PEOPLE}


def recast_to(day: date) -> str:
    """Return in words by which map figures are grouped."""
    return f"tính theo địa giới ngày {day:%d/%m/%Y}"


@dataclass(frozen=True)
class Lens:
    """A horizon read on a day; the two are independent.

    Figures of the day are by the units of its own map; with `map_day` by those of that day's, and
    people are judged as on the day all the same.
    `today` is the day on which somebody looks, None where only what was kept is looked at: the
    figures of a day after it are a forecast that takes something for granted, and says so. `assume`
    is what; None for the records as they are, with whoever will have left.
    """

    horizon: Horizon
    day: date
    today: date | None = field(default=None, compare=False)
    map_day: date | None = None
    assume: Assuming | None = Assuming.ENROLLED

    @classmethod
    def of(cls, request: HttpRequest) -> "Lens":
        """Read `horizon`, `as_of`, `map` and `assuming` from the URL; see `read`."""
        return cls.read(request.GET)

    @classmethod
    def read(cls, params: QueryDict) -> "Lens":
        """Read `horizon`, `as_of`, `map` and `assuming`; without them, today, its horizon and map.

        Raises BadRequest, with a message for the user, when one of them cannot be read. One query
        where a map is asked for.
        """
        today = timezone.localdate()
        day = _day(params.get("as_of", "")) or today
        code = params.get("horizon", "") or horizon_on(day).code
        if code not in HORIZONS:
            raise BadRequest(f"Mốc mục tiêu “{code}” không có. Chọn 2025 hoặc 2030.")
        assume = _assumed(params.get("assuming", ""))
        lens = cls(HORIZONS[code], day, today, assume=assume)
        return lens.on_map(_day(params.get("map", "")))

    def on_map(self, day: date | None) -> "Lens":
        """Return the lens by the map of a day; by its own where that is the same, or None given.

        One query, none without a day.
        """
        own = day is None or day == self.day or on_one_map(day, self.day)
        return replace(self, map_day=None if own else day)

    @property
    def units_on(self) -> date:
        """The day by whose units the figures are grouped."""
        return self.map_day or self.day

    def address(self, unit: Unit) -> str:
        """Return what names a unit in addresses and records through this lens."""
        return unit.address_on(self.units_on)

    @property
    def params(self) -> dict[str, str]:
        """The query parameters that stand for this lens."""
        own = {"horizon": self.horizon.code, "as_of": self.day.isoformat()}
        if self.map_day:
            own["map"] = self.map_day.isoformat()
        if self.assuming == Assuming.NOTHING:
            own["assuming"] = Assuming.NOTHING.value
        return own

    @cached_property
    def query(self) -> str:
        """The same as text for a link."""
        return urlencode(self.params)

    @property
    def assuming(self) -> Assuming | None:
        """What the figures of this day take for granted; nothing when it has come."""
        return self.assume if self.today is not None and self.day > self.today else None

    @property
    def ahead(self) -> Ahead | None:
        """The same as who has left by the day and what is held on it; None: as is recorded."""
        return self.assuming.ahead if self.assuming else None

    @property
    def assumption(self) -> str:
        """What the figures of this day take for granted, in full; "" when it has come."""
        return self.assuming.told if self.assuming else ""

    @property
    def forecast(self) -> str:
        """The same where there is little room."""
        return self.assuming.brief if self.assuming else ""

    @property
    def assumptions(self) -> list[Assuming]:
        """What its figures may take for granted, for the switch; nothing when it has come."""
        return list(OF_PEOPLE) if self.assuming else []

    @property
    def recorded(self) -> "Lens":
        """The lens that takes nothing for granted: whoever will have left is there."""
        return replace(self, assume=None)

    @property
    def recast(self) -> str:
        """By which other map the figures are grouped, in words; "" by the day's own.

        And that people of another province, joined after the map's day, are not among them.
        """
        if self.map_day is None:
            return ""
        without = ", không gồm phần tỉnh hợp nhất sau ngày đó" if self._joined_since else ""
        return recast_to(self.map_day) + without

    @cached_property
    def _joined_since(self) -> bool:
        """Whether units were joined to the province between the map's day and the day."""
        by = self.units_on
        return Unit.objects.filter(outside=True, valid_to__gte=by, valid_to__lt=self.day).exists()

    @property
    def remarks(self) -> str:
        """What has to be said beside the figures: by which map, and that they are a forecast."""
        return "; ".join(filter(None, (self.recast, self.forecast)))

    @property
    def remarks_named(self) -> dict[str, str]:
        """The same in full by the headings that a table of text has for them."""
        told = {"Địa giới": self.recast, "Giả định": self.assumption}
        return {heading: text for heading, text in told.items() if text}

    @property
    def criteria(self) -> list[Criterion]:
        """The criteria in force at the horizon."""
        return criteria_for(self.horizon)

    @property
    def known(self) -> dict[str, Criterion]:
        """Every criterion by code, of whatever horizon, and its other readings and parts."""
        return BY_CODE | VARIANTS

    @property
    def horizons(self) -> list[Horizon]:
        """Every horizon, for the switch."""
        return list(HORIZONS.values())

    @property
    def year_ends(self) -> list[date]:
        """Days worth a link: the ends of the years around, and every deadline, in order."""
        around = (date(year, 12, 31) for year in range(self.day.year - 4, self.day.year + 1))
        return sorted({*around, *(horizon.deadline for horizon in self.horizons)})

    def over_since(self, criterion: Criterion) -> date | None:
        """The day from which nobody can be covered: the last title of its groups ended before.

        None while a title of them may be held, and where it asks for no group.
        """
        groups = criterion.title_groups
        if not groups or not groups <= self._over.keys():
            return None
        return max(self._over[group] for group in groups) + timedelta(days=1)

    @cached_property
    def _over(self) -> dict[str, date]:
        return over_by_group(self.day)

    def continues(self, criterion: Criterion) -> bool:
        """Whether this is an earlier criterion that goes on at the horizon ("tiếp tục")."""
        return criterion.deadline < self.horizon.deadline


def _assumed(text: str) -> Assuming:
    if text and text not in NAMED:
        raise BadRequest(f"Giả định “{text}” không có. Chọn {' hoặc '.join(NAMED)}.")
    return NAMED.get(text, Assuming.ENROLLED)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return parse_day(text)
    except ValueError:
        raise BadRequest(
            f"Ngày “{text}” không hợp lệ. Nhập ngày dạng 31/12/2025, từ năm 1990 đến năm 2100."
        ) from None
