"""The criteria of the resolution with their rules, as the register has them."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from personnel.kinds import KINDS
from targets import written
from targets.criteria import HORIZONS, REGISTER, criteria_for
from targets.rules import Ask, Criterion

from .asking import Asked, Day, Horizon, Nothing

router = Router(tags=["criteria"])


class AskTold(Schema):
    """A kind of credential at a level or above."""

    kind: str
    kind_name: str
    level: int
    in_mountain_communes: int | None = Field(description="Ngưỡng riêng của xã miền núi.")
    name: str = Field(description="Yêu cầu, bằng lời.")


class ShareTold(Schema):
    """The part of those covered that must meet it."""

    percent: int
    strictly_more: bool = Field(description="true: phải hơn tỷ lệ này (“đa số”).")


class CoverTold(Schema):
    """Whom a criterion speaks of."""

    code: str
    name: str


class CriterionTold(Schema):
    """A criterion; `rule` has its conditions as they judge on the day."""

    code: str
    clause: str
    horizon: Horizon
    deadline: str
    in_force_at: list[Horizon] = Field(description="Các mốc mà chỉ tiêu áp dụng.")
    name: str
    short_name: str
    cover: CoverTold
    asks: list[AskTold] = Field(description="Rỗng: chỉ tiêu về hồ sơ công việc, không về người.")
    share: ShareTold | None = Field(description="null: nghị quyết không nêu tỷ lệ, chỉ theo dõi.")
    reading: str = Field(description="Cách hiểu điều khoản.")
    supersedes: list[str]
    alternative: CoverTold | None = Field(description="Đối tượng theo cách hiểu khác.")
    rule: dict[str, Any]


class Criteria(Schema):
    """The criteria, of a horizon or of all."""

    day: str
    criteria: list[CriterionTold]


class OfCriteria(Asked):
    """Of which horizon, and on which day the conditions are worked out."""

    horizon: Horizon | Nothing = Field(None, description="Chỉ chỉ tiêu áp dụng ở một mốc.")
    day: Day | Nothing = Field(None, description="Ngày tính tuổi, thâm niên; mặc định hôm nay.")


@router.get(
    "/criteria",
    response=Criteria,
    url_name="api-criteria",
    summary="Chỉ tiêu và quy tắc",
    description="Ai là đối tượng, phải có trình độ gì, tỷ lệ nào phải đạt.",
)
def criteria(request: HttpRequest, asked: Query[OfCriteria]) -> Any:
    """Return the criteria with their rules; no query."""
    day = asked.day or timezone.localdate()
    found = criteria_for(HORIZONS[asked.horizon]) if asked.horizon else REGISTER
    return {"day": day.isoformat(), "criteria": [_told(each, day) for each in found]}


def _told(criterion: Criterion, day: Any) -> dict[str, Any]:
    other, share = criterion.alternative, criterion.share
    return {
        "code": criterion.code,
        "clause": criterion.clause,
        "horizon": criterion.horizon.code,
        "deadline": criterion.deadline.isoformat(),
        "in_force_at": [h.code for h in HORIZONS.values() if criterion in criteria_for(h)],
        "name": criterion.label,
        "short_name": criterion.short,
        "cover": {"code": criterion.cover.code, "name": criterion.cover.label},
        "asks": [_asked(ask) for ask in criterion.asks],
        "share": share and {"percent": share.percent, "strictly_more": share.strictly_more},
        "reading": criterion.reading,
        "supersedes": list(criterion.supersedes),
        "alternative": other and {"code": other.code, "name": other.label},
        "rule": written.write(criterion, day),
    }


def _asked(ask: Ask) -> dict[str, Any]:
    return {
        "kind": ask.kind,
        "kind_name": KINDS[ask.kind].label,
        "level": ask.level,
        "in_mountain_communes": ask.in_mountain_communes,
        "name": ask.text,
    }
