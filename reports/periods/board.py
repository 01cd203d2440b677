"""The figures of a period as its pages show them, from the records or from frozen rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from reports.board import Board
from reports.lines import Line
from reports.links import FrozenLinks, Links
from reports.models import Period, Submission
from reports.rules import lens_of
from reports.sections import sections
from reports.sources import FrozenSource
from targets.rules import Section
from targets.sources import Source

from .changed_rules import changed_rules


def links_of(submission: Submission) -> FrozenLinks:
    """Return the links to the people of a submission."""
    address = reverse("submission-people", args=[submission.pk])
    return FrozenLinks(lens_of(submission.period), address)


def links_of_seal(period: Period) -> FrozenLinks:
    """Return the links to the people of a sealed period."""
    return FrozenLinks(lens_of(period), reverse("period-people", args=[period.pk]))


Noted = list[tuple[Section | None, list[tuple[Line, Any]]]]


def board(
    source: Source, links: Links, notes: Mapping[str, Any] | None = None, *, grouped: bool = False
) -> dict[str, object]:
    """Return what the figures of a source are shown with; four queries at most.

    More where frozen figures would be others by today's rules, which is told beside them.
    `notes` by criterion code stand beside the figures, which are broken down by groups where
    these hand in (`grouped`).
    """
    whole = Board(source, links, grouped=grouped)
    return whole.shown() | {
        "source": source,
        "frozen": isinstance(source, FrozenSource),
        "changed_rules": changed_rules(source, links) if isinstance(source, FrozenSource) else None,
        "noted": _noted(sections(whole.lines), notes or {}),
    }


def _noted(grouped: Iterable[tuple[Section | None, list[Line]]], notes: Mapping[str, Any]) -> Noted:
    return [
        (section, [(each, notes.get(each.criterion.code)) for each in lines])
        for section, lines in grouped
    ]
