"""Whether a district reported in time: its first report decides, for good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .models import Period, Submission


@dataclass(frozen=True)
class Punctuality:
    """When a district handed in first, and the version that is told of.

    Each is held against the day it was due by when it came: another due day set later makes
    nobody late, and nobody punctual.
    """

    first: Submission
    told_of: Submission

    @property
    def is_late(self) -> bool:
        """Whether its first report came after the day it was due; no later one changes that."""
        return self.first.is_overdue

    @property
    def is_corrected_later(self) -> bool:
        """Whether it reported in time, and after the due day once more, as it was sent back."""
        return not self.is_late and self.told_of.is_overdue

    @property
    def label(self) -> str:
        """What is said of it, in words."""
        again = f"nộp lại ngày {self.told_of.handed_in_on:%d/%m/%Y}"
        if self.is_late:
            late = f"nộp muộn, ngày {self.first.handed_in_on:%d/%m/%Y}"
            return late if self.told_of == self.first else f"{late}; {again}"
        return f"nộp đúng hạn; {again}" if self.is_corrected_later else "nộp đúng hạn"


def punctuality_of(versions: Sequence[Submission]) -> Punctuality | None:
    """Return that of what a district handed in, the latest first; None where it is nothing.

    What it took back is as if it never came: nobody is in time by a report that was none.
    """
    kept = [version for version in versions if not version.is_withdrawn]
    return Punctuality(kept[-1], kept[0]) if kept else None


def punctuality_in(period: Period, counted: Iterable[Submission]) -> dict[int, Punctuality]:
    """Return that of each district (its id) that has one among some submissions; one query."""
    versions = Submission.objects.handed_in().filter(period=period).order_by("-version")
    kept = versions.only("period", "district", "submitted_at", "due")
    first = {submission.district_id: submission for submission in kept}
    return {s.district_id: Punctuality(first[s.district_id], s) for s in counted}
