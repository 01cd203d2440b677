"""One criterion's figure in one unit as a page shows it, with the links to its people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.utils.functional import cached_property

from personnel.models import Unit
from targets.figures import Figure, Verdict, percentage
from targets.judging import RollUp, figure_key
from targets.lens import Lens
from targets.rules import Criterion
from targets.sources import Source

from .doubts import doubted_below, facts_in_words, of_facts
from .links import Links, page_url
from .squares import Squares, squares_of

NEAR, FAR = 10, 25  # percentage points below the target that change a cell's shade


@dataclass(frozen=True)
class Line:
    """One criterion's figure in one unit, with its links.

    `unconfirmed` is the number of communes in it of which a fact is not confirmed that matters
    here (of people whose group is not, `figure` tells); `note` the number of the footnote that
    says how the clause is read (0: none). Its people are listed where `links` says; without it,
    through the lens. `otherwise` is the line of the clause read otherwise, where that turns the
    verdict. `alone` are the percentage points that retirement alone brings by a day to come; None
    where that is not told.
    """

    lens: Lens
    unit: Unit
    criterion: Criterion
    figure: Figure
    unconfirmed: int = 0
    note: int = 0
    links: Links | None = None
    otherwise: "Line | None" = None
    alone: Decimal | None = None

    @property
    def doubted(self) -> str:
        """What is not confirmed of the communes that `unconfirmed` counts, in words."""
        return facts_in_words(self.criterion.unit_facts)

    @property
    def nobody(self) -> str:
        """Why nobody is covered: no title of its groups is in force any more, or there is none."""
        since = None if self.figure.covered else self.lens.over_since(self.criterion)
        return f"không còn đối tượng từ {since:%d/%m/%Y}" if since else "không có đối tượng"

    @cached_property
    def rate(self) -> Decimal | None:
        """The percentage that meets it; None when nobody is covered."""
        return self.figure.rate(self.criterion.share)

    @cached_property
    def verdict(self) -> Verdict:
        """How the unit stands."""
        return self.figure.verdict(self.criterion.share)

    @cached_property
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

    @cached_property
    def exactly(self) -> Fraction | None:
        """The percentage that meets it, not rounded; None when nobody is covered."""
        met, covered = self.figure.met, self.figure.covered
        return Fraction(100 * met, covered) if covered else None

    @cached_property
    def distance(self) -> Fraction:
        """Percentage points still missing, not rounded; reached and unjudged ones come last."""
        if self.verdict != Verdict.FAIL or self.exactly is None or self.criterion.share is None:
            return Fraction(-1 if self.verdict == Verdict.PASS else -2)
        return self.criterion.share.percent - self.exactly

    @cached_property
    def bar(self) -> dict[str, str]:
        """Where the bar's parts end, in percent of its length, as SVG writes numbers."""
        met = percentage(self.figure.met, self.figure.covered) or Decimal(0)
        unknown = percentage(self.figure.unknown, self.figure.covered) or Decimal(0)
        share = self.criterion.share
        lack = max(Decimal(0), share.percent - met) if share else Decimal(0)
        return {
            "met": f"{met:.2f}%",
            "unknown": f"{unknown:.2f}%",
            "lack": f"{lack:.2f}%" if lack else "",
            "target": f"{share.percent}%" if share else "",
        }

    @property
    def squares(self) -> Squares | None:
        """Its people as squares; None of dossiers, or of too many."""
        return (
            squares_of(self.figure, self.criterion.share) if self.criterion.about_people else None
        )

    @property
    def unsure_url(self) -> str:
        """Those whom it speaks of by a group of their title that is not confirmed."""
        return self.people("covered", confirmed="no")

    def people(self, outcome: str, **more: object) -> str:
        """Link to the people of one outcome; dossiers lead to the criterion's own page."""
        if not self.criterion.about_people:
            return page_url(self.lens, "criterion", self.criterion.code)
        links = self.links or Links(self.lens)
        return links.people(self.unit, criterion=self.criterion.code, outcome=outcome, **more)

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


def lines_of(source: Source, figures: RollUp, links: Links | None = None) -> list[Line]:
    """Return the line of each criterion of a source's lens for its root."""
    lens, root = source.lens, source.root
    doubted = doubted_below(root, source.units)
    return [line(lens, root, criterion, figures, doubted, links) for criterion in lens.criteria]


def line(
    lens: Lens, unit: Unit, criterion: Criterion, figures: RollUp, doubted: Iterable[Unit] = (),
    links: Links | None = None,
) -> Line:  # fmt: skip
    """Return one criterion's line for `unit`; `doubted` are the communes in it with doubts.

    The other reading stands beside it where `figures` have it and it turns the verdict.
    """
    found = _line(lens, unit, criterion, figures, doubted, links)
    other = criterion.otherwise
    if other is None or not figures.holds(other):
        return found
    read_otherwise = _line(lens, unit, other, figures, doubted, links)
    turns = turned(found.verdict, read_otherwise.verdict)
    return replace(found, otherwise=read_otherwise) if turns else found


def _line(
    lens: Lens, unit: Unit, criterion: Criterion, figures: RollUp, doubted: Iterable[Unit],
    links: Links | None,
) -> Line:  # fmt: skip
    figure = figures.figure(criterion, figure_key(unit))
    facts = criterion.unit_facts if figure.covered else frozenset()
    marked = len(of_facts(doubted, facts)) if facts else 0
    return Line(lens, unit, criterion, figure, marked, links=links)


def turned(one: Verdict, other: Verdict) -> bool:
    """Whether of two verdicts one says passed and the other failed."""
    return {one, other} == {Verdict.PASS, Verdict.FAIL}


@dataclass(frozen=True)
class Tally:
    """How many criteria are passed of those that are judged, and of how many readings decide."""

    passed: int
    judged: int
    open: int

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Tally":
        """Count lines of one unit."""
        judged = [row for row in lines if row.verdict in (Verdict.PASS, Verdict.FAIL)]
        return cls(
            passed=sum(row.verdict == Verdict.PASS for row in judged),
            judged=len(judged),
            open=sum(row.otherwise is not None for row in judged),
        )
