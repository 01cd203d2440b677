"""The grid of one board and year: what is recorded, what was shown, what is typed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.http import QueryDict

from personnel.entry.forms import called
from personnel.models import DossierCount, Unit

from .boards import Board

FIRST_YEAR = 2020
MOST = 9_999_999


@dataclass(frozen=True)
class Pair:
    """Total and online of a year; both None when nothing is recorded."""

    total: int | None = None
    online: int | None = None

    def __str__(self) -> str:
        return "chưa có số liệu" if self.total is None else f"{self.online}/{self.total}"


class CountField(forms.IntegerField):
    """A whole number, its thousands perhaps set apart: 1234, 1.234 or 1 234."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "size": 9, "maxlength": 11, "autocomplete": "off"}
        usual = {"min_value": 0, "max_value": MOST, "required": False, "show_hidden_initial": True}
        super().__init__(**usual | {"widget": forms.TextInput(attrs=attrs)} | kwargs)

    def to_python(self, value: Any) -> int | None:
        """Return the number; raises ValidationError."""
        text = str(value).strip() if value is not None else ""
        if re.fullmatch(r"\d{1,3}([. ]\d{3})+", text, re.ASCII):
            text = re.sub(r"[. ]", "", text)
        if text and not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            raise ValidationError("Nhập số nguyên từ 0 trở lên.")
        return int(text) if text else None


class CountForm(forms.Form):
    """The two cells of one commune."""

    total = CountField(label="Tổng số hồ sơ")
    online = CountField(label="Xử lý trên môi trường mạng")

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": f"unit{unit.pk}"} | kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}, {called(unit)}"

    def clean(self) -> dict[str, Any]:
        """Both cells or none, and no more online than there are."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        total, online = data["total"], data["online"]
        if (total is None) != (online is None):
            empty = "total" if total is None else "online"
            self.add_error(empty, "Nhập cả hai số, hoặc để trống cả hai.")
        elif total is not None and online > total:
            self.add_error("online", f"Không được lớn hơn tổng số hồ sơ ({total}).")
        return data

    @property
    def typed(self) -> Pair:
        """What stands in the cells of a valid form."""
        return Pair(self.cleaned_data["total"], self.cleaned_data["online"])

    @property
    def seen(self) -> Pair | None:
        """What the cells showed when the page was opened; None when that cannot be read."""
        shown = (self.data.get(self[name].html_initial_name) for name in self.fields)
        try:
            return Pair(*map(self.fields["total"].to_python, shown))
        except ValidationError:
            return None


@dataclass(frozen=True)
class Line:
    """One commune: its cells, what is recorded of the year, and of the year before.

    What is recorded of the year before in communes that went on in it is in the sum; `came_from`
    names these.
    """

    unit: Unit
    form: CountForm
    now: Pair
    before: Pair
    came_from: Sequence[str] = ()

    @property
    def called(self) -> str:
        """The name of the commune, with its last day: two of one name may be in a year."""
        return called(self.unit)


class Grid:
    """The communes of a board in one year; `data` is what a user typed."""

    def __init__(self, board: Board, year: int, data: QueryDict | None = None) -> None:
        self.board, self.year, self.data = board, year, data
        self.units = board.communes
        now, before = pairs(recorded(self.units, year)), _before(self.units, year)
        self.lines = [self._line(unit, now[unit.pk], before[unit.pk]) for unit in self.units]
        self.now = _sum(now.values())
        self.before = _sum(line.before for line in self.lines)

    def _line(self, unit: Unit, now: Pair, before: Sequence[DossierCount]) -> Line:
        form = CountForm(self.data, unit=unit, initial=asdict(now))
        sums = _sum(Pair(count.total, count.online) for count in before)
        others = [called(count.unit) for count in before if count.unit_id != unit.pk]
        return Line(unit, form, now, sums, others)

    def is_valid(self) -> bool:
        """Whether every cell can be written; errors stand on their cells."""
        valid = [line.form.is_valid() for line in self.lines]
        return all(valid)

    @property
    def wrong(self) -> int:
        """How many cells have an error."""
        return sum(len(line.form.errors) for line in self.lines)

    @property
    def changed(self) -> list[Line]:
        """The lines in which something was typed that differs from what they showed."""
        return [line for line in self.lines if line.form.has_changed()]

    def anew(self) -> "Grid":
        """Return the grid as it stands now, with the lines that the user changed as typed."""
        data = self.data.copy() if self.data else QueryDict(mutable=True)
        now = pairs(recorded(self.units, self.year))
        for line in self.lines:
            for name, number in asdict(now[line.unit.pk]).items():
                cell, text = line.form[name], "" if number is None else str(number)
                data[cell.html_initial_name] = text
                if not line.form.has_changed():
                    data[cell.html_name] = text
        return Grid(self.board, self.year, data)


def years(today: date) -> list[int]:
    """Return the years that have a grid, the latest first."""
    return list(range(today.year, FIRST_YEAR - 1, -1))


def recorded(units: Iterable[Unit], year: int) -> dict[int, DossierCount]:
    """Return what is recorded of a year, by commune; one query."""
    counts = DossierCount.objects.filter(unit__in=[unit.pk for unit in units], year=year)
    return {count.unit_id: count for count in counts.order_by()}


def _before(units: Iterable[Unit], year: int) -> Mapping[int, list[DossierCount]]:
    """Return what is recorded of the year before `year`, by commune; one query.

    Under that which a commune has become by the end of `year`, unless it has a line of its own.
    """
    own = {unit.pk for unit in units}
    counts = DossierCount.objects.filter(year=year - 1).placed_on(date(year, 12, 31))
    wanted = counts.filter(Q(unit__in=own) | Q(place__in=own)).select_related("unit")
    found: dict[int, list[DossierCount]] = defaultdict(list)
    rows: Iterable[Any] = wanted.annotate(now=F("place")).order_by("unit__code", "pk")
    for count in rows:
        found[count.unit_id if count.unit_id in own else count.now].append(count)
    return found


def pairs(counts: Mapping[int, DossierCount]) -> Mapping[int, Pair]:
    """Return the numbers of each commune; those of one without a record are blank."""
    found = {unit: Pair(count.total, count.online) for unit, count in counts.items()}
    return defaultdict(Pair, found)


def _sum(numbers: Iterable[Pair]) -> Pair:
    """Return the sum of what is recorded; blank when nothing is."""
    known = [(n.total, n.online) for n in numbers if n.total is not None and n.online is not None]
    return Pair(*map(sum, zip(*known, strict=True))) if known else Pair()
