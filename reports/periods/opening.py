"""Opening a period, also in the place of a sealed one, and putting it right while it is open."""

from datetime import date, datetime

from django.db import models

from personnel.keeping.recording import Refused, recording
from personnel.scope import Editor
from personnel.words.dates import FIRST_YEAR, LAST_YEAR
from personnel.words.vietnamese import clean
from reports.models import Period
from targets.criteria import HORIZONS

from .notices import notify_opened
from .writing import require_administrator, writing

LONGEST = 500


def open_period(
    name: str, day: date, horizon: str, due: date, *, by: Editor, at: datetime
) -> Period:
    """Open a period in which every district reports its figures of `day` by the day `due`.

    Its districts are told by e-mail once it is written. Raises Refused unless `by` administers,
    when the name is taken or empty, when a day or the horizon is not possible, and when the day
    and horizon have a period already.
    """
    period = Period(name=clean(name), day=day, horizon=horizon, due=due)
    return _open(period, by=by, at=at)


def open_replacement(
    sealed: Period, name: str, due: date, reason: str, *, by: Editor, at: datetime
) -> Period:
    """Open a period in which the districts report anew what a sealed one got wrong.

    Of the same day and horizon; it stands in the other's place once it is sealed. Raises Refused
    as `open_period` does, without a reason, and when the other is not sealed or has a replacement.
    """
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST:
        raise Refused(f"Chưa ghi gì: nêu lý do thay thế, không quá {LONGEST} ký tự.")
    if not sealed.is_sealed:
        raise Refused("Chưa ghi gì: kỳ này chưa khóa; sửa ngay trong kỳ, không cần kỳ khác.")
    period = Period(name=clean(name), day=sealed.day, horizon=sealed.horizon, due=due)
    period.replaces, period.replacement_reason = sealed, reason
    return _open(period, by=by, at=at)


def _open(period: Period, *, by: Editor, at: datetime) -> Period:
    with recording(by=by, at=at, reason="Mở kỳ báo cáo") as scribe:
        require_administrator(by)
        _check(period.name, period.day, period.due, period.horizon)
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

    What it was to replace stays in effect. Raises Refused unless `by` administers, once a
    district has submitted, and while another period is to replace it.
    """
    with writing(period, by=by, at=at, reason="Hủy kỳ báo cáo") as (_, fresh):
        require_administrator(by)
        if later := fresh.replacement:
            raise Refused(f"Chưa hủy: kỳ “{later}” thay thế kỳ này. Hủy kỳ ấy trước.")
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
