"""What was reached when a deadline that is past fell due: from the seal, else from the records."""

from dataclasses import dataclass, replace

from personnel.models import Unit
from personnel.words.units import counted
from targets.criteria import HORIZONS
from targets.lens import Lens
from targets.rules import Horizon
from targets.sources import LiveSource, Source

from .lines import Tally, lines_of
from .links import first_page_url
from .models import Period, Submission
from .reporters import report_url, reporting_for
from .sealed_points import sealed_periods
from .sources import sealed_of


@dataclass(frozen=True)
class AtDeadline:
    """The criteria met of those judged on the last day of a horizon.

    `period` is the seal in effect that says so, None where the records of the day do; `missing`
    says which units are not in it: "2 huyện", "" where none is.
    """

    lens: Lens
    unit: Unit
    tally: Tally
    period: Period | None = None
    missing: str = ""

    @property
    def horizon(self) -> Horizon:
        """Whose deadline it was."""
        return self.lens.horizon

    @property
    def url(self) -> str:
        """The page of what was sealed, or of the records of that day."""
        if self.period is None:
            return first_page_url(self.lens, self.unit)
        return report_url(self.period, self.unit)


def at_last_deadline(source: Source) -> AtDeadline | None:
    """Return what a root had reached at the last deadline before the source's day.

    Of the horizons up to its own. From the period in effect that was sealed for that day and
    horizon, where the root is in it; else from the records, where these are the source: what is
    frozen says nothing that could change. None where there is neither, or nobody was judged.
    Three queries at most.
    """
    lens, root = source.lens, source.root
    past = [h for h in HORIZONS.values() if h.deadline <= lens.horizon.deadline]
    past = [h for h in past if h.deadline < lens.day]
    if not past:
        return None
    found = _as_sealed(past[-1], root) or _as_recorded(past[-1], source)
    return found if found and found.tally.judged else None


def _as_sealed(horizon: Horizon, root: Unit) -> AtDeadline | None:
    day = horizon.deadline
    periods = [p for p in sealed_periods(day, day) if p.horizon == horizon.code]
    if not periods:
        return None
    period = periods[-1]
    those, reporting = Submission.objects.counted().filter(period=period), None
    if not root.whole_province:
        reporting = reporting_for(period, root)
        those = those.filter(district__in=reporting)
    kept = list(those.only("period", "district", "units", "dossiers"))
    if not kept or reporting and len(kept) < len(reporting):
        return None
    frozen = sealed_of(period, kept, root)
    tally = Tally.of(lines_of(frozen, frozen.figures(frozen.lens.criteria)))
    kinds = [unit["kind"] for unit in period.missing] if root.whole_province else []
    missing = counted(kinds) if kinds else ""
    return AtDeadline(frozen.lens, root, tally, period, missing)


def _as_recorded(horizon: Horizon, source: Source) -> AtDeadline | None:
    if not isinstance(source, LiveSource):
        return None
    lens = replace(source.on(horizon.deadline).lens, horizon=horizon)
    then = LiveSource(lens, source.root, source.viewer, source.units)
    return AtDeadline(lens, source.root, Tally.of(lines_of(then, then.figures(lens.criteria))))
