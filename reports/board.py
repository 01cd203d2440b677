"""The figures of a unit put in the order a page shows them: lines of criteria, cells of units."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from personnel.models import Unit
from targets.figures import Figure, Verdict, percentage
from targets.judging import EVERYONE, RollUp
from targets.rules import Criterion

from .lens import Lens
from .links import page_url, people_url

NEAR, FAR = 10, 25  # percentage points below the target that change a cell's shade


@dataclass(frozen=True)
class Section:
    """Criteria shown together: those that cover one title group, or the mixed rest."""

    label: str
    short: str
    covers: tuple[str, ...]

    @property
    def mixed(self) -> bool:
        """Whether each line has to say whom it covers."""
        return len(self.covers) > 1


SECTIONS = (
    Section("Cán bộ chủ chốt", "Chủ chốt", ("key",)),
    Section("Cấp ủy viên", "Cấp ủy", ("committee_members",)),
    Section("Cán bộ các tổ chức chính trị - xã hội", "Đoàn thể", ("mass",)),
    Section("Công chức", "Công chức", ("civil",)),
    Section("Người hoạt động không chuyên trách", "Không chuyên trách", ("nonspecialised",)),
    Section(
        "Chỉ tiêu chung và theo địa bàn",
        "Chung",
        (
            "staff",
            "urban_young_key",
            "urban_young",
            "kinh_minority_area",
            "kinh_minority_area_three_years",
            "dossiers",
        ),
    ),
)


def figure_key(unit: Unit) -> int | None:
    """Return where a roll-up keeps the figures of `unit`: the province is everyone read."""
    return EVERYONE if unit.level == Unit.Level.PROVINCE else unit.pk


@dataclass(frozen=True)
class Line:
    """One criterion's figure in one unit, with its links.

    `unconfirmed` is the number of communes in it whose terrain is not confirmed and matters
    here; `note` the number of the footnote that says how the clause is read (0: none).
    """

    lens: Lens
    unit: Unit
    criterion: Criterion
    figure: Figure
    unconfirmed: int = 0
    note: int = 0

    @property
    def rate(self) -> Decimal | None:
        """The percentage that meets it; None when nobody is covered."""
        return self.figure.rate(self.criterion.share)

    @property
    def verdict(self) -> Verdict:
        """How the unit stands."""
        return self.figure.verdict(self.criterion.share)

    @property
    def gap(self) -> int:
        """How many more must meet it."""
        return self.figure.gap(self.criterion.share)

    @property
    def gap_is_everyone(self) -> bool:
        """Whether those still missing are exactly those who do not meet it."""
        return self.gap == self.figure.unmet

    @property
    def continues(self) -> bool:
        """Whether the floor of 2025 goes on here."""
        return self.lens.continues(self.criterion)

    @property
    def counted(self) -> str:
        """What the figure counts."""
        return "người" if self.criterion.about_people else "hồ sơ"

    @property
    def distance(self) -> Decimal:
        """Percentage points still missing; reached and unjudged criteria come last."""
        if self.verdict != Verdict.FAIL or self.rate is None or self.criterion.share is None:
            return Decimal(-1) if self.verdict == Verdict.PASS else Decimal(-2)
        return self.criterion.share.percent - self.rate

    @property
    def bar(self) -> dict[str, str]:
        """Where the bar's parts end, in percent of its length, as SVG writes numbers."""
        met = percentage(self.figure.met, self.figure.covered) or Decimal(0)
        unknown = percentage(self.figure.unknown, self.figure.covered) or Decimal(0)
        share = self.criterion.share
        return {
            "met": f"{met:.2f}%",
            "unknown": f"{unknown:.2f}%",
            "target": f"{share.percent}%" if share else "",
        }

    def people(self, outcome: str) -> str:
        """Link to the people of one outcome; dossiers lead to the criterion's own page."""
        if not self.criterion.about_people:
            return page_url(self.lens, "criterion", self.criterion.code)
        return people_url(
            self.lens, unit=self.unit.code, criterion=self.criterion.code, outcome=outcome
        )

    @property
    def met_url(self) -> str:
        """Those who meet it."""
        return self.people("met")

    @property
    def covered_url(self) -> str:
        """Everyone it speaks of."""
        return self.people("covered")

    @property
    def unmet_url(self) -> str:
        """Those who do not, or of whom nothing is recorded."""
        return self.people("unmet")

    @property
    def short_url(self) -> str:
        """Those whose level is too low."""
        return self.people("short")

    @property
    def unknown_url(self) -> str:
        """Those of whom nothing is recorded."""
        return self.people("unknown")

    @property
    def tone(self) -> str:
        """The shade of a cell: verdict, and how far a failure is from its target."""
        if self.verdict != Verdict.FAIL:
            return self.verdict.value
        return "near" if self.distance < NEAR else "short" if self.distance < FAR else "far"

    @property
    def whole_rate(self) -> str:
        """The rate without decimals, rounded down: a cell never shows more than is true."""
        return "–" if self.rate is None else str(int(self.rate))


def line(
    lens: Lens, unit: Unit, criterion: Criterion, figures: RollUp, unconfirmed: int = 0
) -> Line:
    """Return one criterion's line for `unit`; only mountain thresholds depend on terrain."""
    touched = any(ask.in_mountain_communes is not None for ask in criterion.asks)
    figure = figures.figure(criterion, figure_key(unit))
    return Line(lens, unit, criterion, figure, unconfirmed if touched and figure.covered else 0)


def sections(lines: Iterable[Line]) -> list[tuple[Section | None, list[Line]]]:
    """Group lines by whom they cover, in the resolution's order; furthest gap first in each."""
    lines = furthest_first(lines)
    grouped = [
        (section, [row for row in lines if row.criterion.cover.code in section.covers])
        for section in SECTIONS
    ]
    return numbered([(section, rows) for section, rows in grouped if rows])


def by_distance(lines: Iterable[Line]) -> list[tuple[Section | None, list[Line]]]:
    """Return all lines as one group, the furthest from its target first."""
    return numbered([(None, furthest_first(lines))])


def furthest_first(lines: Iterable[Line]) -> list[Line]:
    """Sort by distance from the target; where nobody is covered, last."""
    return sorted(lines, key=lambda row: (not row.figure.covered, -row.distance))


def numbered(
    groups: Iterable[tuple[Section | None, list[Line]]],
) -> list[tuple[Section | None, list[Line]]]:
    """Number the lines whose clause needs a reading, in the order shown."""
    last, result = 0, []
    for section, rows in groups:
        marked = []
        for row in rows:
            last += bool(row.criterion.reading)
            marked.append(replace(row, note=last if row.criterion.reading else 0))
        result.append((section, marked))
    return result


def ordered(criteria: Iterable[Criterion]) -> list[tuple[Section, list[Criterion]]]:
    """Return criteria by section, for the columns of a table."""
    criteria = list(criteria)
    grouped = [(s, [c for c in criteria if c.cover.code in s.covers]) for s in SECTIONS]
    return [(section, columns) for section, columns in grouped if columns]


def unconfirmed_below(unit: Unit, units: Iterable[Unit]) -> list[Unit]:
    """Return the communes within `unit` (itself included) whose terrain is not confirmed."""
    return [
        commune
        for commune in units
        if commune.unconfirmed
        and (unit.level == Unit.Level.PROVINCE or unit.pk in (commune.pk, commune.parent_id))
    ]
