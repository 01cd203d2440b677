"""Which grids of a year a user has: of districts, of groups, of communes by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from personnel.models import Membership, Unit
from personnel.places.reaching import Reaching
from personnel.scope import Editor, Viewer, may_edit_in
from personnel.words.units import counted

# The addresses of communes that are in no district of the list: all that are updated, or all.
BY_THEMSELVES, ONLY_READ = "cap-xa", "cap-xa-theo-doi"


@dataclass(frozen=True)
class Board:
    """Communes whose dossiers stand in one grid."""

    address: str
    name: str
    communes: Sequence[Unit]

    def is_editable_by(self, user: Editor) -> bool:
        """Whether the user may type the dossiers of all of them."""
        return bool(self.communes) and all(may_edit_in(user, unit.pk) for unit in self.communes)


def period_of(year: int, today: date) -> tuple[date, date]:
    """Return the first day of a year and its last, or today where that comes before."""
    return date(year, 1, 1), min(date(year, 12, 31), today)


def boards_of(user: Editor, year: int, today: date) -> list[Board]:
    """Return what the user may see of the units that existed in the year; two queries at most.

    Districts by code; the communes that are in none of these, together; groups by code.
    """
    first, last = period_of(year, today)
    seen = Unit.objects.visible_to(user).in_force_within(first, last)
    units = list(seen.with_above().order_by("code", "valid_from"))
    communes = [unit for unit in units if unit.is_commune]
    districts = [unit for unit in units if unit.is_district]
    groups = [unit for unit in units if unit.is_group]
    of_districts = [
        Board(unit.address_on(last), unit.name, [c for c in communes if c.is_right_below(unit)])
        for unit in districts
    ]
    alone = [c for c in communes if not any(c.is_right_below(unit) for unit in districts)]
    return [*of_districts, *_by_themselves(alone, user), *_of_groups(groups, alone, last)]


def _by_themselves(communes: Iterable[Unit], user: Editor) -> list[Board]:
    """Return a board of the communes that the user updates, and one of the others."""
    own, others = list[Unit](), list[Unit]()
    for unit in communes:
        (own if may_edit_in(user, unit.pk) else others).append(unit)
    apart = ((BY_THEMSELVES, own), (ONLY_READ, others))
    return [Board(address, _named(some), some) for address, some in apart if some]


def _named(communes: Sequence[Unit]) -> str:
    return str(communes[0]) if len(communes) == 1 else counted(unit.kind for unit in communes)


def _of_groups(groups: Sequence[Unit], communes: Sequence[Unit], day: date) -> list[Board]:
    members = Membership.objects.filter(group__in=groups) if groups else ()
    pairs = {(row.group_id, row.unit_id) for row in members}
    return [
        Board(group.address_on(day), group.name, [c for c in communes if (group.pk, c.pk) in pairs])
        for group in groups
    ]


def board_at(address: str, boards: Sequence[Board], user: Viewer, day: date) -> Board | None:
    """Return the board that an address of this year or an earlier one means; None: there is none.

    By its own address, else by a unit in it, or one that ended before `day` and went on in it: the
    smallest board with all of that which the user sees, or where there is none the first with some.
    """
    named = next((board for board in boards if board.address == address), None)
    if named:
        return named
    units = Unit.objects.order_by().addressed(address)
    meant = units.visible_to(user) | units.filter(valid_to__lt=day)
    ids = set(meant.values_list("pk", flat=True))
    if not ids:
        return None
    reaching = Reaching.of_rights_to(ids)
    led_to = {unit for pk in ids for unit in reaching.led_to(pk)}
    there = {unit.pk for board in boards for unit in board.communes} & led_to
    by_size = sorted(boards, key=lambda board: len(board.communes))
    whole = (board for board in by_size if there and there <= {unit.pk for unit in board.communes})
    some = (board for board in boards if there & {unit.pk for unit in board.communes})
    return next(whole, next(some, None))
