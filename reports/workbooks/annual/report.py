"""Which figures a report is made of: a source of them, last year's, and the moment it bears."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.functional import cached_property

from personnel.keeping.recording import Refused
from personnel.models import Unit
from personnel.models.units import together
from reports.comparing.bridge import Bridges
from reports.doubts import doubted_below, of_facts
from reports.lines import turned
from reports.models import Period, ReportsBy, Submission
from reports.punctuality import Punctuality, punctuality_in
from reports.scope import stands_alone
from reports.sections import columns, ordered
from reports.sources import FrozenSource, sealed_source, submitted_source
from reports.studies.counting import results_of
from reports.studies.results import Results
from reports.unmet import together_counted
from reports.workforce import workforce_conditions
from reports.yearly.asked import Asked
from reports.yearly.reading import asked_of, told_by
from reports.yearly.told import Told
from targets.figures import Figure, Outcome
from targets.judging import RollUp, UnitCounts, figure_key
from targets.lens import Lens
from targets.rules import Cover, Criterion, Horizon, title_groups
from targets.sources import LiveSource, Source

from . import bm02
from .document_number import DocumentNumber
from .last_year import (
    Figures,
    LastYear,
    last_year_live,
    last_year_sealed,
    of_source,
    own_district,
    sealed_before,
)

ONE_AT_A_TIME = "Báo cáo lập cho toàn tỉnh hoặc cho một đơn vị nộp báo cáo: hãy chọn một đơn vị."
IN_NO_GROUP = "Không thuộc địa bàn nào"


@dataclass(frozen=True)
class Group:
    """A district of the report or a group of communes, with its communes.

    A commune may stand for itself. `missing` when it has handed nothing in; `absent` are the
    communes of a group that have not, where communes do.
    """

    district: Unit
    communes: list[Unit]
    missing: bool = False
    absent: frozenset[int] = frozenset()

    @property
    def is_a_rest(self) -> bool:
        """Whether it is no unit, but the communes that are in no group."""
        return self.district.is_several


class Report:
    """The figures of a report on the province or on one unit that hands in.

    `at` is the moment it bears on paper and in its file: of the seal or of the submission, or
    now. `previous` gives last year's figures, if there are any; `period` is the sealed one that
    they are the figures of, `document` what its sheets go with; `opened` tells whether confidential
    facts are counted. Its units are told `by_groups` where these hand in (`reports_by`). Raises
    Refused for several units together, which no board reports on.
    """

    def __init__(
        self, source: Source, at: datetime, previous: LastYear | None = None,
        period: Period | None = None, document: DocumentNumber | None = None, *,
        opened: bool = True, reports_by: str = "",
    ) -> None:  # fmt: skip
        if source.root.is_several:
            raise Refused(ONE_AT_A_TIME)
        self.source, self.at, self.previous, self.period = source, at, previous, period
        self.opened = opened
        # The lines that the seal's hash is worked out of, for a file that is checked alone.
        self.proof: list[str] = []
        self.document = document or DocumentNumber.of(period, source.root)
        self._told: dict[str, Told] = {}
        self._inside: dict[tuple[int | None, frozenset[int]], frozenset[int]] = {}
        self.by_groups = reports_by == ReportsBy.GROUPS and source.grouped

    @property
    def lens(self) -> Lens:
        """The day and horizon."""
        return self.source.lens

    @property
    def root(self) -> Unit:
        """The province, or the unit that hands in."""
        return self.source.root

    @property
    def replaced(self) -> Period | None:
        """The sealed period in whose place these figures stand, if the root was reported in it."""
        replaced = self.period.replaces if self.period else None
        absent = {facts["id"] for facts in replaced.missing} if replaced else set()
        return None if self.root.pk in absent else replaced

    @property
    def replacement_reason(self) -> str:
        """Why it was replaced; "" where nothing was, or none was given."""
        return self.period.replacement_reason if self.period and self.replaced else ""

    @cached_property
    def criteria(self) -> list[Criterion]:
        """The criteria in force at the horizon, in the order of pages and sheets."""
        return ordered(self.lens.criteria)

    @property
    def figures(self) -> RollUp:
        """The figures of the criteria and of their other readings."""
        return self._counted[0]

    @property
    def counts(self) -> UnitCounts:
        """The numbers of the workforce, and of form BM02."""
        return self._counted[1]

    @cached_property
    def _counted(self) -> tuple[RollUp, UnitCounts]:
        criteria = [each for c in self.criteria for each in (c, *c.variants)]
        conditions = workforce_conditions(self.lens) | bm02.conditions(self.lens.day)
        return self.source.figures_and_counts(criteria, conditions, full=True)

    @cached_property
    def marks(self) -> dict[str, str]:
        """What each criterion is called in short, by code: "Chủ chốt - LLCT"."""
        return {c.code: f"{section.short} - {c.short}"
                for section, among in columns(self.criteria) for c in among}  # fmt: skip

    @cached_property
    def punctuality(self) -> dict[int, Punctuality]:
        """Whether each unit (its id) handed in in time, where the figures come from that."""
        if not self.submissions:
            return {}
        return punctuality_in(self.submissions[0].period, self.submissions)

    @cached_property
    def bridges(self) -> Bridges:
        """Why the figures of the criteria differ from last year's; empty where it is not known."""
        previous = self.previous
        return previous.bridges(self.criteria) if previous and previous.bridges else {}

    @cached_property
    def _before(self) -> Figures:
        return self.previous.figures(self.criteria) if self.previous else {}

    @cached_property
    def studies(self) -> Results:
        """The results of the year's courses, to the day."""
        return results_of(self.source)

    def told(self, part: str) -> Told:
        """Return what a part of `reports.yearly` tells of the year, to the day; read once."""
        if part not in self._told:
            self._told[part] = told_by(self.source, part, self._asked)
        return self._told[part]

    @cached_property
    def _asked(self) -> Asked | None:
        """What all parts are asked of the records; None of what was handed in."""
        return asked_of(self.source) if isinstance(self.source, LiveSource) else None

    def inside(self, unit: Unit) -> frozenset[int]:
        """Return the ids of a unit and of all in it of which there are figures; found once."""
        # Several units together are no unit of their own.
        key = unit.pk, unit.parts
        if key not in self._inside:
            self._inside[key] = self._found_inside(unit)
        return self._inside[key]

    def _found_inside(self, unit: Unit) -> frozenset[int]:
        units = self.source.units
        if unit.is_commune:
            return frozenset({unit.pk})
        if unit.whole_province:
            return frozenset(each.pk for each in units)
        return frozenset({unit.pk, *unit.parts, *(u.pk for u in units if unit.contains(u))})

    def figure(self, criterion: Criterion, unit: Unit | None = None) -> Figure:
        """Return the figure of a criterion in a unit, or in the root."""
        return self.figures.figure(criterion, figure_key(unit or self.root))

    def over_since(self, criterion: Criterion) -> date | None:
        """Return since when nobody of the root can be covered any more; None where somebody is."""
        return None if self.figure(criterion).covered else self.lens.over_since(criterion)

    def figure_before(self, criterion: Criterion) -> Figure:
        """Return last year's figure in the root; nobody covered where there is none."""
        return self._before.get(criterion.code, Figure())

    def rate_before(self, criterion: Criterion) -> Decimal | None:
        """Return last year's rate in the root; None where nobody was covered.

        Of the records the steps to this year's figure begin with it: for a file that tells them,
        it is not counted once more.
        """
        if isinstance(self.source, LiveSource) and (bridge := self.bridges.get(criterion.code)):
            return bridge.rates[0]
        return self.figure_before(criterion).rate(criterion.share)

    def otherwise(self, criterion: Criterion) -> Figure | None:
        """Return the root's figure of a clause read otherwise; None where no verdict turns."""
        other = criterion.otherwise
        if other is None:
            return None
        verdict = self.figure(criterion).verdict(criterion.share)
        figure = self.figure(other)
        return figure if turned(verdict, figure.verdict(other.share)) else None

    @cached_property
    def doubted(self) -> list[Unit]:
        """The communes of which a fact is not confirmed that figures rest on."""
        return doubted_below(self.root, self.source.units)

    def unconfirmed(self, criterion: Criterion) -> int:
        """Return how many communes have a fact not confirmed that a criterion rests on."""
        return len(of_facts(self.doubted, criterion.unit_facts))

    def count(self, name: str, unit: Unit | None = None) -> int:
        """Return one of `counts` in a unit, or in the root."""
        return self.counts(name, figure_key(unit or self.root))

    def in_form(self, base: Cover, column: bm02.FormColumn, unit: Unit) -> int | None:
        """Return a number of form BM02 in a unit; None for what is not told there."""
        if column.told:
            return self._told_in_form(base, column, unit)
        withheld = column.confidential and (unit.is_commune or not self.opened)
        return None if withheld or not column.counted else self.count(bm02.key(base, column), unit)

    def _told_in_form(self, base: Cover, column: bm02.FormColumn, unit: Unit) -> int | None:
        """Return whom a part of the year tells there; None where a report was kept without it."""
        told, inside = self.told("movements"), self.inside(unit)
        silent = [kept for kept in self.submissions if kept.district_id in told.unknown]
        # Where all are, nothing is said of a unit that had nothing to report either.
        if silent and len(silent) == len(self.submissions):
            return None
        if any(facts["id"] in inside for kept in silent for facts in kept.units):
            return None
        groups = title_groups(base.on(self.lens.day))
        return sum(line.group in groups for line in told.behind(column.told, units=inside))

    def together(self, outcome: Outcome) -> int:
        """Return how many people of the root have an outcome in all targets together."""
        return together_counted(self.counts, outcome, figure_key(self.root))

    @cached_property
    def groups(self) -> list[Group]:
        """The districts by code with their communes, those missing among them.

        Without districts, groups with theirs and after them the communes in none; without groups,
        communes alone.
        """
        if not self.root.whole_province:
            return [Group(self.root, self._communes_of_root)]
        if not self.has_districts and (groups := self._groups):
            return list(self._grouped(groups))
        communes: dict[int | None, list[Unit]] = {}
        for unit in self.source.units:
            if unit.is_commune:
                communes.setdefault(unit.above_id, []).append(unit)
        # A commune right below the province stands where districts do.
        there = [
            Group(unit, communes.get(unit.pk, []))
            for unit in self.source.units
            if unit.is_district or stands_alone(unit, self.root)
        ]
        missing = [Group(unit, [], missing=True) for unit in self.source.missing]
        return sorted([*there, *missing], key=lambda group: group.district.code)

    @cached_property
    def has_districts(self) -> bool:
        """Whether the figures are of a map with districts."""
        units = (self.root, *self.source.units, *self.source.missing)
        return any(unit.is_district for unit in units)

    @property
    def _communes_of_root(self) -> list[Unit]:
        return [unit for unit in self.source.units if unit.is_commune]

    @property
    def _groups(self) -> list[Unit]:
        """The groups of its figures, and those that should have handed in and have not."""
        missing = [unit for unit in self.source.missing if unit.is_group]
        return sorted([*self.source.groups, *missing], key=lambda unit: unit.code)

    def _grouped(self, groups: list[Unit]) -> Iterator[Group]:
        """Yield groups by code, those missing among them, then the communes in none of them."""
        missing = {unit.pk: unit for unit in self.source.missing}
        communes = [unit for unit in self.source.units if unit.is_commune]
        communes += [unit for unit in missing.values() if unit.is_commune]
        communes.sort(key=lambda unit: unit.code)
        for unit in groups:
            inside = [commune for commune in communes if commune.pk in unit.parts]
            yield Group(unit, inside, unit.pk in missing, _absent(inside, missing))
        grouped = frozenset[int]().union(*(unit.parts for unit in groups))
        rest = [commune for commune in communes if commune.pk not in grouped]
        if rest:
            alone = together(rest)
            alone.name = IN_NO_GROUP
            yield Group(alone, rest, absent=_absent(rest, missing))

    @property
    def submissions(self) -> list[Submission]:
        """What units handed in, when the figures come from that."""
        return self.source.submissions if isinstance(self.source, FrozenSource) else []


def _absent(communes: list[Unit], missing: Collection[int]) -> frozenset[int]:
    return frozenset(commune.pk for commune in communes if commune.pk in missing)


def live_report(
    lens: Lens, root: Unit, at: datetime, period: Period | None = None, *, opened: bool = True
) -> Report:
    """Return the report of the records as they are now, made at a moment; of an open period if any.

    Of a day after that moment its figures are an assumption, and say so. Confidential facts are
    counted where it is `opened`: two days beside each other tell of who came between them.
    """
    lens = replace(lens, today=timezone.localdate(at))
    source = LiveSource(lens, root)
    document = DocumentNumber.of(period, root)
    return Report(
        source,
        at,
        last_year_live(source, at),
        document=document,
        opened=opened,
        reports_by=period.reports_by if period else "",
    )


def submitted_report(submission: Submission, horizon: Horizon | None = None) -> Report:
    """Return the report of what one unit handed in."""
    source, at = submitted_source(submission, horizon), submission.submitted_at
    lens = source.lens
    sealed = sealed_before(lens.day, own_district(source.root), at)
    return Report(source, at, of_source(sealed) if sealed else None)


def sealed_report(
    period: Period, districts: Collection[int] = (), horizon: Horizon | None = None
) -> Report:
    """Return the report of a sealed period, of the province or of one unit that handed in (its id).

    Raises LookupError when the period is not sealed, or knows no such unit.
    """
    source = sealed_source(period, districts, horizon)
    if period.sealed_at is None:
        raise LookupError(period)
    last_year = last_year_sealed(period, source, period.sealed_at)
    return Report(source, period.sealed_at, last_year, period, reports_by=period.reports_by)
