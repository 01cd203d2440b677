"""The districts that one import may touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from personnel.models import Unit
from personnel.places.reaching import reach_of
from personnel.scope import Editor, Reach
from xlsx.safety import SheetRefused


@dataclass(frozen=True)
class Scope:
    """Some districts: whoever serves elsewhere is left alone."""

    districts: tuple[Unit, ...]

    @classmethod
    def of(cls, *districts: Unit) -> Scope:
        """Return the scope of these districts."""
        return cls(districts)

    @property
    def ids(self) -> frozenset[int]:
        """The ids of the districts."""
        return frozenset(unit.pk for unit in self.districts)

    @cached_property
    def reach(self) -> Reach:
        """How far they reach on the map of every day; two queries."""
        return reach_of(self.ids)

    @property
    def only(self) -> Unit | None:
        """The district when it is the only one, so that a sheet need not name it."""
        return self.districts[0] if len(self.districts) == 1 else None

    def has(self, unit: Unit) -> bool:
        """Whether a commune is one of the units, or lies in one."""
        return any(board.contains(unit) for board in self.districts)

    def __str__(self) -> str:
        return ", ".join(str(unit) for unit in self.districts)


def scope_of(user: Editor | None, district: Unit | None, today: date) -> Scope | None:
    """Return what an import may touch: what is asked for, within the user's rights.

    None is the whole province; no user stands for whoever runs the server. Raises
    SheetRefused when the user may change nothing there.
    """
    if user is None or user.edits_province:
        return Scope.of(district) if district else None
    units = Unit.objects.in_force(today).filter(pk__in=user.edited_boards)
    own = tuple(units.order_by("code"))
    if not own:
        raise SheetRefused("Tài khoản này không có quyền cập nhật hồ sơ.")
    if district is None:
        return Scope(own)
    if district not in own:
        raise SheetRefused(f"Tài khoản này không cập nhật hồ sơ của {district}.")
    return Scope.of(district)
