"""The maps of the province: as shipped (districts of 2022), of 01/2025, and without districts.

The two decrees are those of fixtures/decrees, as far as they speak of the units there are.
"""

from datetime import date

from personnel.models import Unit
from personnel.places.decreed import Decreed
from personnel.places.decreeing import groups_of_ended, write_decree
from personnel.reference import FIXTURES

FIRST, SECOND = "nq-1279", "nq-1677"
# The first days of the second and the third map.
MERGED, WITHOUT_DISTRICTS = date(2025, 1, 1), date(2025, 7, 1)


def decreed(name):
    """Return a shipped decree: whole, or as far as it speaks of the few units that there are."""
    whole = Decreed.read(FIXTURES / "decrees" / f"{name}.json")
    there = set(Unit.objects.values_list("code", flat=True))
    joined = {entry["code"] for entry in whole.past}
    return whole if there | joined >= set(whole.ends) else whole.among(there)


def reorganise(*names):
    """Apply shipped decrees, with a group for each district that ends; returns the groups."""
    groups = []
    for name in names or (FIRST, SECOND):
        told = decreed(name)
        write_decree(told, by=None)
        groups += groups_of_ended(told, by=None)
    return groups
