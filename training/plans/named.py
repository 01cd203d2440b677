"""The people of a plan tried out, by name: who has a seat, who is short, whom somebody moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from personnel.kinds import KINDS
from personnel.models import Person
from targets.needs.people import Someone
from targets.needs.plans import Seat
from targets.rules import Criterion

from .working import Tried


class Which(TextChoices):
    """Which of its people a list shows."""

    SEATS = "seats", "Người được cử đi học"
    UNRECORDED = "unrecorded", "Cần xác minh trước khi cử"
    SHORT = "short", "Người còn thiếu"
    REFUSED = "refused", "Lựa chọn không thực hiện được"


@dataclass(frozen=True)
class Narrowed:
    """What a list is narrowed to; "" and 0: to nothing."""

    course: str = ""
    year: int = 0
    board: int = 0
    criterion: str = ""

    def takes(self, seat: Seat) -> bool:
        """Whether a seat is within."""
        return (
            self.course in ("", seat.offer.code)
            and self.year in (0, seat.year)
            and self.board in (0, seat.one.board)
        )


@dataclass(frozen=True)
class Entry:
    """Somebody in a list, with the seat or with what they are short of and why.

    `reason` is that of a hand move.
    """

    person: int
    one: Someone | None
    seat: Seat | None = None
    criterion: Criterion | None = None
    why: str = ""
    kind: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Shown:
    """An entry as a page shows it: by the name and title of the deadline's day."""

    entry: Entry
    name: str
    title: str
    unit: str
    held: str
    closes: list[str]

    @property
    def kind_label(self) -> str:
        """The kind that it is about, in words."""
        return KINDS[self.entry.kind].label if self.entry.kind else ""


def entries(tried: Tried, which: Which, narrowed: Narrowed) -> list[Entry]:
    """Return who is in a list, by name."""
    found = list(_ENTRIES[which](tried, narrowed))
    keys = _sort_keys({entry.person for entry in found})
    return sorted(found, key=lambda e: (keys.get(e.person, b""), e.person, e.kind))


def _sort_keys(ids: Collection[int]) -> dict[int, bytes]:
    rows = Person.objects.order_by().filter(pk__in=ids) if len(ids) < 500 else Person.objects.all()
    return {pk: bytes(key) for pk, key in rows.order_by().values_list("pk", "sort_key")}


def _seats(tried: Tried, narrowed: Narrowed) -> Iterable[Entry]:
    for seat in tried.plan.seats:
        if narrowed.takes(seat):
            kind, pk = seat.offer.kind, seat.one.pk
            reason = tried.moves.reason(True, pk, kind)
            yield Entry(pk, seat.one, seat, kind=kind, reason=reason)


def _unrecorded(tried: Tried, narrowed: Narrowed) -> Iterable[Entry]:
    return (e for e in _seats(tried, narrowed) if e.one and tried.held(e.one, e.kind) is None)


def _short(tried: Tried, narrowed: Narrowed) -> Iterable[Entry]:
    for short in tried.plan.short:
        here = narrowed.board in (0, short.one.board)
        if here and narrowed.criterion in ("", short.criterion.code):
            why = short.why.label
            yield Entry(short.one.pk, short.one, criterion=short.criterion, why=why)


def _refused(tried: Tried, narrowed: Narrowed) -> Iterable[Entry]:
    for refused in tried.plan.refused:
        one = tried.people.get(refused.person)
        reason = tried.moves.reason(True, refused.person, refused.kind)
        yield Entry(refused.person, one, why=refused.why.label, kind=refused.kind, reason=reason)


_ENTRIES = {
    Which.SEATS: _seats,
    Which.UNRECORDED: _unrecorded,
    Which.SHORT: _short,
    Which.REFUSED: _refused,
}


def rows_of(tried: Tried, ids: Collection[int]) -> dict[int, Any]:
    """Return how those with these numbers stand on the deadline, with names and titles."""
    return {row.pk: row for row in tried.study.then.recorded.listed().filter(pk__in=ids)}


def shown(tried: Tried, some: Collection[Entry]) -> list[Shown]:
    """Return a page of entries as it is shown; two queries."""
    ids = {entry.person for entry in some}
    rows = rows_of(tried, ids)
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "full_name"))
    return [_shown(tried, entry, rows.get(entry.person), names) for entry in some]


def _shown(tried: Tried, entry: Entry, row: Any, names: dict[int, str]) -> Shown:
    unit = tried.units.get(entry.one.unit) if entry.one else None
    return Shown(
        entry,
        names.get(entry.person, f"Hồ sơ số {entry.person} (không còn)"),
        row.title_name if row else "",
        unit.name if unit else "",
        held_label(tried, entry.one, entry.kind) if entry.one and entry.kind else "",
        list(dict.fromkeys(c.short for c in tried.closes(entry.seat))) if entry.seat else [],
    )


def held_label(tried: Tried, one: Someone, kind: str) -> str:
    """Return the level recorded of a kind in words; that nothing is, where nothing is."""
    held = tried.held(one, kind) if kind in tried.study.needs.standings.kinds else None
    return "Chưa có thông tin" if held is None else KINDS[kind].level_label(held)
