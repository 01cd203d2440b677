"""Reference data of the province: units, titles, ethnic groups, courses, from fixtures/."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import compress
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from .keeping.locking import hold_list
from .models import Course, Ethnicity, Title, Unit

LOADED = "Nạp danh mục kèm phần mềm"
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


@dataclass(frozen=True)
class Loaded:
    """How many rows of one reference table were added and how many stood already."""

    label: str
    added: int
    kept: int


@transaction.atomic
def load_reference(fixtures: Path = FIXTURES) -> list[Loaded]:
    """Add the reference rows that are missing; what the province has changed stays changed.

    A row is known by its code, whatever days the province gave it, a course by what it builds on
    too, an ethnic group by any of its names. What is added goes by the rules of `Model.clean`;
    raises ValidationError where the province's own rows leave no room for it.
    """
    hold_list(Unit)
    steps: list[tuple[str, str, Callable[[Any], list[bool]]]] = [
        ("Đơn vị hành chính", "units.json", _load_units),
        ("Chức danh", "titles.json", _load_titles),
        ("Dân tộc", "ethnicities.json", _load_ethnicities),
        ("Khóa học", "courses.json", _load_courses),
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
    # The latest of a code last, so that it is the one that stays.
    known = {unit.code: unit for unit in Unit.objects.order_by("valid_from", "pk")}
    province, created = _unit(known, data["province"], Unit.Level.PROVINCE, None)
    results, districts = [created], {}
    for entry in data["districts"]:
        districts[entry["code"]], created = _unit(known, entry, Unit.Level.DISTRICT, province)
        results.append(created)
    for entry in data["communes"]:
        parent = districts[entry["district"]]
        results.append(_unit(known, entry, Unit.Level.COMMUNE, parent)[1])
    return results


def _unit(
    known: Mapping[str, Unit], entry: dict[str, Any], level: str, parent: Unit | None
) -> tuple[Unit, bool]:
    if entry["code"] in known:
        return known[entry["code"]], False
    facts = ("terrain", "terrain_confirmed", "minority_area", "minority_area_confirmed")
    unit = Unit(
        code=entry["code"],
        name=entry["name"],
        kind=kind_of(entry["name"]),
        level=level,
        parent=parent,
        **{fact: entry[fact] for fact in facts if fact in entry},
    )
    return _added(unit), True


def _added(record: Any) -> Any:
    try:
        record.clean()
    except ValidationError as error:
        raise ValidationError([f"{record}: {why}" for why in error.messages]) from error
    record._change_reason = LOADED
    record.save(force_insert=True)
    return record


def _load_titles(data: list[dict[str, Any]]) -> list[bool]:
    known, results = set(Title.objects.values_list("code", flat=True)), []
    for entry in data:
        results.append(entry["code"] not in known)
        if results[-1]:
            _added(_title(entry))
    return results


def _title(entry: dict[str, Any]) -> Title:
    facts = {key: value for key, value in entry.items() if key != "unit_types"}
    for name in facts.keys() & {"valid_from", "valid_to"}:
        facts[name] = date.fromisoformat(facts[name])
    return Title(**facts, unit_kinds=entry.get("unit_types", []))


def _load_ethnicities(data: list[dict[str, Any]]) -> list[bool]:
    known = {name for group in Ethnicity.objects.all() for name in (group.name, *group.aliases)}
    missing = [entry["name"] not in known for entry in data]
    for entry in compress(data, missing):
        _added(Ethnicity(**entry))
    return missing


def _load_courses(data: list[dict[str, Any]]) -> list[bool]:
    known = set(Course.objects.values_list("code", "builds_on"))
    missing = [(entry["code"], entry["builds_on"]) not in known for entry in data]
    for entry in compress(data, missing):
        _added(Course(**entry))
    return missing
