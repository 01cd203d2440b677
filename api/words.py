"""The records that several answers share, and what every answer may be instead."""

from typing import Literal

from ninja import Schema
from pydantic import Field

from personnel.models import Unit
from targets.rules import Criterion
from targets.sources import Source


class Problem(Schema):
    """What is wrong, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str


class UnitNamed(Schema):
    """A unit by its code in these figures, with its name."""

    code: str = Field(description="Mã đơn vị; của đơn vị ngoài địa giới của số liệu: mã-số.")
    name: str
    level: Literal["province", "district", "group", "commune"]
    above: str | None = Field(description="Mã đơn vị cấp trên trong cùng số liệu.")


class CriterionNamed(Schema):
    """A criterion by its code, with its name and whom it covers."""

    code: str
    name: str
    cover: str
    cover_name: str
    target: str | None = Field(description="Tỷ lệ phải đạt, như “≥ 70%”; null: chỉ theo dõi.")


def unit_named(unit: Unit, source: Source) -> dict[str, object]:
    """Return a unit as the figures of a source name it."""
    above = unit.above
    return {
        "code": source.name_of(unit), "name": unit.name, "level": unit.level,
        "above": source.name_of(above) if above else None,
    }  # fmt: skip


def criterion_named(criterion: Criterion) -> dict[str, object]:
    """Return a criterion as figures name it."""
    return {
        "code": criterion.code, "name": criterion.label, "cover": criterion.cover.code,
        "cover_name": criterion.cover.label,
        "target": str(criterion.share) if criterion.share else None,
    }  # fmt: skip
