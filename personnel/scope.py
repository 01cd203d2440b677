"""What the facts need to know of a user: how much of the province they may see."""

from typing import Protocol


class Viewer(Protocol):
    """A signed-in user; `accounts.User` and Django's anonymous user both fit."""

    @property
    def sees_province(self) -> bool:
        """Whether every unit of the province is open to this user."""

    @property
    def scope_district_id(self) -> int | None:
        """The one district open to a district user; None when nothing is."""
