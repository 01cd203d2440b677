"""What the facts need to know of a user: how much of the province they may see and change."""

from typing import Protocol, cast

from django.http import HttpRequest


class Viewer(Protocol):
    """A signed-in user who reads."""

    @property
    def sees_province(self) -> bool:
        """Whether every unit of the province is open to this user."""

    @property
    def scope_districts(self) -> frozenset[int]:
        """The ids of the districts open to a district user; empty when nothing is."""


class Editor(Viewer, Protocol):
    """A signed-in user who may change records, of the whole province or of some districts."""

    @property
    def edits_province(self) -> bool:
        """Whether records of every unit are in this user's hands."""

    @property
    def edited_districts(self) -> frozenset[int]:
        """The ids of the districts whose records are in this user's hands."""

    @property
    def may_edit(self) -> bool:
        """Whether this user may change anything at all."""

    @property
    def may_administer(self) -> bool:
        """Whether users and reference data are in this user's hands."""


def may_edit_in(user: Editor, keeper_id: int | None) -> bool:
    """Return whether `user` may change the records that a district keeps (`Unit.keeper_id`)."""
    return user.edits_province or keeper_id in user.edited_districts


def viewer(request: HttpRequest) -> Editor:
    """Return the signed-in user; sign-in is required on every page."""
    return cast(Editor, request.user)
