"""Reference data of the province: units, titles and ethnic groups, read from fixtures/."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from .models import Ethnicity, Title, Unit

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


@dataclass(frozen=True)
class Loaded:
    """How many rows of one reference table were added and how many stood already."""

    label: str
    added: int
    kept: int


@transaction.atomic
def load_reference(fixtures: Path = FIXTURES) -> list[Loaded]:
    """Add the reference rows that are missing; what the province has changed stays changed."""
    steps: list[tuple[str, str, Callable[[Any], list[bool]]]] = [
        ("Đơn vị hành chính", "units.json", _load_units),
        ("Chức danh", "titles.json", _load_titles),
        ("Dân tộc", "ethnicities.json", _load_ethnicities),
    ]
    return [_loaded(label, load(_read(fixtures / file))) for label, file, load in steps]


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _loaded(label: str, created: list[bool]) -> Loaded:
    return Loaded(label, added=sum(created), kept=len(created) - sum(created))


def kind_of(name: str) -> str:
    """Return the kind that a unit's full name begins with ("Thị trấn Ba Tơ" → "thị trấn")."""
    return next(kind for kind in Unit.Kind.values if name.lower().startswith(f"{kind} "))


def _load_units(data: dict[str, Any]) -> list[bool]:
    province, created = _unit(data["province"], Unit.Level.PROVINCE, None)
    results, districts = [created], {}
    for entry in data["districts"]:
        districts[entry["code"]], created = _unit(entry, Unit.Level.DISTRICT, province)
        results.append(created)
    for entry in data["communes"]:
        parent = districts[entry["district"]]
        results.append(_unit(entry, Unit.Level.COMMUNE, parent)[1])
    return results


def _unit(entry: dict[str, Any], level: str, parent: Unit | None) -> tuple[Unit, bool]:
    facts = ("terrain", "terrain_confirmed", "minority_area", "minority_area_confirmed")
    # An unknown first day means "always" (DOMAIN section 1), so it is part of the key.
    return Unit.objects.get_or_create(
        code=entry["code"],
        valid_from=None,
        defaults={
            "name": entry["name"],
            "kind": kind_of(entry["name"]),
            "level": level,
            "parent": parent,
        }
        | {fact: entry[fact] for fact in facts if fact in entry},
    )


def _load_titles(data: list[dict[str, Any]]) -> list[bool]:
    results = []
    for entry in data:
        facts = {key: value for key, value in entry.items() if key not in ("code", "unit_types")}
        if last_day := facts.get("valid_to"):
            facts["valid_to"] = date.fromisoformat(last_day)
        facts["unit_kinds"] = entry.get("unit_types", [])
        results.append(Title.objects.get_or_create(code=entry["code"], defaults=facts)[1])
    return results


def _load_ethnicities(data: list[dict[str, Any]]) -> list[bool]:
    return [
        Ethnicity.objects.get_or_create(name=entry["name"], defaults=entry)[1] for entry in data
    ]
