"""What units had that went on in another: shown there as theirs, never counted as its own."""

from __future__ import annotations

from personnel.models import Following, Unit
from personnel.places.standing_for import Successors
from personnel.scope import Viewer


def papers_of_former(unit: Unit, user: Viewer) -> list[Following]:
    """Return the papers that a user may see of what went on in a unit, the latest first.

    Of the units it came from, and of the districts above these that are no more. Three queries.
    """
    before = list(Unit.objects.filter(pk__in=Successors.read().before(unit)).with_above())
    above = {
        each.above_id
        for each in before
        if each.above and each.above.is_district and each.above.valid_to
    }
    units = {each.pk for each in before} | above - {unit.above_id}
    found = Following.objects.visible_to(user).filter(unit__in=units)
    return list(found.select_related("unit").order_by("-day", "-pk"))
