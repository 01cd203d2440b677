"""What units handed in as a source of figures: the frozen rows, by the rules they bear."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from personnel.models import Unit
from personnel.models.units import together
from personnel.reading.counted import from_the_top, without_groups
from targets.figures import Figure
from targets.judging import dossier_totals
from targets.rules import Horizon
from targets.sources import IN_LIST_ORDER, Source

from .models import FrozenStanding, Period, Submission
from .rules import RuledLens, Rules
from .units import freeze, thaw


class FrozenSource(Source):
    """What units submitted, from the frozen rows alone, by the rules it was sealed by.

    The lens brings these: its criteria, and whom each number of the workforce counted then.
    """

    lens: RuledLens
    person_column, identity_column = "person", "masked_cccd"

    def __init__(
        self, submissions: Iterable[Submission], lens: RuledLens, root: Unit, label: str,
        digest: str = "", missing: Sequence[Unit] = (), idle: Sequence[Unit] = (),
        groups: Sequence[Unit] = (),
    ) -> None:  # fmt: skip
        super().__init__(lens, root, missing)
        self.submissions, self.label, self.digest = list(submissions), label, digest
        self.idle, self._groups = list(idle), list(groups)

    @cached_property
    def units(self) -> list[Unit]:
        """The root, all that the submissions froze, and who had nothing to report.

        Those missing have no place in it, nor groups, but for the root.
        """
        return without_groups(self._all, self.root)

    @cached_property
    def groups(self) -> list[Unit]:
        """The groups that handed in; where none was to, those of the day that the seal kept."""
        if self.root.is_group:
            return []
        reporting = [unit for unit in self._all if unit.is_group]
        if reporting or any(unit.is_group for unit in self.missing):
            return reporting
        return sorted(self._groups, key=from_the_top)

    @property
    def grouped(self) -> bool:
        """Whether there are such."""
        return bool(self.groups)

    @cached_property
    def _all(self) -> list[Unit]:
        facts = {unit["id"]: unit for kept in self.submissions for unit in kept.units}
        facts |= {unit.pk: freeze(unit) for unit in self.idle}
        if not self.root.is_several:
            facts = {self.root.pk: freeze(self.root)} | facts
        return sorted(thaw(facts.values()), key=from_the_top)

    @cached_property
    def dossiers(self) -> Mapping[int | None, Figure]:
        """As the counters stood."""
        above = {unit.pk: unit.above_id for unit in self.units}
        counters = [
            (int(unit), above[int(unit)], online, total)
            for submission in self.submissions
            for unit, (online, total) in submission.dossiers.items()
        ]
        return dossier_totals(counters)

    def as_ruled(self, conditions: Mapping[str, Q]) -> Mapping[str, Q]:
        """Return the conditions as they were; of a name that was not known, as it is given."""
        then = self.lens.rules.counted(self.lens.horizon.code)
        return {name: then.get(name, condition) for name, condition in conditions.items()}

    def rows(self, kinds: Collection[str] = ()) -> QuerySet[Any]:
        """Return the frozen rows, with all kinds."""
        return FrozenStanding.objects.of(self.submissions)

    def full_rows(self) -> QuerySet[Any]:
        """Return the frozen rows."""
        return self.rows()

    def listed(self) -> QuerySet[Any]:
        """Return the frozen rows by unit and name."""
        return self.rows().order_by(*IN_LIST_ORDER)


def submitted_source(submission: Submission, horizon: Horizon | None = None) -> FrozenSource:
    """Return what one unit submitted, read at the period's horizon or another.

    Raises LookupError for a horizon that was not known then.
    """
    period = submission.period
    lens = Rules(submission.rules.facts).lens((horizon or period.target).code, period.day)
    root = next(u for u in thaw(submission.units) if u.pk == submission.district_id)
    handed_in = timezone.localdate(submission.submitted_at)
    label = f"báo cáo lần {submission.version} nộp ngày {handed_in:%d/%m/%Y}"
    return FrozenSource([submission], lens, root, label, submission.sha256)


def sealed_source(
    period: Period, districts: Collection[int] = (), horizon: Horizon | None = None
) -> FrozenSource:
    """Return the figures of a sealed period: of the province, or of units that hand in together.

    These by id. Raises LookupError when the period is not sealed, or knows none of them, or not
    the horizon.
    """
    if not period.province:
        raise LookupError(period)
    counted = list(Submission.objects.of(period).counted())
    for submission in counted:
        submission.period = period  # read once: it keeps a lot
    missing, idle = thaw(period.missing), thaw(period.idle)
    if districts:
        counted = [s for s in counted if s.district_id in districts]
        missing = [unit for unit in missing if unit.pk in districts]
        idle = [unit for unit in idle if unit.pk in districts]
    root = _root(counted, [*missing, *idle]) if districts else thaw([period.province])[0]
    return sealed_of(period, counted, root, horizon, missing, idle)


def sealed_of(
    period: Period, counted: Iterable[Submission], root: Unit, horizon: Horizon | None = None,
    missing: Sequence[Unit] = (), idle: Sequence[Unit] = (),
) -> FrozenSource:  # fmt: skip
    """Return what a sealed period says of a root in these of the submissions that it counts.

    Raises LookupError when the period is not sealed, or does not know the horizon.
    """
    if not period.sealed_at or not period.rules:
        raise LookupError(period)
    lens = Rules(period.rules.facts).lens((horizon or period.target).code, period.day)
    label = f"số liệu đã khóa ngày {timezone.localdate(period.sealed_at):%d/%m/%Y}"
    kept = thaw(period.province.get("groups", [])) if period.province else []
    groups = kept if root.whole_province else ()
    return FrozenSource(counted, lens, root, label, period.seal_hash, missing, idle, groups)


def _root(counted: Iterable[Submission], others: Iterable[Unit]) -> Unit:
    """Return the one unit that hands in there is, or all of them together."""
    frozen = [(kept.district_id, unit) for kept in counted for unit in thaw(kept.units)]
    tops = [unit for pk, unit in frozen if unit.pk == pk] + list(others)
    if not tops:
        raise LookupError
    return together(sorted(tops, key=from_the_top)) if len(tops) > 1 else tops[0]
