"""Which unit stands on a day for that of a post, and whose board keeps its records then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from personnel.basics.spells import SPELL
from personnel.models import Membership, Post, Unit, UnitPlace
from personnel.models.hierarchy import ABOVE


class Placed:
    """The units that stand for those of some posts on `day`; one query, none for those in force.

    Posts are read with their unit and what stands above it (`with_keepers`).
    """

    def __init__(self, posts: Iterable[Post], day: date) -> None:
        gone = {post.unit_id for post in posts if not post.unit.is_in_force(day)}
        rows = UnitPlace.objects.filter(SPELL.on(day), unit__in=gone) if gone else ()
        rows = rows and rows.select_related(f"place__{ABOVE}")
        self._places = {(row.unit_id, row.branch): row.place for row in rows}

    def unit_of(self, post: Post) -> Unit:
        """Return the unit that stands for a post's own."""
        return self._places.get((post.unit_id, post.branch_id or 0), post.unit)

    def board_of(self, post: Post) -> Unit | None:
        """Return whose board keeps the records there."""
        return self.unit_of(post).keeper

    def is_in(self, post: Post, unit: Unit) -> bool:
        """Whether a post is in a unit: written down there, or come to be there by the day."""
        return unit in (post.unit, self.unit_of(post))


def groups_of(units: Iterable[Unit], day: date) -> dict[int, str]:
    """Return of communes right below the province the name of the first group that they are in.

    By the id of the commune; one query, none where there is no such commune.
    """
    alone = [unit.pk for unit in units if unit.keeper == unit]
    if not alone:
        return {}
    rows = Membership.objects.filter(Unit.days.on(day, "group__"), unit__in=alone)
    return dict(rows.order_by("-group__code").values_list("unit_id", "group__name"))
