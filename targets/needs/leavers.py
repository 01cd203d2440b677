"""Who has left by their age on a day to come, beside the figures of those who stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from personnel.reading.ahead import Ahead, awards_by
from personnel.reading.retirement import leaves_before
from personnel.reading.standing import counts_past_retirement
from targets.figures import Figure
from targets.judging import EVERYONE, Place, Restated, RollUp, UnitCounts
from targets.rules import Criterion
from targets.sources import LiveSource, Part

IN_POST = "all"
EVERYBODY = {IN_POST: Q(pk__isnull=False)}


def _awaiting(day: date) -> Q:
    """Return the condition on a person: is taken to be awarded something by the day."""
    return Q(pk__in=awards_by(day, Ahead(awarded=True)).values("person"))


# Whose figures on a day to come are not those of the others: they have left, or were awarded.
GONE = Part(leaves_before, counts_past_retirement)
AWARDED = Part(_awaiting)
GONE_OR_AWARDED = Part(
    lambda day: leaves_before(day) | _awaiting(day),
    lambda day: counts_past_retirement(day) | _awaiting(day),
)


@dataclass(frozen=True)
class Leavers:
    """The figures of a day for every unit as recorded: those who stay, those who have left."""

    day: date
    stay: RollUp
    gone: RollUp
    left: UnitCounts

    def leavers(self, place: Place = EVERYONE) -> int:
        """Return how many the age has sent home by the day."""
        return self.left(IN_POST, place)

    def bare(self, criterion: Criterion, place: Place = EVERYONE) -> Figure:
        """Return the figure as if nobody left: what retirement alone changes is told from it."""
        return self.stay.figure(criterion, place) + self.gone.figure(criterion, place)


def leavers_of(source: LiveSource, figures: RollUp, criteria: Iterable[Criterion]) -> Leavers:
    """Return them beside the figures of a source of a day to come, which hold the criteria.

    Only those who leave are read, and where awards are reckoned with those who await one: of
    everybody else the figures say already what is recorded. Two queries at most.
    """
    day, criteria = source.lens.day, list(criteria)
    awarded = source.lens.ahead is not None and source.lens.ahead.awarded
    part = source.recorded.only(GONE_OR_AWARDED if awarded else GONE)
    told = part.told_apart(criteria, EVERYBODY, counts_past_retirement(day))
    (as_recorded, _), (gone, left) = told[False], told[True]
    if awarded:
        of_people = [criterion for criterion in criteria if criterion.about_people]
        figures = Restated(figures, source.only(AWARDED).figures(of_people), as_recorded)
    return Leavers(day, figures, gone, left)
