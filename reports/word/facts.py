"""What the sections of a report ask: its figures, who reported, what was written beside them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.functional import cached_property

from personnel.models import Unit
from personnel.words.units import kinds_told
from reports.comparing.bridge import Bridges
from reports.heat import heat
from reports.links import Links
from reports.ranking import Ranking, ranking
from reports.scope import rows_below
from reports.workbooks.annual.issuing import Issuer
from reports.workbooks.annual.report import Report
from reports.workforce import Workforce, workforce_conditions
from targets.figures import Figure, Verdict
from targets.judging import figure_key
from targets.rules import Criterion

from . import phrases
from .extremes import Extreme, extremes_of
from .form import board_named
from .told import Reporting, Written


class Facts:
    """A report of the province or another unit, with all that its text is written from.

    `final` once its figures stay as they are: until then it is a draft. `reporting` is None for
    a unit, which reports for itself alone.
    """

    def __init__(
        self, report: Report, written: Written, reporting: Reporting | None = None,
        final: bool = False,
    ) -> None:  # fmt: skip
        self.report, self.written, self.reporting = report, written, reporting
        self.final = final
        self.issuer = Issuer.of(report.root)

    @property
    def day(self) -> str:
        """The day of the figures."""
        return f"{self.report.lens.day:%d/%m/%Y}"

    @property
    def year(self) -> int:
        """The year that is reported on."""
        return self.report.lens.day.year

    @property
    def whole(self) -> bool:
        """Whether it is the province's."""
        return self.report.root.whole_province

    @property
    def place(self) -> str:
        """What is reported on, within a sentence: "tỉnh", "huyện Ba Tơ"."""
        return "tỉnh" if self.whole else phrases.unit_named(self.report.root)

    @property
    def board(self) -> str:
        """Who reports, within a sentence: "Ban Tổ chức Tỉnh ủy"."""
        root = self.report.root
        return "cơ quan lập báo cáo của địa bàn" if root.is_group else board_named(root)

    @property
    def level(self) -> str:
        """What the units below are called together."""
        if self.whole and self.report.has_districts:
            return "huyện, thị xã, thành phố"
        if self.whole and self.report.by_groups:
            return kinds_told(unit.kind for unit in self.units)
        return self.communes_named

    @property
    def each(self) -> str:
        """What one of the units below is called, of whatever kind."""
        if self.whole and self.report.by_groups:
            return "địa bàn, đơn vị cấp xã"
        return "đơn vị cấp huyện" if self.whole and self.report.has_districts else "đơn vị cấp xã"

    @property
    def communes_named(self) -> str:
        """What the communes of the figures are called together."""
        if self.report.has_districts:
            return "xã, phường, thị trấn"
        return kinds_told(unit.kind for unit in self.communes)

    @cached_property
    def day_before(self) -> str:
        """The day of last year's figures; "" without any."""
        previous = self.report.previous
        return f"{previous.day:%d/%m/%Y}" if previous else ""

    @property
    def since(self) -> str:
        """The day of last year's figures, and where they are from; "" without any."""
        previous = self.report.previous
        return f"ngày {self.day_before}, theo {previous.label}" if previous else ""

    @property
    def without(self) -> str:
        """Whom the figures of the whole leave out, as they have no report; "" when nobody."""
        missing = phrases.in_order(self.report.source.missing)
        return f"không kể {phrases.units_named(missing)}" if missing else ""

    @cached_property
    def ranking(self) -> Ranking:
        """The units right below, ranked as the first page does."""
        report, links = self.report, Links(self.report.lens)
        workforce = Workforce(report.counts, links)
        counted = (report.source, report.figures, workforce, links)
        return ranking(heat(*counted, grouped=report.by_groups).rows)

    @property
    def criteria(self) -> list[Criterion]:
        """Those that cover anybody, in the order of pages and sheets."""
        return [c for c in self.report.criteria if self.figure(c).covered]

    @property
    def over(self) -> dict[date, list[Criterion]]:
        """The criteria that nobody can be covered by any more, by the day since when."""
        found: dict[date, list[Criterion]] = {}
        for criterion in self.report.criteria:
            if since := self.report.over_since(criterion):
                found.setdefault(since, []).append(criterion)
        return found

    def figure(self, criterion: Criterion, unit: Unit | None = None) -> Figure:
        """Return the figure of a criterion in a unit, or in the whole."""
        return self.report.figure(criterion, unit)

    def rate(self, criterion: Criterion, unit: Unit | None = None) -> Decimal | None:
        """Return its rate, never rounded up into a pass."""
        return self.figure(criterion, unit).rate(criterion.share)

    def verdict(self, criterion: Criterion, unit: Unit | None = None) -> Verdict:
        """Return its verdict."""
        return self.figure(criterion, unit).verdict(criterion.share)

    def gap(self, criterion: Criterion, unit: Unit | None = None) -> int:
        """Return how many more must meet it."""
        return self.figure(criterion, unit).gap(criterion.share)

    def _judged(self, verdict: Verdict) -> list[Criterion]:
        return [c for c in self.criteria if self.verdict(c) == verdict]

    @cached_property
    def passed(self) -> list[Criterion]:
        """The criteria that are reached."""
        return self._judged(Verdict.PASS)

    @cached_property
    def failed(self) -> list[Criterion]:
        """The criteria that are not."""
        return self._judged(Verdict.FAIL)

    @cached_property
    def monitored(self) -> list[Criterion]:
        """The criteria of which the text names no number."""
        return self._judged(Verdict.MONITOR)

    @property
    def judged(self) -> list[Criterion]:
        """Those reached or not, in their order."""
        return [c for c in self.criteria if c.judged]

    @property
    def furthest(self) -> list[Criterion]:
        """Those that are not reached, the furthest from its target first."""

        def distance(criterion: Criterion) -> Decimal:
            share, rate = criterion.share, self.rate(criterion)
            return Decimal(0) if share is None or rate is None else share.percent - rate

        return sorted(self.failed, key=distance, reverse=True)

    @property
    def by_gap(self) -> list[Criterion]:
        """Those that are not reached, where most are missing first."""
        return sorted(self.failed, key=self.gap, reverse=True)

    def points(self, criterion: Criterion) -> Decimal | None:
        """Return the change of the printed rate in points; None where last year has none."""
        now = self.rate(criterion)
        before = self.report.figure_before(criterion).rate(criterion.share)
        return None if now is None or before is None else now - before

    @cached_property
    def before(self) -> tuple[int, int] | None:
        """How many criteria were reached of how many judged a year before, if that is known."""
        figures = [self.report.figure_before(c).verdict(c.share) for c in self.report.criteria]
        judged = [verdict for verdict in figures if verdict in (Verdict.PASS, Verdict.FAIL)]
        return (judged.count(Verdict.PASS), len(judged)) if judged else None

    @cached_property
    def bridges(self) -> Bridges:
        """Why the figures of the criteria differ from last year's, where that is known."""
        previous = self.report.previous
        if previous is None or previous.bridges is None:
            return {}
        return previous.bridges(self.criteria)

    def count(self, name: str, unit: Unit | None = None) -> int:
        """Return a number of the workforce."""
        return self.report.count(name, unit)

    @cached_property
    def people(self) -> int:
        """How many people are counted."""
        return self.count("group all")

    def count_before(self, name: str) -> int | None:
        """Return a number of the workforce a year before.

        None where only figures were kept, and where units are missing now or then.
        """
        counts = self._counts_before
        return None if counts is None else counts[name]

    @cached_property
    def _counts_before(self) -> Mapping[str, int] | None:
        source = self.report.previous.source if self.report.previous else None
        if source is None or source.missing or self.report.source.missing:
            return None
        names = ("group all", "together unmet")
        conditions = workforce_conditions(source.lens)
        counts = source.counts({name: conditions[name] for name in names})
        return {name: counts(name, figure_key(source.root)) for name in names}

    @cached_property
    def units(self) -> list[Unit]:
        """The units right below that have anybody counted, or dossiers."""
        groups = self.report.groups
        if self.whole and self.report.has_districts:
            below = [group.district for group in groups if not group.missing]
        elif self.report.by_groups:
            below = rows_below(self.report.source, grouped=True)
        else:
            below = self.communes
        return [unit for unit in below if self._is_counted(unit)]

    def _is_counted(self, unit: Unit) -> bool:
        return any(self.figure(criterion, unit).covered for criterion in self.report.criteria)

    @cached_property
    def communes(self) -> list[Unit]:
        """The communes, wards and townships of the figures."""
        return [unit for unit in self.report.source.units if unit.is_commune]

    def extremes(
        self, criterion: Criterion, fewest: int = 1
    ) -> tuple[Extreme | None, Extreme | None]:
        """Return the units with the highest rate and the lowest, of those with so many covered."""
        figures = {u: f for u in self.units if (f := self.figure(criterion, u)).covered >= fewest}
        return extremes_of(figures, criterion.share)
