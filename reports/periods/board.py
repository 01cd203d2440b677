"""The figures of a period as its pages show them, from the records or from frozen rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from reports.board import Line, Tally, line
from reports.doubts import doubted_below, doubts
from reports.heat import heat
from reports.links import FrozenLinks, Links
from reports.models import Period, Submission
from reports.sections import sections
from reports.sources import FrozenSource, Source
from reports.workforce import Workforce, workforce_conditions
from targets.criteria import with_other_readings
from targets.lens import Lens
from targets.rules import Section

from .changed_rules import changed_rules


def links_of(submission: Submission) -> FrozenLinks:
    """Return the links to the people of a submission."""
    period = submission.period
    address = reverse("submission-people", args=[submission.pk])
    return FrozenLinks(Lens(period.target, period.day), address)


def links_of_seal(period: Period) -> FrozenLinks:
    """Return the links to the people of a sealed period."""
    lens = Lens(period.target, period.day)
    return FrozenLinks(lens, reverse("period-people", args=[period.pk]))


Noted = list[tuple[Section | None, list[tuple[Line, Any]]]]


def board(
    source: Source, links: Links, notes: Mapping[str, Any] | None = None
) -> dict[str, object]:
    """Return what the figures of a source are shown with; five queries at most.

    More where frozen figures would be others by today's rules, which is told beside them.
    `notes` by criterion code stand beside the figures.
    """
    lens, root, units = source.lens, source.root, source.units
    figures = source.figures(with_other_readings(lens.criteria))
    doubted = doubted_below(root, units)
    workforce = Workforce(source.counts(workforce_conditions(lens)), links, doubted)
    lines = [line(lens, root, c, figures, doubted, links) for c in lens.criteria]
    return {
        "lens": lens,
        "source": source,
        "frozen": isinstance(source, FrozenSource),
        "changed_rules": changed_rules(source, links) if isinstance(source, FrozenSource) else None,
        "sections": (grouped := sections(lines)),
        "noted": _noted(grouped, notes or {}),
        "heat": heat(lens, root, units, figures, workforce, links),
        "everyone": workforce.group(root, "all"),
        "staff": workforce.group(root, "staff"),
        "nonspecialised": workforce.group(root, "nonspecialised"),
        "short": workforce.short(root),
        "lacking": workforce.lacking(root),
        "verdicts": Tally.of(lines),
        "structure": workforce.structure(root),
        "groups": workforce.groups(root),
        "doubts": doubts(doubted, units),
    }


def _noted(grouped: Iterable[tuple[Section | None, list[Line]]], notes: Mapping[str, Any]) -> Noted:
    return [
        (section, [(each, notes.get(each.criterion.code)) for each in lines])
        for section, lines in grouped
    ]
