"""What the facts need to know of a user: how much of the province they may see and change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from django.db.models import Q
from django.http import HttpRequest


@dataclass(frozen=True)
class Reach:
    """How far a right goes: units whose every record it is about, by id.

    Of a unit that was split, `defaults` has those of which only whoever went on by default is
    within reach; `branches` are the successors that others of such a unit are known to be in.
    `ways` are a unit and a branch each that are in one of `units` on their way only.
    """

    units: frozenset[int] = frozenset()
    branches: frozenset[int] = frozenset()
    defaults: frozenset[int] = frozenset()
    ways: frozenset[tuple[int, int]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.units)

    def has_post(self, unit_id: int | None, branch_id: int | None) -> bool:
        """Whether a post in a unit and a branch is within, as `of_posts` asks."""
        if unit_id in self.units or branch_id in self.branches:
            return True
        if branch_id is None:
            return unit_id in self.defaults
        return (unit_id, branch_id) in self.ways

    def of_posts(self, prefix: str = "") -> Q:
        """Return the condition on a post, or what is about a unit and a branch: it is within."""
        within = Q(**{f"{prefix}unit__in": self.units})
        if self.branches:
            within |= Q(**{f"{prefix}branch__in": self.branches})
        if self.defaults:
            within |= Q(**{f"{prefix}unit__in": self.defaults, f"{prefix}branch__isnull": True})
        for unit, branch in sorted(self.ways):
            within |= Q(**{f"{prefix}unit": unit, f"{prefix}branch": branch})
        return within


NOWHERE = Reach()


class Viewer(Protocol):
    """A signed-in user who reads."""

    @property
    def sees_province(self) -> bool:
        """Whether every unit of the province is open to this user."""

    @property
    def scope(self) -> Reach:
        """What is open to whoever does not see the province; nothing when everything is."""

    @property
    def scope_units(self) -> frozenset[int]:
        """The ids of the units in `scope`."""

    @property
    def teaches(self) -> bool:
        """Whether the courses of the Political School are in this user's hands."""


def seen_by(user: Viewer) -> Reach | None:
    """Return all that `visible_to` and its like follow from: None where the province is seen."""
    return None if user.sees_province else user.scope


class Editor(Viewer, Protocol):
    """A signed-in user who may change records, of the whole province or of some units."""

    @property
    def edits_province(self) -> bool:
        """Whether records of every unit are in this user's hands."""

    @property
    def edited(self) -> Reach:
        """What is in this user's hands by a right for some units; nothing by one for all."""

    @property
    def edited_units(self) -> frozenset[int]:
        """The ids of the units in `edited`."""

    @property
    def edited_boards(self) -> frozenset[int]:
        """The ids of the units that the rights to edit are given for: whose boards act."""

    @property
    def may_edit(self) -> bool:
        """Whether this user may change anything at all."""

    @property
    def may_administer(self) -> bool:
        """Whether users and reference data are in this user's hands."""

    @property
    def sees_planning(self) -> bool:
        """Whether planning is open to this user, of the people whom they may see."""

    @property
    def only_teaches(self) -> bool:
        """Whether the courses of the Political School are all: no record is open to this user."""


def may_edit_in(user: Editor, unit_id: int | None) -> bool:
    """Return whether every record of a unit is in the user's hands."""
    return user.edits_province or unit_id in user.edited_units


class AboutUnit(Protocol):
    """A post, or what else is about a unit, and a branch of it where that was split."""

    unit_id: int
    branch_id: int | None


def may_edit_post(user: Editor, post: AboutUnit) -> bool:
    """Return whether a post is in the user's hands."""
    return user.edits_province or user.edited.has_post(post.unit_id, post.branch_id)


def viewer(request: HttpRequest) -> Editor:
    """Return the signed-in user; sign-in is required on every page."""
    return cast(Editor, request.user)
