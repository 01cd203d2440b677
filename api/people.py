"""People by name, for tokens that say so; each request is kept in the log of personal data."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.errors import AuthorizationError
from pydantic import Field

from accounts.models import ApiToken
from personnel.keeping.disclosing import disclose_list
from personnel.kinds import KINDS
from personnel.words.dates import Precision
from targets.sources import LiveSource

from .asking import Nothing, OfAUnit, token

router = Router(tags=["people"])
USUAL, MOST = 100, 500
# How much of a day as ISO 8601 has it was recorded.
_KNOWN = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


class LevelHeld(Schema):
    """The highest level held of a kind of credential."""

    kind: str
    kind_name: str
    level: int
    level_name: str


class PersonTold(Schema):
    """Somebody in post on the day, as the usual list shows them."""

    id: int = Field(description="Số hồ sơ; không đổi.")
    full_name: str
    sex: Literal["male", "female"]
    birth: str | None = Field(description="Ngày, tháng hoặc năm sinh, như đã ghi nhận.")
    masked_cccd: str = Field(description="Bốn số cuối CCCD; rỗng: chưa ghi nhận.")
    unit: str
    title: str
    title_name: str
    title_group: str
    levels: list[LevelHeld]


class People(Schema):
    """A page of people, by unit and name."""

    source_name: str
    day: str
    map: str
    people_in_all: int
    page: int
    pages: int
    people: list[PersonTold]


class APage(OfAUnit):
    """Which page, of how many people."""

    page: Annotated[int, Field(ge=1, le=100_000)] | Nothing = None
    page_size: Annotated[int, Field(ge=1, le=MOST)] | Nothing = None


@router.get(
    "/people",
    response=People,
    url_name="api-people",
    summary="Danh sách nhân sự",
    description="Chỉ với mã được đọc danh sách nhân sự; mỗi lần đọc được ghi nhật ký.",
)
def people(request: HttpRequest, asked: Query[APage]) -> Any:
    """Return a page of people; nothing is told that could not be kept as told."""
    who = token(request)
    if not who.people:
        raise AuthorizationError(message="Mã truy cập này không được đọc danh sách nhân sự.")
    source, size, page = asked.source(request), asked.page_size or USUAL, asked.page or 1
    in_all = source.rows().count()
    first = size * (page - 1)
    rows = list(source.listed()[first : first + size]) if first < in_all else []
    _keep(who, source, page, len(rows))
    return {
        "source_name": source.label,
        "day": source.lens.day.isoformat(),
        "map": source.lens.units_on.isoformat(),
        "people_in_all": in_all,
        "page": page,
        "pages": -(-in_all // size),
        "people": [_told(row) for row in rows],
    }


def _keep(who: ApiToken, source: LiveSource, page: int, told: int) -> None:
    asked = f"{source.root.name}, ngày {source.lens.day:%d/%m/%Y}, trang {page}"
    disclose_list(told, by=None, asked=f"Mã truy cập API {who}: danh sách nhân sự {asked}")


def _told(row: Any) -> dict[str, Any]:
    born = row.birth_date
    held = ((kind, getattr(row, kind.code)) for kind in KINDS.values())
    return {
        "id": row.pk,
        "full_name": row.full_name,
        "sex": row.sex,
        "birth": born.isoformat()[: _KNOWN[row.birth_precision]] if born else None,
        "masked_cccd": row.masked_cccd,
        "unit": row.unit_code,
        "title": row.title_code,
        "title_name": row.title_name,
        "title_group": row.title_group,
        "levels": [
            {
                "kind": kind.code, "kind_name": kind.label, "level": level,
                "level_name": kind.level_label(level),
            }
            for kind, level in held
            if level is not None
        ],
    }  # fmt: skip
