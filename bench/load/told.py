"""What a run says: how many a second, what they waited by page, and whether a queue grew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import NamedTuple

# What the load is judged by: seconds within which 95% are answered.
WITHIN = 0.7
# In the last third of a run so many times as many wait as in the first, and this many more:
# a queue that grows.
_GROWN, _MORE = 2.0, 4.0


class Answer(NamedTuple):
    """A request: its page, when it was due and answered, in seconds of the run; whether well."""

    page: str
    due: float
    done: float
    well: bool

    @property
    def took(self) -> float:
        """How long it waited, from when it was due."""
        return self.done - self.due


def percentile(times: Sequence[float], percent: float) -> float:
    """Return the least of `times` within which so many percent of them lie."""
    ordered = sorted(times)
    # Without fractions: 95% of 20 are 19, not 19 and something.
    rank = -(-len(ordered) * round(percent * 100) // 10_000)
    return ordered[max(rank, 1) - 1]


@dataclass(frozen=True)
class Run:
    """The answers of one run of so many seconds."""

    answers: Sequence[Answer]
    seconds: float

    @property
    def offered(self) -> float:
        """Requests a second that came."""
        return len(self.answers) / self.seconds

    @property
    def answered(self) -> float:
        """Requests a second that were answered before the run was over."""
        return sum(answer.done <= self.seconds for answer in self.answers) / self.seconds

    @property
    def errors(self) -> int:
        """How many came to no page."""
        return sum(not answer.well for answer in self.answers)

    def waiting(self, first: float, last: float) -> float:
        """Return how many waited for an answer at a time, on the average from `first` to `last`."""
        inside = (min(a.done, last) - max(a.due, first) for a in self.answers)
        return sum(max(part, 0.0) for part in inside) / (last - first)

    @property
    def queued(self) -> bool:
        """Whether a queue grew: many more waited in the last third than in the first."""
        third = self.seconds / 3
        before, after = self.waiting(0, third), self.waiting(2 * third, self.seconds)
        return after > before * _GROWN and after > before + _MORE

    @property
    def is_well(self) -> bool:
        """Whether nothing failed, no queue grew, and 95% were answered in time."""
        times = [answer.took for answer in self.answers]
        return bool(times) and not (self.errors or self.queued) and percentile(times, 95) < WITHIN

    def lines(self) -> Iterator[str]:
        """Yield what there is to say of the run, a line a page."""
        if not self.answers:
            yield "  no request was answered"
            return
        third = self.seconds / 3
        yield (
            f"  {len(self.answers)} requests, {self.offered:.1f}/s offered, "
            f"{self.answered:.1f}/s answered, {self.errors} errors; waiting at once "
            f"{self.waiting(0, third):.1f} in the first third, "
            f"{self.waiting(2 * third, self.seconds):.1f} in the last"
        )
        by_page: dict[str, list[float]] = {"all": []}
        for answer in self.answers:
            by_page["all"].append(answer.took)
            by_page.setdefault(answer.page, []).append(answer.took)
        for page, times in by_page.items():
            yield (
                f"  {page:10} {len(times):5}  median {percentile(times, 50):.3f} s  "
                f"mean {mean(times):.3f} s  95% {percentile(times, 95):.3f} s  "
                f"most {max(times):.3f} s"
            )
