"""What must hold of every decree, worked out of how everything stood before it and after."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.functional import cached_property

from personnel.models import Decree, Person, Unit, UnitChange
from personnel.places.rebuilding import out_of_step
from personnel.reading.counted import units_counted
from personnel.reading.maps import maps
from personnel.reading.standing import standing
from personnel.words.vietnamese import dotted
from targets.criteria import BY_CODE
from targets.rules import Criterion

from .measuring import Measured, OnDay
from .results import Broken
from .sight import Held, Sight, gained

# Whom users saw before and see after, and the units that were confirmed for them.
Sights = tuple[Sight, Sight, Mapping[str, Held]]
# So many of what is wrong are named.
NAMED = 5


@dataclass(frozen=True)
class Change:
    """A decree as it was written, with everything measured before and after.

    `ended` are the codes of the units that it ended; `sights` whom users saw before and see after.
    """

    decree: Decree
    before: Measured
    after: Measured
    ended: Collection[str] = ()
    sights: Sights | None = None

    @cached_property
    def successions(self) -> dict[int, dict[int, bool]]:
        """What followed each unit that ended, and which of it by default."""
        found: dict[int, dict[int, bool]] = {}
        rows = self.decree.changes.values_list("old_id", "new_id", "is_default")
        for old, new, is_default in rows:
            found.setdefault(old, {})[new] = is_default
        return found

    @property
    def on_its_day(self) -> tuple[OnDay, OnDay]:
        """The day of the decree, before and after."""
        day = self.decree.day
        return self.before.days[day], self.after.days[day]

    def pairs(self) -> Iterator[tuple[OnDay, OnDay]]:
        """Yield each day measured, before and after."""
        for day, before in self.before.days.items():
            yield before, self.after.days[day]


def asks_of_units(criterion: Criterion) -> bool:
    """Whether it asks a unit's kind or facts, so that its figures may differ after a decree."""
    return criterion.asks_kind or bool(criterion.unit_facts)


def _successors(change: Change) -> Iterator[str]:
    """Every commune that ended goes on by default in one unit in force the next day."""
    ended = Unit.objects.communes().filter(code__in=change.ended, valid_to=change.decree.eve)
    for unit in ended:
        if sum(change.successions.get(unit.pk, {}).values()) != 1:
            yield f"{unit} không có đúng một đơn vị thay thế mặc định"
    for new in Unit.objects.filter(origins__decree=change.decree).distinct():
        if not new.is_in_force(change.decree.day):
            yield f"{new} không có hiệu lực từ ngày {change.decree.day:%d/%m/%Y}"


def _places(change: Change) -> Iterator[str]:
    """The table of places is that which follows, and no way leads in a circle."""
    if rows := out_of_step():
        yield f"bảng đơn vị theo ngày sai khác {rows} dòng"
    after: dict[int, set[int]] = {}
    for old, new in UnitChange.objects.values_list("old_id", "new_id"):
        after.setdefault(old, set()).add(new)
    if unit := _in_a_circle(after):
        yield f"{Unit.objects.get(pk=unit)} quay vòng về chính mình"


def _in_a_circle(after: dict[int, set[int]]) -> int | None:
    """Return a unit that goes on in itself; None where there is none."""
    left = {old: set(new) for old, new in after.items()}
    while done := [old for old, new in left.items() if not new & left.keys()]:
        for old in done:
            del left[old]
    return next(iter(left), None)


def _nobody_lost(change: Change) -> Iterator[str]:
    """The same people are counted on each day, each once."""
    for before, after in change.pairs():
        gone = before.people.keys() - after.people.keys()
        come = after.people.keys() - before.people.keys()
        if gone or come:
            yield f"ngày {before.day:%d/%m/%Y} mất {len(gone)} người, thêm {len(come)} người"


def _groups(change: Change) -> Iterator[str]:
    """Everybody counts in the group of titles they counted in."""
    for before, after in change.pairs():
        both = before.people.keys() & after.people.keys()
        moved = [pk for pk in both if before.people[pk].group != after.people[pk].group]
        if moved:
            yield f"ngày {before.day:%d/%m/%Y} có {len(moved)} người đổi nhóm chức danh"


def _arrivals(change: Change) -> Iterator[str]:
    """On its day everybody is in what followed their unit; in that same unit if it goes on."""
    before, after = change.on_its_day
    astray = 0
    for pk, now in after.people.items():
        then = before.people.get(pk)
        if then and now.unit not in change.successions.get(then.unit, {then.unit: True}):
            astray += 1
    if astray:
        yield f"{astray} người không ở đơn vị thay thế đơn vị của mình"


def _days_before(change: Change) -> Iterator[str]:
    """No figure of a unit on a day before the decree is another."""
    for before, after in change.pairs():
        if before.day >= change.decree.day:
            continue
        if before.rows != after.rows:
            yield f"ngày {before.day:%d/%m/%Y} có đơn vị khác trước"
        for unit in before.units:
            for criterion in BY_CODE.values():
                if before.figure(criterion, unit) != after.figure(criterion, unit):
                    yield f"{unit}, {criterion.short}, ngày {before.day:%d/%m/%Y}"


def _province(change: Change) -> Iterator[str]:
    """At the province only what asks a unit's kind or facts differs on the day of the decree."""
    before, after = change.on_its_day
    top, now = before.units[0], after.units[0]
    for criterion in BY_CODE.values():
        if asks_of_units(criterion):
            continue
        if before.figure(criterion, top) != after.figure(criterion, now):
            yield f"{criterion.short} của toàn tỉnh"


def _sums(change: Change) -> Iterator[str]:
    """On every day and map the rows shown below the province have everybody in them.

    Every map of the eve and of the day itself, of other days their own.
    """
    known = {each.day for each in maps()}
    for on_day in change.after.days.values():
        others = known if on_day.day in (change.decree.eve, change.decree.day) else ()
        for day in {on_day.day, *others}:
            if lost := _without_a_row(on_day, day):
                yield f"{lost} người của ngày {on_day.day:%d/%m/%Y}, địa giới {day:%d/%m/%Y}"


def _without_a_row(on_day: OnDay, map_day: date) -> int:
    """Return how many people of a day are in no row of another day's map; two queries.

    None for the day's own map, which is read already.
    """
    counts, shown = on_day.by_unit, on_day.units
    if map_day != on_day.day:
        people = standing(on_day.day, Person.objects.all(), (), map_day).order_by()
        counts = dict(people.values_list("unit_id").annotate(Count("pk")))
        shown = units_counted(on_day.day, on_day.units[0], map_day=map_day)
    rows = sum(counts.get(unit.pk, 0) for unit in shown if unit.is_commune)
    return abs(len(on_day.people) - rows)


def _in_force(change: Change) -> Iterator[str]:
    """Nobody counts in a unit that is not in force, who did not before."""
    for before, after in change.pairs():
        if astray := after.astray - before.astray:
            yield f"{len(astray)} người ngày {after.day:%d/%m/%Y}"


def _sealed(change: Change) -> Iterator[str]:
    """What is kept of sealed periods is what it was."""
    if change.before.sealed != change.after.sealed:
        yield "nội dung đã khóa bị thay đổi"


def _sight(change: Change) -> Iterator[str]:
    """Nobody sees or edits whom they could not the day before, unless it was confirmed."""
    if change.sights:
        yield from gained(*change.sights)


Check = Callable[[Change], Iterator[str]]
# By name: what is said where it does not hold, and what looks.
CHECKS: dict[str, tuple[str, Check]] = {
    "successors": ("Mỗi xã kết thúc có một đơn vị thay thế mặc định còn hiệu lực", _successors),
    "places": ("Mỗi ngày mỗi đơn vị có đúng một đơn vị thay thế, không quay vòng", _places),
    "nobody_lost": ("Không ai mất, không ai bị tính hai lần", _nobody_lost),
    "groups_unchanged": ("Không ai đổi nhóm chức danh", _groups),
    "arrivals": ("Người của đơn vị mới là tổng của các đơn vị cũ", _arrivals),
    "days_before": ("Số liệu trước ngày sắp xếp không đổi", _days_before),
    "province": ("Toàn tỉnh chỉ đổi chỉ tiêu hỏi loại, địa hình, vùng DTTS của xã", _province),
    "sums": ("Các dòng cộng lại bằng tổng toàn tỉnh", _sums),
    "in_force": ("Không ai tính vào đơn vị không có hiệu lực", _in_force),
    "sealed": ("Kỳ báo cáo đã khóa không đổi", _sealed),
    "rights": ("Không ai thấy, sửa được thêm hồ sơ nào ngoài quyền đã xác nhận", _sight),
}
NAMES = {name: told for name, (told, _) in CHECKS.items()}


def broken(change: Change, names: Collection[str] = tuple(CHECKS)) -> list[Broken]:
    """Return what of these does not hold, each with some of what was found."""
    found = []
    for name in names:
        told, look = CHECKS[name]
        if wrong := list(look(change)):
            found.append(Broken(name, f"{told}: {_some(wrong)}."))
    return found


def _some(wrong: Iterable[str]) -> str:
    named = list(wrong)
    more = len(named) - NAMED
    rest = f" và {dotted(more)} trường hợp khác" if more > 0 else ""
    return f"{'; '.join(named[:NAMED])}{rest}"
