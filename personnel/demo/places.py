"""The communes of the demo province: the real ones, and marked copies of them for load."""

import json
from dataclasses import replace
from pathlib import Path

from personnel.reference import FIXTURES, kind_of

from .drafts import Place

FACTS = ("terrain_confirmed", "minority_area_confirmed")


def read_places(fixtures: Path = FIXTURES) -> list[Place]:
    """Return the communes of fixtures/units.json, in its order."""
    units = json.loads((fixtures / "units.json").read_text(encoding="utf-8"))
    districts = {entry["code"]: entry["name"] for entry in units["districts"]}
    return [
        Place(
            code=entry["code"],
            name=entry["name"],
            kind=kind_of(entry["name"]),
            district=entry["district"],
            district_name=districts[entry["district"]],
            mountain=entry["terrain"] == "mountain",
            minority_area=entry["minority_area"],
            facts=tuple((fact, entry[fact]) for fact in FACTS),
        )
        for entry in units["communes"]
    ]


def read_districts(fixtures: Path = FIXTURES) -> dict[str, str]:
    """Return the names of the districts by code, of those without communes too."""
    units = json.loads((fixtures / "units.json").read_text(encoding="utf-8"))
    return {entry["code"]: entry["name"] for entry in units["districts"]}


def copied(places: list[Place], copy: int) -> list[Place]:
    """Return the communes of one copy of the province; copy 1 is the province itself.

    Further copies stand in the same districts under codes and names that show what they are.
    """
    if copy == 1:
        return places
    return [
        replace(place, code=f"{place.code}-{copy}", name=f"{place.name} (mẫu {copy})", made_up=True)
        for place in places
    ]
