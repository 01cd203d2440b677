"""Erasing deleted records for good: with their history, scans, looks, and names in reports.

What the figures of a report are counted from stays in it; of the record stays its number, and why
and by whom it was erased (`Erasure`). Rows of the trail go as `personnel.trail` forgets them.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q

from personnel.keeping.bulk import in_parts
from personnel.keeping.holding import hold
from personnel.keeping.recording import Refused, recording
from personnel.log.kinds import EVERY
from personnel.models import (
    BatchRow,
    Confirmation,
    Deletion,
    Disclosure,
    Erasure,
    FormerName,
    Merge,
    Person,
    Scan,
)
from personnel.reading.joined import joined_into
from personnel.scans.forgetting import erase as erase_scans
from personnel.scope import Editor
from personnel.trail.forgetting import forget
from sheets.models import Upload
from sheets.uploads.forgetting import forget_uploads

from ..models import ScenarioMove
from ..periods.erasing_names import erase_names, named
from ..plans.erasing_names import erase_planned_names
from .gone import gone, scans_of_nothing
from .mentions import upload_rows
from .subject import Subject, subject_of

IN_USE = (
    "Hồ sơ đang được dùng nên không xóa hẳn được: đó là căn cứ để quản lý, tính chỉ tiêu. Thông "
    "tin sai thì sửa hồ sơ; hồ sơ nhập nhầm thì xóa hồ sơ trước, rồi xóa hẳn ở trang này; người đã "
    "nghỉ, chuyển đi thì ghi thôi giữ chức danh, hồ sơ được lưu theo quy định về hồ sơ cán bộ."
)
BACK_IN_USE = "hồ sơ đã được khôi phục, đang được dùng"
_WHY = "Xóa hẳn hồ sơ đã xóa"


def obstacle(subject: Subject | None) -> str:
    """Return why a record cannot be erased for good, "" when it can."""
    if subject is None:
        return "Không còn gì được lưu về hồ sơ này; có thể hồ sơ đã được xóa hẳn."
    return IN_USE if subject.person else ""


def order(record: int, reason: str, *, by: Editor, at: datetime) -> Erasure:
    """Order that a deleted record be erased before its time.

    Raises Refused unless `by` administers the province and the record is deleted, and when it is
    ordered already.
    """
    with recording(by=by, at=at, reason=_WHY) as scribe:
        if not by.may_administer:
            raise Refused("Chưa xóa: việc này do quản trị cấp tỉnh thực hiện.")
        _hold([record])
        subject = subject_of(record)
        if subject is None or subject.person:
            raise Refused(f"Chưa xóa: {obstacle(subject)}")
        erasure = Erasure(record=subject.record, reason=reason, by=scribe.by, at=scribe.at)
        scribe.add(erasure)
    return erasure


def carry_out(erasure: Erasure, *, at: datetime) -> Erasure:
    """Erase what was ordered, unless the record is in use again; once, however often asked."""
    with recording(by=erasure.by, at=at, reason=_WHY) as scribe:
        fresh = scribe.hold(erasure)
        if fresh.done_at:
            return fresh
        _hold([fresh.record])
        subject = subject_of(fresh.record)
        back = bool(subject and subject.person)
        if subject and not back:
            said = f"xóa hẳn hồ sơ số {fresh.record}, quyết định số {fresh.pk}"
            rows = upload_rows(subject.numbers, subject.cccd)
            _erase(subject.numbers, rows.values_list("upload", flat=True), said, at)
        scribe.change(fresh, done_at=scribe.at, left=BACK_IN_USE if back else "")
    return fresh


def carry_out_waiting(*, at: datetime) -> list[Erasure]:
    """Erase whatever was ordered and waits, each for itself."""
    waiting = Erasure.objects.waiting().select_related("by").order_by("pk")
    return [carry_out(erasure, at=at) for erasure in waiting]


def erase_due(before: datetime, days: int, *, at: datetime) -> int:
    """Erase the records deleted before a moment, kept for so many days; returns how many."""
    numbers = list(gone(before).values_list("id", flat=True))
    return sum(_erase_some(some, days, at) for some in in_parts(numbers))


def _erase_some(records: Sequence[int], days: int, at: datetime) -> int:
    reason = f"hết thời hạn giữ {days} ngày"
    with recording(by=None, at=at, reason=_WHY) as scribe:
        _hold(records)
        there = set(Person.objects.filter(pk__in=records).values_list("pk", flat=True))
        mine = [record for record in records if record not in there]
        settled = set(
            Erasure.objects.waiting().filter(record__in=mine).values_list("record", flat=True)
        )
        mine = [record for record in mine if record not in settled]
        numbers = [*mine, *joined_into(*mine)]
        uploads = upload_rows(numbers, "").values_list("upload", flat=True)
        _erase(numbers, uploads, f"hồ sơ đã xóa, {reason}", at)
        facts: dict[str, Any] = {"reason": reason, "at": scribe.at, "done_at": scribe.at}
        scribe.create(Erasure, [Erasure(record=record, **facts) for record in mine])
    return len(mine)


def _hold(records: Collection[int]) -> None:
    """Make whoever would put one of these records back wait, and look again."""
    waiting = Deletion.objects.filter(record__in=records, restored_at=None)
    hold(Deletion, waiting.values_list("pk", flat=True))


def _erase(numbers: Collection[int], uploads: Collection[int], said: str, at: datetime) -> None:
    """Erase all that is kept under these numbers; files of uploads once that is committed."""
    if not numbers:
        return
    handed_in = Upload.objects.filter(pk__in=set(uploads))
    transaction.on_commit(partial(forget_uploads, handed_in))
    erase_names(named(numbers), said, at)
    erase_planned_names(numbers, said, at)
    for rows in _of_the_trail(numbers):
        forget(rows, said, at)
    erase_scans(Scan.objects.filter(person__in=numbers))
    BatchRow.objects.filter(Q(person__in=numbers) | Q(number__in=numbers)).delete()
    Confirmation.objects.filter(person__in=numbers).delete()
    FormerName.objects.filter(record__in=numbers).delete()
    Merge.objects.filter(Q(kept__in=numbers) | Q(joined__in=numbers)).delete()
    Deletion.objects.filter(record__in=numbers).delete()


def _of_the_trail(numbers: Collection[int]) -> Iterator[Any]:
    for kind in EVERY:
        if kind.person:
            rows = kind.history.model._base_manager
            yield rows.filter(**{f"{kind.person}__in": numbers})
    yield ScenarioMove.history.filter(person__in=numbers)
    yield Disclosure.objects.filter(person__in=numbers)


def erase_scans_of_nothing(before: datetime, *, at: datetime) -> int:
    """Erase the scans whose diploma or post was deleted before a moment, with their history."""
    with transaction.atomic():
        found = list(scans_of_nothing(before).values_list("pk", flat=True))
        forget(Scan.history.filter(id__in=found), "bản quét của nội dung đã xóa", at)
        return erase_scans(Scan.objects.filter(pk__in=found))
