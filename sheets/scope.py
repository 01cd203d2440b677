"""The units that one import may touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from personnel.models import Post, Unit
from personnel.models.units import together
from personnel.places.reaching import reach_of
from personnel.scope import Editor, Reach, may_edit_in
from xlsx.safety import SheetRefused


@dataclass(frozen=True)
class Scope:
    """Some boards' units, of whatever level and day: whoever serves elsewhere is left alone."""

    boards: tuple[Unit, ...]

    @classmethod
    def of(cls, *boards: Unit) -> Scope:
        """Return the scope of these units."""
        return cls(boards)

    @property
    def ids(self) -> frozenset[int]:
        """The ids of the units."""
        return frozenset(unit.pk for unit in self.boards)

    @cached_property
    def reach(self) -> Reach:
        """How far they reach on the map of every day; two queries."""
        return reach_of(self.ids)

    @property
    def only(self) -> Unit | None:
        """The unit when it is the only one, so that a sheet need not name it."""
        return self.boards[0] if len(self.boards) == 1 else None

    @property
    def commune(self) -> Unit | None:
        """The commune whose board's list it is: whoever is in it serves there."""
        return self.only if self.only and self.only.is_commune else None

    def has(self, unit: Unit) -> bool:
        """Whether a commune is one of the units, lies in one, or is wholly what became of one."""
        return any(board.contains(unit) for board in self.boards) or unit.pk in self.reach.units

    def may_have(self, unit: Unit) -> bool:
        """Whether people who are in a unit, or were in one that was split, may be within."""
        return self.has(unit) or unit.pk in self.reach.defaults

    def holds(self, post: Post) -> bool:
        """Whether a post is within, as `Reach.of_posts` asks."""
        return self.has(post.unit) or self.reach.has_post(post.unit_id, post.branch_id)

    def may_lie_in(self, district: Unit) -> bool:
        """Whether one of the units is a district or lies in it; a group may anywhere."""
        return any(board.is_group or district.contains(board) for board in self.boards)

    def root(self, day: date) -> Unit:
        """Return what stands for the units on a day's map: of those that ended, what they reach."""
        standing = [board for board in self.boards if board.is_in_force(day)]
        if len(standing) < len(self.boards):
            reached = Unit.objects.in_force(day).communes().filter(pk__in=self.reach.units)
            standing = list(reached.with_above().order_by("code")) or list(self.boards)
        return standing[0] if len(standing) == 1 else together(standing)

    def __str__(self) -> str:
        return ", ".join(str(unit) for unit in self.boards)


def scope_of(user: Editor | None, board: Unit | None) -> Scope | None:
    """Return what an import may touch: what is asked for, within the user's rights.

    None is the whole province; no user stands for whoever runs the server. Raises
    SheetRefused when the user may change nothing there.
    """
    if user is None or user.edits_province:
        return Scope.of(board) if board else None
    own = tuple(Unit.objects.filter(pk__in=user.edited_boards).with_above().order_by("code"))
    if not own:
        raise SheetRefused("Tài khoản này không có quyền cập nhật hồ sơ.")
    if board is None:
        return Scope(own)
    if not may_edit_in(user, board.pk):
        raise SheetRefused(f"Tài khoản này không cập nhật hồ sơ của {board}.")
    return Scope.of(board)
