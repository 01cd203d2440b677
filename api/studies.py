"""What is to be learnt until a horizon, and what its figures will be by the end of each year."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from reports.needs import written
from reports.needs.study import PastDeadline, Study, next_year_of
from targets.assuming import Assuming
from targets.criteria import HORIZONS, horizon_on
from targets.lens import Lens

from .asking import Asked, Code, Day, Horizon, Nothing, live, viewer

router = Router(tags=["studies"])


class OfAStudy(Asked):
    """By which horizon, of which unit, with courses that begin on which day."""

    horizon: Horizon | Nothing = Field(
        None, description="Mặc định mốc đầu tiên còn kịp với lớp khai giảng năm sau."
    )
    unit: Code | Nothing = Field(
        None, description="Mã đơn vị; mặc định toàn bộ phạm vi của mã truy cập."
    )
    start: Day | Nothing = Field(None, description="Ngày khai giảng; mặc định 01/01 năm sau.")

    def study(self, request: HttpRequest) -> Study:
        """Return the needs asked for; raises BadRequest where nothing can be worked out."""
        today = timezone.localdate()
        start = self.start or next_year_of(today)
        if start < today:
            raise BadRequest("Ngày khai giảng không được trước hôm nay.")
        horizon = HORIZONS[self.horizon] if self.horizon else horizon_on(start)
        lens = Lens(horizon, today, today)
        try:
            return Study(live(viewer(request), lens, self.unit or ""), start)
        except PastDeadline:
            raise BadRequest(
                f"Hạn {horizon.deadline:%d/%m/%Y} đến trước ngày khai giảng: không còn khóa nào "
                "kịp."
            ) from None


class Course(Schema):
    """How many have to take a course; of those, of how many nothing is recorded yet."""

    course: str
    course_name: str
    total: int
    nothing_recorded: int = Field(description="Cần xác minh trước: chưa có thông tin.")
    retiring: int = Field(description="Nghỉ hưu trước hạn, không tính vào total.")
    enrolled: int = Field(description="Đang học khóa này.")
    units: dict[str, int] = Field(description="total theo mã đơn vị ngay dưới tỉnh.")


class Minimum(Schema):
    """The fewest seats by which a criterion reaches its share."""

    criterion: str
    covered: int
    met: int
    needed: int
    gap: int
    can: int
    too_late: int
    reachable: bool
    seats: int


class Studying(Schema):
    """How many study a course; of how many the award is not expected in time."""

    course: str
    total: int
    not_by_deadline: int


class Needs(Schema):
    """The needs until a deadline; people are counted, nobody is named."""

    unit: str
    today: str
    start: str
    horizon: Horizon
    deadline: str
    in_post_today: int
    in_post_at_deadline: int
    people_with_needs: int
    seats_wanted: int
    courses: list[Course]
    enrolled: list[Studying]
    minimum: list[Minimum]


@router.get(
    "/needs",
    response=Needs,
    url_name="api-needs",
    summary="Nhu cầu đào tạo",
    description="Mỗi người một khóa cho mỗi loại trình độ còn thiếu đến hạn.",
)
def needs(request: HttpRequest, asked: Query[OfAStudy]) -> Any:
    """Return the needs of whom the token opens, by course and by criterion."""
    study = asked.study(request)
    found = written.needs(study)
    names = {offer.code: offer.name for offer in study.needs.offers.offers}
    return {
        "unit": study.source.name_of(study.source.root),
        **written.head(study),
        **{name: found[name] for name in (
            "in_post_today", "in_post_at_deadline", "people_with_needs", "seats_wanted",
        )},
        "courses": [
            {**one, "course": code, "course_name": names.get(code, ""),
             "units": one["districts_by_code"]}
            for code, one in found["needs"].items()
        ],
        "enrolled": [{"course": code, **one} for code, one in found["enrolled"].items()],
        "minimum": [{"criterion": code, **one} for code, one in found["minimum"].items()],
    }  # fmt: skip


class Expected(Schema):
    """A criterion at the end of a year by what is taken for granted."""

    assuming: str
    day: str
    criterion: str
    covered: int
    met: int
    short: int
    unknown: int
    reached: bool | None = Field(description="null: không nêu tỷ lệ, hoặc không có đối tượng.")


class InPost(Schema):
    """How many are in post at the end of a year."""

    assuming: str
    day: str
    people: int


class AssumingTold(Schema):
    """What is taken for granted, in words."""

    code: str
    name: str


class Forecast(Schema):
    """The figures of the years to the deadline."""

    unit: str
    today: str
    start: str
    horizon: Horizon
    deadline: str
    assumptions: list[AssumingTold]
    people: list[InPost]
    figures: list[Expected]


@router.get(
    "/forecast",
    response=Forecast,
    url_name="api-forecast",
    summary="Dự báo",
    description="Từng chỉ tiêu vào cuối mỗi năm đến hạn, theo bốn giả định.",
)
def forecast(request: HttpRequest, asked: Query[OfAStudy]) -> Any:
    """Return the forecasts of whom the token opens."""
    study = asked.study(request)
    found = written.forecasts(study)["forecasts"]
    days = [(way, day, one) for way, years in found.items() for day, one in years.items()]
    return {
        "unit": study.source.name_of(study.source.root),
        **written.head(study),
        "assumptions": [{"code": way.value, "name": str(way.label)} for way in Assuming],
        "people": [
            {"assuming": way, "day": day, "people": one["in_post"]} for way, day, one in days
        ],
        "figures": [
            {"assuming": way, "day": day, "criterion": code, "reached": None, **figure}
            for way, day, one in days
            for code, figure in one["criteria"].items()
        ],
    }
