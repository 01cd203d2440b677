"""What an address asks for, by the words that each takes; what it does not know it refuses."""

from collections.abc import Collection
from datetime import date
from typing import Annotated, Any, Literal, cast

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, QueryDict
from ninja import Schema
from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator
from pydantic.json_schema import SkipJsonSchema

from accounts.models import ApiToken, User
from personnel.models import Unit
from personnel.words.dates import parse_day
from reports.scope import live_in_view, unit_in_view
from targets.lens import Lens
from targets.sources import LiveSource

ISO_DAY = r"^(199\d|20\d\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"


def _day(text: Any) -> date:
    try:
        found = parse_day(text) if isinstance(text, str) else None
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise ValueError("Ngày viết dạng 2025-12-31, từ năm 1990 đến năm 2100.")
    return found


# Days as ISO 8601 has them, in the years that the portal knows.
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": ISO_DAY}),
]
Horizon = Literal["2025", "2030"]
Level = Literal["province", "district", "group", "commune"]
Code = Annotated[str, Field(min_length=1, max_length=40)]
Nothing = SkipJsonSchema[None]


def why_refused(params: QueryDict, known: Collection[str] = ()) -> str:
    """Return why an address is refused whatever its values, in words; "" where it is not."""
    unknown = sorted(set(params) - set(known))
    if unknown:
        return f"Không có tham số “{unknown[0][:40]}”."
    twice = any(len(values) > 1 for _, values in params.lists())
    return "Mỗi tham số chỉ được nêu một lần." if twice else ""


def nothing_asked(request: HttpRequest) -> None:
    """Refuse every parameter, where an address takes none; raises BadRequest."""
    wrong = why_refused(request.GET)
    if wrong:
        raise BadRequest(wrong)


class Asked(Schema):
    """The parameters of an address; one that is not among them is no figure asked for."""

    @model_validator(mode="before")
    @classmethod
    def nothing_else(cls, data: Any, info: ValidationInfo) -> Any:
        """Refuse a parameter that is not known, and one given twice: it may be misspelt."""
        request = (info.context or {}).get("request")
        wrong = why_refused(request.GET if request else QueryDict(), cls.model_fields)
        if wrong:
            raise ValueError(wrong)
        return data


class OfADay(Asked):
    """A horizon read on a day, by the map of that day or of another, as pages have it."""

    day: Day | Nothing = Field(None, description="Ngày xem số liệu; mặc định hôm nay.")
    horizon: Horizon | Nothing = Field(None, description="Mốc mục tiêu; mặc định theo ngày xem.")
    map: Day | Nothing = Field(
        None, description="Ngày của địa giới để gộp số liệu; mặc định địa giới của ngày xem."
    )
    assuming: Literal["a", "b"] | Nothing = Field(
        None,
        description="Giả định của ngày chưa đến: a - theo hồ sơ, trừ người nghỉ hưu; "
        "b - thêm người đang học (mặc định).",
    )

    def lens(self) -> Lens:
        """Return the lens of a page with the same words in its address."""
        return Lens.read(_params(as_of=self.day, horizon=self.horizon, map=self.map,
                                 assuming=self.assuming))  # fmt: skip


class OfAUnit(OfADay):
    """The same of one unit, or of all that the token opens."""

    unit: Code | Nothing = Field(
        None, description="Mã đơn vị; mặc định toàn bộ phạm vi của mã truy cập."
    )

    def source(self, request: HttpRequest) -> LiveSource:
        """Return the records asked for; raises Http404 where the token opens nothing of them."""
        return live(viewer(request), self.lens(), self.unit or "")


def live(user: User, lens: Lens, address: str) -> LiveSource:
    """Return the records of a unit through a lens, or of all that a user sees; raises Http404."""
    if not address:
        found = live_in_view(user, lens)
        if found is None:
            raise Http404("Vào ngày này không có đơn vị nào trong phạm vi của mã truy cập.")
        return found
    return LiveSource(lens, unit_or_404(user, lens, address), user)


def unit_or_404(user: User, lens: Lens, address: str) -> Unit:
    """Return the unit in view that an address means; raises Http404 where there is none."""
    unit = unit_in_view(user, lens, address)
    if unit is None:
        raise Http404(
            f"Không có đơn vị mang mã “{address}” trong phạm vi của mã truy cập vào ngày này."
        )
    return unit


def token(request: HttpRequest) -> ApiToken:
    """Return the token that came with a request: every operation asks for one."""
    return cast(ApiToken, request.auth)  # type: ignore[attr-defined]  # put there by the library


def viewer(request: HttpRequest) -> User:
    """Return whoever reads by it."""
    return token(request).viewer()


def _params(**given: date | str | None) -> QueryDict:
    params = QueryDict(mutable=True)
    params.update({name: str(value) for name, value in given.items() if value is not None})
    return params
