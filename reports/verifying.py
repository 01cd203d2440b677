"""Everything that was handed in, sealed or approved, held against its hash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.models import Period, Submission, TrainingPlan
from reports.periods import hashing
from reports.periods.files import files_hash_of, is_intact
from reports.plans import hashing as plans


@dataclass(frozen=True)
class Found:
    """A thing that has a hash, in words, and whether it is as it was when the hash was made."""

    what: str
    intact: bool


def everything() -> Iterator[Found]:
    """Yield each report that was handed in, each seal with its files, each approved plan."""
    verified = {}
    related = ("period", "district", "rules")
    for submission in Submission.objects.select_related(*related).order_by("period__day", "pk"):
        verified[submission] = hashing.verify(submission)
        name = f"{submission.period}, {submission.district}, bản {submission.version}"
        yield Found(f"Báo cáo {name}", verified[submission])
    for period in Period.objects.sealed().order_by("day", "pk"):
        counted = {each: verified[each] for each in Submission.objects.of(period).counted()}
        yield Found(f"Kỳ đã khóa {period}", hashing.verify_seal(period, counted))
        if period.files_hash:
            yield Found(f"Tệp phát hành của kỳ {period}", _files_are_intact(period))
    for plan in TrainingPlan.objects.order_by("pk"):
        yield Found(f"Kế hoạch {plan}", plans.verify(plan))


def _files_are_intact(period: Period) -> bool:
    """Whether all files of a seal are there as they were issued, read one at a time."""
    files = list(period.files.defer("content"))
    return files_hash_of(period, files) == period.files_hash and all(map(is_intact, files))
