"""Opening a period, and putting it right before anything depends on it."""

from datetime import date, datetime

from django.db import models

from personnel.dates import FIRST_YEAR, LAST_YEAR
from personnel.recording import Refused, recording
from personnel.scope import Editor
from personnel.vietnamese import clean
from reports.models import Period
from targets.criteria import HORIZONS

from .notices import notify_opened
from .writing import require_administrator, writing


def open_period(
    name: str, day: date, horizon: str, due: date, *, by: Editor, at: datetime
) -> Period:
    """Open a period in which every district reports its figures of `day` by the day `due`.

    Its districts are told by e-mail once it is written. Raises Refused unless `by` administers,
    when the name is taken or empty, and when a day or the horizon is not possible.
    """
    with recording(by=by, at=at, reason="Mở kỳ báo cáo") as scribe:
        require_administrator(by)
        _check(name, day, due, horizon)
        period = Period(name=clean(name), day=day, horizon=horizon, due=due)
        period.opened_by, period.opened_at = scribe.by, at
        period.save(force_insert=True)
        notify_opened(period, at)
    return period


def amend_period(period: Period, name: str, due: date, *, by: Editor, at: datetime) -> Period:
    """Give an open period another name or due date; raises Refused as `open_period` does."""
    with writing(period, by=by, at=at, reason="Sửa kỳ báo cáo") as (_, fresh):
        require_administrator(by)
        _check(name, fresh.day, due, fresh.horizon)
        fresh.name, fresh.due = clean(name), due
        fresh.save(update_fields=["name", "due"])
    return fresh


def withdraw_period(period: Period, *, by: Editor, at: datetime) -> None:
    """Take back a period opened by mistake, with what districts have prepared for it.

    Raises Refused unless `by` administers, and once a district has submitted.
    """
    with writing(period, by=by, at=at, reason="Hủy kỳ báo cáo") as (_, fresh):
        require_administrator(by)
        try:
            fresh.delete()
        except models.ProtectedError as error:
            raise Refused("Chưa hủy: đã có huyện nộp báo cáo của kỳ này.") from error


def _check(name: str, day: date, due: date, horizon: str) -> None:
    if not 0 < len(clean(name)) <= 100:
        raise Refused("Chưa ghi gì: tên kỳ báo cáo phải có, không quá 100 ký tự.")
    if horizon not in HORIZONS:
        raise Refused(f"Chưa ghi gì: mốc mục tiêu là {' hoặc '.join(HORIZONS)}.")
    if not FIRST_YEAR <= day.year <= due.year <= LAST_YEAR:
        raise Refused(f"Chưa ghi gì: ngày phải từ năm {FIRST_YEAR} đến năm {LAST_YEAR}.")
