"""Writing a grid of work dossiers: every cell that was typed into, or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from personnel.keeping.recording import Refused, Scribe, recording
from personnel.models import DossierCount, Unit
from personnel.scope import Editor

from .grid import Grid, Line, Pair, pairs, recorded


@dataclass(frozen=True)
class Overtaken:
    """A line that somebody else changed after the page was opened, and that was typed into."""

    unit: Unit
    seen: Pair | None
    now: Pair
    typed: Pair
    who: str


class ChangedMeanwhile(Exception):
    """Somebody else changed lines that were typed into; names each."""

    def __init__(self, lines: list[Overtaken]) -> None:
        super().__init__("Số liệu vừa được người khác sửa.")
        self.lines = lines


def save_grid(grid: Grid, *, by: Editor, at: datetime) -> int:
    """Write the changed lines of a valid grid, and return how many; a blank line is deleted.

    One transaction with history. Raises ChangedMeanwhile, naming the lines that somebody else
    changed since they were shown; Refused when a commune is no longer in the user's hands.
    """
    reason = f"Nhập số liệu hồ sơ công việc năm {grid.year}"
    with recording(by=by, at=at, reason=reason) as scribe:
        _lock(grid.units)
        _require_own(grid, by)
        counts = _held(grid, scribe)
        now = pairs(counts)
        changed = [line for line in grid.changed if line.form.typed != now[line.unit.pk]]
        overtaken = [line for line in changed if line.form.seen != now[line.unit.pk]]
        if overtaken:
            raise ChangedMeanwhile([_told(grid, line, now[line.unit.pk]) for line in overtaken])
        for line in changed:
            _write(grid, line, counts.get(line.unit.pk), scribe)
    return len(changed)


def _lock(units: Iterable[Unit]) -> None:
    """Make others who save a grid with one of these communes wait until the transaction ends."""
    rows = Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def _held(grid: Grid, scribe: Scribe) -> dict[int, DossierCount]:
    """Return what is recorded of the grid's year by commune, held: others correct it singly."""
    found = recorded(grid.units, grid.year)
    held = scribe.hold_present(found.values())
    return {count.unit_id: count for count in held}


def _require_own(grid: Grid, by: Editor) -> None:
    """Raise Refused unless every commune is in one's hands, and where it was."""
    above = {unit.pk: unit.above_id for unit in grid.units}
    now = Unit.objects.filter(pk__in=above)
    moved = any(above[unit.pk] != unit.above_id for unit in now)
    if moved or not grid.board.is_editable_by(by) or len(now) != len(above):
        raise Refused("Chưa ghi gì: có đơn vị ngoài phạm vi được cập nhật.")


def _write(grid: Grid, line: Line, count: DossierCount | None, scribe: Scribe) -> None:
    total, online = line.form.typed.total, line.form.typed.online
    if total is None or online is None:
        if count:
            scribe.delete(count)
    elif count:
        scribe.change(count, total=total, online=online)
    else:
        scribe.add(DossierCount(unit=line.unit, year=grid.year, total=total, online=online))


def _told(grid: Grid, line: Line, now: Pair) -> Overtaken:
    history = DossierCount.history.filter(unit=line.unit, year=grid.year)
    last = history.select_related("history_user").order_by("-history_date", "-history_id").first()
    who = str(last.history_user or "Hệ thống") if last else "người khác"
    return Overtaken(line.unit, line.form.seen, now, line.form.typed, who)
