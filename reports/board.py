"""The overview of a province, a district, a unit or a period: one board over whatever source."""

from collections.abc import Mapping

from django.db.models import Q
from django.utils.functional import cached_property

from targets.criteria import with_other_readings
from targets.sources import Source

from .doubts import doubted_below, doubts
from .heat import Heat, heat
from .leaving import leaving_of, with_leaving
from .lines import Tally, lines_of
from .links import Links
from .ranking import BY_PEOPLE, Ranking, ranking
from .sections import sections
from .workforce import Workforce, unsure_conditions, workforce_conditions


class Board:
    """The overview of the root of a source; three queries at most, two more of a day to come.

    Its figures lead where `links` says; without it, through the lens. `also` are conditions
    counted in the same reading, by name, which `workforce.count` tells: they speak of no other
    kinds of credential than the criteria do. Its units are the groups of the source, and what is
    in none, where it is `grouped` and there are any.
    """

    def __init__(
        self, source: Source, links: Links | None = None, also: Mapping[str, Q] | None = None,
        *, grouped: bool = False,
    ) -> None:  # fmt: skip
        lens = source.lens
        self.grouped = grouped and source.grouped
        self.source, self.links = source, links or Links(lens)
        self.figures, counts = source.figures_and_counts(
            with_other_readings(lens.criteria),
            workforce_conditions(lens) | unsure_conditions(lens) | dict(also or {}),
        )
        self.leaving = leaving_of(source, self.figures)
        self.lines = with_leaving(lines_of(source, self.figures, self.links), self.leaving)
        self.doubted = doubted_below(source.root, source.units)
        self.workforce = Workforce(counts, self.links, self.doubted)

    @cached_property
    def heat(self) -> Heat:
        """The units below by criteria."""
        counted = (self.figures, self.workforce, self.links)
        return heat(self.source, *counted, grouped=self.grouped)

    def ranking(self, by: str = BY_PEOPLE) -> Ranking:
        """Return these units ranked by one of `ranking.ORDERS`; raises KeyError for another."""
        return ranking(self.heat.rows, by)

    def shown(self) -> dict[str, object]:
        """Return what a page shows of it."""
        return self._headcounts() | {
            "lens": self.source.lens,
            "leaving": self.leaving,
            "sections": sections(self.lines),
            "verdicts": Tally.of(self.lines),
            "heat": self.heat,
            "ranking": self.ranking(),
            "groups_offered": self.source.grouped and self.source.root.is_province,
            "by_groups": self.grouped,
            "rows": "groups" if self.grouped else "",
            "doubts": doubts(self.doubted, self.source),
        }

    def _headcounts(self) -> dict[str, object]:
        """Return who serves there, by group and by structure."""
        workforce, root = self.workforce, self.source.root
        return {
            "staff": workforce.group(root, "staff"),
            "nonspecialised": workforce.group(root, "nonspecialised"),
            "everyone": workforce.group(root, "all"),
            "women": workforce.part(root, "women", "staff"),
            "young": workforce.part(root, "under30", "staff"),
            "short": workforce.short(root),
            "lacking": workforce.lacking(root),
            "complete": workforce.complete(root),
            "groups": workforce.groups(root),
            "structure": workforce.structure(root),
        }
