"""What a page of live figures says of the reports that were sealed for the day it looks at."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from personnel.models import Unit
from personnel.scope import Viewer
from targets.figures import Figure, Verdict
from targets.rules import Criterion

from .lines import Line
from .models import Period
from .periods.since_seal import Comparison, SinceSeal, since_seal
from .reporters import report_url, reporters_in_view, reporting_for
from .rules import lens_of_seal


@dataclass(frozen=True)
class SealedDay:
    """One sealed report of the day: what it says of a unit, and who differs by now.

    `line` is of the one criterion asked about; `found` is None when the unit is not in it.
    """

    period: Period
    unit: Unit
    missing: list[str]
    found: SinceSeal | None
    criterion: Criterion | None = None

    @property
    def _verdicts(self) -> list[Verdict]:
        if self.found is None:
            return []
        criteria, figures = self.found.asked.criteria, self.found.figures
        said = [figures.get(c.code, Figure()).verdict(c.share) for c in criteria]
        return [verdict for verdict in said if verdict in (Verdict.PASS, Verdict.FAIL)]

    @property
    def passed(self) -> int:
        """How many criteria the unit met as sealed."""
        return sum(verdict == Verdict.PASS for verdict in self._verdicts)

    @property
    def judged(self) -> int:
        """Of how many that it was judged by."""
        return len(self._verdicts)

    @property
    def line(self) -> Line | None:
        """The figure of the one criterion, as sealed."""
        if self.criterion is None or self.found is None:
            return None
        figure = self.found.figures[self.criterion.code]
        return Line(lens_of_seal(self.period), self.unit, self.criterion, figure)

    @property
    def url(self) -> str:
        """The page of what was sealed: of the unit that reported it, or of the period."""
        return report_url(self.period, self.unit)

    @property
    def people_url(self) -> str:
        """The list of exactly those who differ."""
        within = "" if self.unit.is_province else self.unit.pk
        code = self.criterion.code if self.criterion else ""
        asked = {name: value for name, value in (("unit", within), ("criterion", code)) if value}
        address = reverse("period-since", args=[self.period.pk])
        return f"{address}?{urlencode(asked)}" if asked else address


def sealed_days(
    periods: Iterable[Period], unit: Unit, user: Viewer, criterion: Criterion | None = None
) -> list[SealedDay]:
    """Return what each sealed period of the day says of a unit that `user` may see.

    Of all the criteria that it was sealed by, or of one, where it was among them. Nothing where
    another unit, which `user` may not see, reported for it. Two queries a period; none where there
    is no period.
    """
    found = (_of(period, unit, user, criterion.code if criterion else "") for period in periods)
    return [said for said in found if said]


def _of(period: Period, unit: Unit, user: Viewer, code: str) -> SealedDay | None:
    if not user.sees_province and not reporting_for(period, unit) <= reporters_in_view(
        period, user
    ):
        return None
    lens = lens_of_seal(period)
    criterion = lens.known.get(code)
    if code and criterion is None:
        return None
    asked = Comparison.of(period, unit, user, [criterion] if criterion else lens.criteria)
    found = since_seal(asked) if asked.was_reported else None
    return SealedDay(period, unit, asked.missing, found, criterion)
