"""How a period stands: how many units have handed in, are late, approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.models import Period, Submission

from .districts import Progress

State = Submission.State


@dataclass(frozen=True)
class Summary:
    """The units of a period by how far they have come; `late` are those that have not."""

    period: Period
    districts: Sequence[Progress]
    late: Sequence[Progress]

    @classmethod
    def of(cls, period: Period, districts: Sequence[Progress], today: date) -> "Summary":
        """Sum up the units a user may see, on a day."""
        late = [] if period.is_sealed else [each for each in districts if each.is_late(today)]
        return cls(period, districts, late)

    @property
    def waiting(self) -> list[Progress]:
        """Those whose report waits for an answer."""
        return self._in(State.SUBMITTED)

    @property
    def returned(self) -> list[Progress]:
        """Those whose last report came back."""
        return self._in(State.RETURNED)

    @property
    def approved(self) -> list[Progress]:
        """Those that the period's figures come from."""
        return [each for each in self.districts if each.counted]

    @property
    def expected(self) -> list[Progress]:
        """Those of whom a report is expected."""
        return [each for each in self.districts if not each.is_idle]

    @property
    def overdue(self) -> list[Progress]:
        """Those whose first report came after the day it was due: for good."""
        return [each for each in self.districts if each.punctuality and each.punctuality.is_late]

    @property
    def idle(self) -> list[Progress]:
        """Those that have nothing to report."""
        return [each for each in self.districts if each.is_idle]

    @property
    def silent(self) -> list[Progress]:
        """Those that have handed in nothing, though expected to."""
        return [each for each in self.expected if not each.latest]

    @property
    def absent(self) -> list[Progress]:
        """Those without an approved report, though expected to have one."""
        return [each for each in self.expected if not each.counted]

    def _in(self, state: State) -> list[Progress]:
        return [each for each in self.districts if each.latest and each.latest.state == state]
