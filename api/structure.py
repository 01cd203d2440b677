"""How many serve where, by group of titles and by structure: women, the young, minorities."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from personnel.models import Title, Unit
from reports.unmet import together_counted
from reports.workforce import GROUP_LABELS, workforce_conditions
from targets.covers import COMMITTEE
from targets.figures import Outcome
from targets.judging import UnitCounts, figure_key
from targets.sources import Source
from targets.structure import BASES, MEASURES

from .figures import OfLevel, units_at
from .words import UnitNamed, unit_named

router = Router(tags=["structure"])
GROUPS = (*Title.Group.values, *BASES, COMMITTEE.code)


class Named(Schema):
    """A code with its name."""

    code: str
    name: str


class GroupCount(Schema):
    """How many of a unit are in a group of titles."""

    unit: str
    group: str
    people: int


class MeasureCount(Schema):
    """How many of a unit's base a measure counts, among how many."""

    unit: str
    measure: str
    base: str
    part: int
    whole: int


class Together(Schema):
    """How many of a unit miss a target: too low in one, or only not recorded."""

    unit: str
    short: int
    unknown: int


class Structure(Schema):
    """The structure of the workforce on a day."""

    source_name: str
    day: str
    map: str
    horizon: str
    assumption: str
    units: list[UnitNamed]
    groups: list[Named]
    measures: list[Named]
    people: list[GroupCount] = Field(description="Số người theo nhóm chức danh.")
    structure: list[MeasureCount] = Field(description="part trên whole của từng nội dung.")
    unmet: list[Together] = Field(
        description="Số người chưa đạt, chỉ thiếu thông tin ở ít nhất một chỉ tiêu của mốc."
    )


@router.get(
    "/structure",
    response=Structure,
    url_name="api-structure",
    summary="Cơ cấu đội ngũ",
    description="Số người theo nhóm chức danh; nữ, trẻ, dân tộc thiểu số và nội dung khác.",
)
def structure(request: HttpRequest, asked: Query[OfLevel]) -> Any:
    """Return the structure of the units asked for; one query for the numbers."""
    source = asked.source(request)
    units = units_at(source, asked.level)
    lens, counts = source.lens, source.counts(workforce_conditions(source.lens))
    return {
        "source_name": source.label,
        "day": lens.day.isoformat(),
        "map": lens.units_on.isoformat(),
        "horizon": lens.horizon.code,
        "assumption": lens.assumption,
        "units": [unit_named(unit, source) for unit in units],
        "groups": [{"code": group, "name": GROUP_LABELS[group]} for group in GROUPS],
        "measures": [{"code": m.code, "name": m.label} for m in MEASURES.values()],
        **_counted(source, units, counts),
    }


def _counted(source: Source, units: list[Unit], counts: UnitCounts) -> dict[str, Any]:
    places = [(source.name_of(unit), figure_key(unit)) for unit in units]
    return {
        "people": [
            {"unit": name, "group": group, "people": counts(f"group {group}", place)}
            for name, place in places
            for group in GROUPS
        ],
        "structure": [
            {
                "unit": name, "measure": measure, "base": base,
                "part": counts(f"{measure} {base} part", place),
                "whole": counts(f"{measure} {base} whole", place),
            }
            for name, place in places
            for measure in MEASURES
            for base in BASES
        ],
        "unmet": [
            {
                "unit": name,
                "short": together_counted(counts, Outcome.SHORT, place),
                "unknown": together_counted(counts, Outcome.UNKNOWN, place),
            }
            for name, place in places
        ],
    }  # fmt: skip
