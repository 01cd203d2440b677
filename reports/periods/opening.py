"""Opening a period, also in the place of a sealed one, and putting it right while it is open."""

import re
from datetime import date, datetime

from personnel.keeping.recording import Refused, recording
from personnel.scope import Editor
from personnel.words.dates import FIRST_YEAR, LAST_YEAR
from personnel.words.vietnamese import clean
from reports.models import Period, ReportsBy, ReportText
from reports.reporters import offers_on
from targets.criteria import HORIZONS

from .notices import notify_opened
from .writing import require_administrator, writing

LONGEST = 500
# A number given twice has a letter: 15a.
NUMBER = re.compile("[1-9][0-9]{0,4}[a-zđ]?")
NUMBER_TOLD = "số văn bản chỉ gồm chữ số, có thể thêm một chữ cái, ví dụ 15 hoặc 15a."


def open_period(
    name: str, day: date, horizon: str, due: date, reports_by: str = "",
    *, by: Editor, at: datetime,
) -> Period:  # fmt: skip
    """Open a period in which units report their figures of `day` by the day `due`.

    `reports_by` says which; it need not where the map of the day leaves one way alone. They are
    told by e-mail once it is written. Raises Refused unless `by` administers, when the name is
    taken or empty, when a day or the horizon is not possible, when the day and horizon have a
    period already, and when the day's map has no such units.
    """
    period = Period(name=clean(name), day=day, horizon=horizon, due=due)
    period.reports_by = reports_by
    return _open(period, by=by, at=at)


def open_replacement(
    sealed: Period, name: str, due: date, reason: str, *, by: Editor, at: datetime
) -> Period:
    """Open a period in which the units report anew what a sealed one got wrong.

    Of the same day, horizon and units; it stands in the other's place once it is sealed. Raises
    Refused as `open_period` does, without a reason, and when the other is not sealed or has a
    replacement.
    """
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST:
        raise Refused(f"Chưa ghi gì: nêu lý do thay thế, không quá {LONGEST} ký tự.")
    if not sealed.is_sealed:
        raise Refused("Chưa ghi gì: kỳ này chưa khóa; sửa ngay trong kỳ, không cần kỳ khác.")
    period = Period(name=clean(name), day=sealed.day, horizon=sealed.horizon, due=due)
    period.replaces, period.replacement_reason = sealed, reason
    period.reports_by = sealed.reports_by
    return _open(period, by=by, at=at)


def _open(period: Period, *, by: Editor, at: datetime) -> Period:
    with recording(by=by, at=at, reason="Mở kỳ báo cáo") as scribe:
        require_administrator(by)
        _check(period.name, period.day, period.due, period.horizon)
        if not period.replaces:
            period.reports_by = _chosen(period)
        period.opened_by, period.opened_at = scribe.by, at
        period.save(force_insert=True)
        notify_opened(period, at)
    return period


def _chosen(period: Period) -> str:
    """Return which units hand in, of those that the map of the period's day offers."""
    offered = {offer.by: offer.label for offer in offers_on(period.day)}
    if not period.reports_by and len(offered) < 2:
        return next(iter(offered), ReportsBy.DISTRICTS)
    if period.reports_by not in offered:
        told = "; hoặc ".join(offered.values()) or "không có đơn vị nào"
        raise Refused(
            f"Chưa ghi gì: chọn đơn vị nộp báo cáo. Vào ngày {period.day:%d/%m/%Y}: {told}."
        )
    return period.reports_by


def named(period: Period) -> str:
    """Return what a page carries of what can be put right of it, to tell a change meanwhile."""
    document = f"{period.document_number} {period.document_day or ''}".strip()
    return f"{period.due:%d/%m/%Y} {period.name}{f' ({document})' if document else ''}"


def amend_period(
    period: Period, name: str, due: date, document_number: str = "",
    document_day: date | None = None, *, seen: str, by: Editor, at: datetime,
) -> Period:  # fmt: skip
    """Give an open period another name or due date, or the number and day of its document.

    Whether what was handed in came late stays as it was. `seen` is what `named` told when the
    page was opened. Raises Refused as `open_period` does, when the number is none, and when
    somebody else gave it others meanwhile.
    """
    with writing(period, by=by, at=at, reason="Sửa kỳ báo cáo") as (_, fresh):
        require_administrator(by)
        if seen != named(fresh):
            raise Refused(
                f"Chưa ghi gì: kỳ này vừa được quản trị khác sửa, nay là “{fresh}”, hạn nộp "
                f"{fresh.due:%d/%m/%Y}. Mở lại trang rồi sửa tiếp."
            )
        _check(name, fresh.day, due, fresh.horizon)
        _check_document(document_number, document_day)
        fresh.name, fresh.due = clean(name), due
        fresh.document_number, fresh.document_day = document_number, document_day
        fresh.save(update_fields=["name", "due", "document_number", "document_day"])
    return fresh


def prepared(period: Period) -> str:
    """Return what a page carries of drafts and texts, to tell what is written meanwhile."""
    drafts = period.drafts.order_by("district").values_list("district", "at")
    told = [f"{district} {at.timestamp()}" for district, at in drafts]
    written = ReportText.history.filter(period=period.pk).count()
    return ";".join([*told, f"{written} texts"] if written else told)


def withdraw_period(period: Period, *, seen: str, by: Editor, at: datetime) -> None:
    """Take back a period opened by mistake, with what has been prepared and written for it.

    `seen` is what `prepared` told when the page was opened. What it was to replace stays in
    effect. Raises Refused unless `by` administers, once a unit has submitted or somebody has
    written something meanwhile, and while another period is to replace it.
    """
    with writing(period, by=by, at=at, reason="Hủy kỳ báo cáo") as (_, fresh):
        require_administrator(by)
        if fresh.submissions.exists():
            raise Refused("Chưa hủy: đã có đơn vị nộp báo cáo của kỳ này.")
        if seen != prepared(fresh):
            raise Refused(
                "Chưa hủy: vừa có đơn vị ghi thêm ghi chú, giải trình hoặc có thêm nội dung báo "
                "cáo được viết cho kỳ này. Xem lại; nếu vẫn hủy thì bấm lần nữa."
            )
        if later := fresh.replacement:
            raise Refused(f"Chưa hủy: kỳ “{later}” thay thế kỳ này. Hủy kỳ ấy trước.")
        fresh.delete()


def _check_document(number: str, day: date | None) -> None:
    if number and not NUMBER.fullmatch(number):
        raise Refused(f"Chưa ghi gì: {NUMBER_TOLD}")
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(f"Chưa ghi gì: ngày phải từ năm {FIRST_YEAR} đến năm {LAST_YEAR}.")


def _check(name: str, day: date, due: date, horizon: str) -> None:
    if not 0 < len(clean(name)) <= 100:
        raise Refused("Chưa ghi gì: tên kỳ báo cáo phải có, không quá 100 ký tự.")
    if horizon not in HORIZONS:
        raise Refused(f"Chưa ghi gì: mốc mục tiêu là {' hoặc '.join(HORIZONS)}.")
    if not FIRST_YEAR <= day.year <= due.year <= LAST_YEAR:
        raise Refused(f"Chưa ghi gì: ngày phải từ năm {FIRST_YEAR} đến năm {LAST_YEAR}.")
