"""How often a password or a code may be guessed, and for how long one then waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST, LONGEST = timedelta(minutes=15), timedelta(hours=1)
# Past this many doublings every wait is the longest.
_DOUBLINGS = 8


@dataclass(frozen=True)
class Limit:
    """So many failures, and each time so many more, lock for twice as long as the time before."""

    failures: int

    def until(self, failed: Sequence[datetime]) -> datetime | None:
        """Return when the lock ends that failures at these moments, in order, have earned.

        It runs from the failure that reached the limit: those that were under way together with
        it neither slip past the lock nor put off its end.
        """
        times = len(failed) // self.failures
        if not times:
            return None
        wait = FIRST * 2 ** min(times - 1, _DOUBLINGS)
        return failed[times * self.failures - 1] + min(wait, LONGEST)


FROM_ONE_PLACE = Limit(5)
# Over all places together; it holds where the user has not signed in from before.
FROM_ALL_PLACES = Limit(20)
# From so many failures on, of one name or from one place, administrators are told.
BURST = 10
