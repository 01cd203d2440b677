"""Names erased from what districts handed in: the figures stay, and what is left is verified.

The hash of a submission covers every name in it, and a seal covers that hash: both stay as they
were printed. What is frozen is verified before, and from then on against the hash of what is left
(`NamesErased`), which the trail chains by day.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from personnel.words.vietnamese import name_sort_key
from reports.models import (
    FrozenStanding,
    FrozenStandingQuerySet,
    IssuedFile,
    NamesErased,
    Submission,
)

from .hashing import hash_of, verify

Rows = FrozenStandingQuerySet
ERASED = "Tên đã xóa theo quy định"


def named(numbers: Iterable[int] | None = None, before: datetime | None = None) -> Rows:
    """Return the frozen rows with a name: of these records, handed in before a moment."""
    rows = FrozenStanding.objects.exclude(full_name__startswith=ERASED)
    if numbers is not None:
        rows = rows.filter(person__in=list(numbers))
    return rows.filter(submission__submitted_at__lt=before) if before else rows


@transaction.atomic
def erase_names(rows: Rows, reason: str, at: datetime) -> int:
    """Put a note in the place of the names and numbers of frozen rows; returns of how many.

    Whatever the figures are counted from stays. The issued workbooks that name them are erased as
    a whole: one asked for is written anew from what is left. A submission that was not as it had
    been handed in is noted as that.
    """
    touched = rows.order_by().values("submission").distinct()
    held = Submission.objects.select_for_update(of=("self",)).filter(pk__in=touched)
    found = held.select_related("period", "district", "rules").order_by("pk")
    return sum(_erase(submission, rows, reason, at) for submission in found)


def _erase(submission: Submission, rows: Rows, reason: str, at: datetime) -> int:
    whole = verify(submission)
    said = f"{ERASED} ngày {timezone.localdate(at):%d/%m/%Y}"
    names = {"full_name": said, "sort_key": name_sort_key(said), "masked_cccd": ""}
    people = rows.filter(submission=submission).update(**names)
    if not people:
        return 0
    left = hash_of(submission, submission.standings.all())
    NamesErased.objects.create(
        submission=submission, at=at, reason=reason, people=people, as_kept=whole, sha256=left
    )
    _erase_files(submission, at)
    return people


def _erase_files(submission: Submission, at: datetime) -> None:
    period = submission.period
    if not period.province or submission not in Submission.objects.of(period).counted():
        return
    naming = IssuedFile.objects.filter(
        period=period, unit__in=[submission.district_id, period.province["id"]],
        people__gt=0, names_erased_at=None,
    )  # fmt: skip
    naming.update(content=b"", names_erased_at=at)
