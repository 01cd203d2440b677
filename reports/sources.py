"""Where figures come from: the records as they are now, or what was submitted and frozen.

Pages, workbooks and the JSON ask a source; the same conditions run over either.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from personnel.kinds import KINDS
from personnel.models import Person, PersonQuerySet, Unit
from personnel.models.units import together
from personnel.reading.particulars import with_languages, with_particulars, with_retirement
from personnel.reading.standing import standing
from targets.figures import Figure
from targets.judging import (
    RollUp,
    UnitCounts,
    count_rows,
    dossier_figures,
    dossier_totals,
    kinds_asked,
    roll_up_rows,
)
from targets.lens import Lens
from targets.rules import Criterion, Horizon

from .models import FrozenStanding, Period, Submission
from .rules import RuledLens, Rules
from .units import freeze, from_the_top, thaw, units_counted
from .unmet import unmet_people

IN_LIST_ORDER = ("district_id", "unit_id", "sort_key", "birth_date", "person")


class Source(ABC):
    """Figures of `root` and the units within it through a lens.

    `label` says on screen and paper where they come from, `digest` is the hash that they are
    sealed or submitted under ("" for the records), `missing` the districts that have nothing in
    it though they should.
    """

    label: str
    digest = ""

    def __init__(self, lens: Lens, root: Unit, missing: Sequence[Unit] = ()) -> None:
        self.lens, self.root, self.missing = lens, root, list(missing)

    @property
    @abstractmethod
    def units(self) -> list[Unit]:
        """The units it has figures of, from the top, then by code: never to be saved."""

    @property
    @abstractmethod
    def dossiers(self) -> Mapping[int | None, Figure]:
        """The dossiers of the year, by unit id."""

    @abstractmethod
    def rows(self, kinds: Collection[str] = ()) -> QuerySet[Any]:
        """Return the standing of everyone counted, with the levels of these kinds at least."""

    @abstractmethod
    def full_rows(self) -> QuerySet[Any]:
        """Return the same with every column of a `FrozenStanding`, for counting."""

    @abstractmethod
    def listed(self) -> QuerySet[Any]:
        """Return the same for lists: `person`, titles and languages too, by unit and name."""

    def figures(self, criteria: Iterable[Criterion]) -> RollUp:
        """Return the figures of the criteria for every unit; two queries at most."""
        criteria = list(criteria)
        about_dossiers = not all(criterion.about_people for criterion in criteria)
        dossiers = self.dossiers if about_dossiers else {}
        return roll_up_rows(self.rows(kinds_asked(criteria)), self.lens.day, criteria, dossiers)

    def counts(self, conditions: Mapping[str, Q]) -> UnitCounts:
        """Count by unit whom each condition on `full_rows` holds of; one query."""
        return count_rows(self.full_rows(), self.as_ruled(conditions))

    def name_of(self, unit: Unit) -> str:
        """Return what names a unit in records: its code, as it is frozen."""
        return unit.code

    def as_ruled(self, conditions: Mapping[str, Q]) -> Mapping[str, Q]:
        """Return the conditions that are to be asked of its rows under these names."""
        return conditions

    def unmet_people(
        self, criteria: Iterable[Criterion]
    ) -> Iterator[tuple[Any, list[Criterion], list[Criterion]]]:
        """Yield who misses a target as a row of `listed`, with what is short and unknown."""
        return unmet_people(self.listed(), self.lens.day, criteria)


class LiveSource(Source):
    """The records as they are now, on the lens's day.

    `root` is the province, a district, or districts together (`Unit.parts`). The caller has
    made sure that whoever asks may see it.
    """

    @property
    def label(self) -> str:  # type: ignore[override]  # worked out from the day
        """Where the figures come from, and what those of a day to come take for granted."""
        return "; ".join(filter(None, ("số liệu trực tiếp", self.lens.assumption)))

    @cached_property
    def units(self) -> list[Unit]:
        """Those in force on the day, and those of another time in which something counts."""
        return units_counted(self.lens.day, self.root)

    @cached_property
    def dossiers(self) -> Mapping[int | None, Figure]:
        """As the counters stand now."""
        units = Unit.objects.filter(pk__in=[unit.pk for unit in self.units])
        return dossier_figures(self.lens.day.year, units)

    def rows(self, kinds: Collection[str] = ()) -> QuerySet[Any]:
        """Return the standing on the day of who is counted within the root."""
        rows = standing(self.lens.day, self._people, kinds)
        if self.root.whole_province:
            return rows
        return rows.filter(district_id__in=self.root.parts or {self.root.pk})

    def full_rows(self) -> QuerySet[Any]:
        """Return the same with all kinds, the languages and who is exempt from the age."""
        rows = with_languages(self.rows(tuple(KINDS)), self.lens.day, self._people)
        return with_retirement(rows, self.lens.day)

    def listed(self) -> QuerySet[Any]:
        """Return the same with what a list shows."""
        return with_particulars(self.full_rows(), self.lens.day).order_by(*IN_LIST_ORDER)

    def name_of(self, unit: Unit) -> str:
        """Return its code, with its number where that may be another unit's on the day."""
        return unit.address_on(self.lens.day)

    @property
    def _people(self) -> PersonQuerySet:
        return Person.objects.ever_in(self.root)


class FrozenSource(Source):
    """What districts submitted, from the frozen rows alone, by the rules it was sealed by.

    The lens brings these: its criteria, and whom each number of the workforce counted then.
    """

    lens: RuledLens

    def __init__(
        self, submissions: Iterable[Submission], lens: RuledLens, root: Unit, label: str,
        digest: str = "", missing: Sequence[Unit] = (), idle: Sequence[Unit] = (),
    ) -> None:  # fmt: skip
        super().__init__(lens, root, missing)
        self.submissions, self.label, self.digest = list(submissions), label, digest
        self.idle = list(idle)

    @cached_property
    def units(self) -> list[Unit]:
        """The root, all that the submissions froze, and who had nothing to report.

        Those missing have no place in it.
        """
        facts = {unit["id"]: unit for kept in self.submissions for unit in kept.units}
        facts |= {unit.pk: freeze(unit) for unit in self.idle}
        if not self.root.parts:
            facts = {self.root.pk: freeze(self.root)} | facts
        return sorted(thaw(facts.values()), key=from_the_top)

    @cached_property
    def dossiers(self) -> Mapping[int | None, Figure]:
        """As the counters stood."""
        above = {unit.pk: unit.parent_id for unit in self.units}
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
        return FrozenStanding.objects.filter(submission__in=[s.pk for s in self.submissions])

    def full_rows(self) -> QuerySet[Any]:
        """Return the frozen rows."""
        return self.rows()

    def listed(self) -> QuerySet[Any]:
        """Return the frozen rows by unit and name."""
        return self.rows().order_by(*IN_LIST_ORDER)


def submitted_source(submission: Submission, horizon: Horizon | None = None) -> FrozenSource:
    """Return what one district submitted, read at the period's horizon or another.

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
    """Return the figures of a sealed period: of the province, or of districts (ids) together.

    Raises LookupError when the period is not sealed, or knows none of the districts, or not the
    horizon.
    """
    if not period.sealed_at or not period.province or not period.rules:
        raise LookupError(period)
    counted = list(Submission.objects.of(period).counted())
    missing, idle = thaw(period.missing), thaw(period.idle)
    if districts:
        counted = [s for s in counted if s.district_id in districts]
        missing = [unit for unit in missing if unit.pk in districts]
        idle = [unit for unit in idle if unit.pk in districts]
    lens = Rules(period.rules.facts).lens((horizon or period.target).code, period.day)
    root = _root(counted, [*missing, *idle]) if districts else thaw([period.province])[0]
    label = f"số liệu đã khóa ngày {timezone.localdate(period.sealed_at):%d/%m/%Y}"
    return FrozenSource(counted, lens, root, label, period.seal_hash, missing, idle)


def _root(counted: Iterable[Submission], others: Iterable[Unit]) -> Unit:
    """Return the one district there is, or all of them together."""
    frozen = [unit for submission in counted for unit in thaw(submission.units)]
    tops = [unit for unit in frozen if unit.level == Unit.Level.DISTRICT] + list(others)
    if not tops:
        raise LookupError
    return together(sorted(tops, key=from_the_top)) if len(tops) > 1 else tops[0]
