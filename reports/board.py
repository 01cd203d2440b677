"""One criterion's figure in one unit as a page shows it, with the links to its people."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from personnel.models import Unit
from targets.figures import Figure, Verdict, percentage
from targets.judging import EVERYONE, Place, RollUp
from targets.rules import Criterion

from .lens import Lens
from .links import Links, page_url

NEAR, FAR = 10, 25  # percentage points below the target that change a cell's shade


def figure_key(unit: Unit) -> Place:
    """Return where a roll-up keeps the figures of `unit`: the province is everyone read."""
    if unit.parts:
        return unit.parts
    return EVERYONE if unit.level == Unit.Level.PROVINCE else unit.pk


@dataclass(frozen=True)
class Line:
    """One criterion's figure in one unit, with its links.

    `unconfirmed` is the number of communes in it whose terrain is not confirmed and matters
    here; `note` the number of the footnote that says how the clause is read (0: none). Its
    people are listed where `links` says; without it, through the lens.
    """

    lens: Lens
    unit: Unit
    criterion: Criterion
    figure: Figure
    unconfirmed: int = 0
    note: int = 0
    links: Links | None = None

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
        links = self.links or Links(self.lens)
        return links.people(self.unit, criterion=self.criterion.code, outcome=outcome)

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
    def behind_url(self) -> str:
        """Those who keep the figure from being whole; everyone covered when nobody does."""
        return self.unmet_url if self.figure.unmet else self.covered_url

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
    lens: Lens, unit: Unit, criterion: Criterion, figures: RollUp, unconfirmed: int = 0,
    links: Links | None = None,
) -> Line:  # fmt: skip
    """Return one criterion's line for `unit`; only mountain thresholds depend on terrain."""
    touched = any(ask.in_mountain_communes is not None for ask in criterion.asks)
    figure = figures.figure(criterion, figure_key(unit))
    marked = unconfirmed if touched and figure.covered else 0
    return Line(lens, unit, criterion, figure, marked, links=links)


def unconfirmed_below(unit: Unit, units: Iterable[Unit]) -> list[Unit]:
    """Return the communes within `unit` (itself included) whose terrain is not confirmed."""
    return [
        commune
        for commune in units
        if commune.unconfirmed
        and (unit.level == Unit.Level.PROVINCE or unit.pk in (commune.pk, commune.parent_id))
    ]
