"""The units of a day, as the catalogue has them, within what the token opens."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from personnel.models import Unit
from reports.scope import units_in_view
from targets.criteria import horizon_on
from targets.lens import Lens

from .asking import Asked, Day, Nothing, viewer

router = Router(tags=["units"])


class UnitTold(Schema):
    """A unit on a day; what is not confirmed is taken as it is recorded."""

    code: str
    address: str = Field(description="Mã dùng trong tham số unit: mã đơn vị, hoặc mã-số.")
    name: str
    level: Literal["province", "district", "group", "commune"]
    level_name: str
    kind: str = Field(description="tỉnh, huyện, xã, phường, thị trấn, đặc khu, …")
    above: str | None = Field(description="Mã đơn vị cấp trên; null ở tỉnh.")
    members: list[str] = Field(description="Với nhóm đơn vị: mã các đơn vị trong nhóm.")
    valid_from: str | None
    valid_to: str | None
    in_force: bool = Field(description="false: đã giải thể hoặc chưa thành lập, còn số liệu.")
    terrain: Literal["lowland", "mountain"]
    terrain_confirmed: bool
    minority_area: bool
    minority_area_confirmed: bool


class Units(Schema):
    """The units of a day."""

    on: str
    map: str
    units: list[UnitTold]


class OnADay(Asked):
    """The day of the units, and the map by which figures of the day are grouped."""

    on: Day = Field(description="Ngày.")
    map: Day | Nothing = Field(None, description="Ngày của địa giới; mặc định là ngày ấy.")


@router.get(
    "/units",
    response=Units,
    url_name="api-units",
    summary="Đơn vị vào một ngày",
    description="Đơn vị có hiệu lực vào ngày ấy, và đơn vị khác còn số liệu.",
)
def units(request: HttpRequest, asked: Query[OnADay]) -> Any:
    """Return the units in view on a day; three queries."""
    lens = Lens(horizon_on(asked.on), asked.on).on_map(asked.map)
    found = units_in_view(viewer(request), lens)
    codes = {unit.pk: lens.address(unit) for unit in found}
    return {
        "on": asked.on.isoformat(),
        "map": lens.units_on.isoformat(),
        "units": [_told(unit, lens, codes) for unit in found],
    }


def _told(unit: Unit, lens: Lens, codes: dict[int, str]) -> dict[str, Any]:
    above = unit.above
    return {
        "code": unit.code,
        "address": lens.address(unit),
        "name": unit.name,
        "level": unit.level,
        "level_name": str(unit.get_level_display()),
        "kind": unit.kind,
        "above": above.code if above else None,
        "members": sorted(codes[pk] for pk in unit.parts if pk in codes),
        "valid_from": unit.valid_from and unit.valid_from.isoformat(),
        "valid_to": unit.valid_to and unit.valid_to.isoformat(),
        "in_force": unit.is_in_force(lens.units_on),
        "terrain": unit.terrain,
        "terrain_confirmed": unit.terrain_confirmed,
        "minority_area": unit.minority_area,
        "minority_area_confirmed": unit.minority_area_confirmed,
    }
