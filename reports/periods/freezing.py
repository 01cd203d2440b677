"""Freezing: everyone counted in a district as they stand, and the units as they are."""

from collections.abc import Iterable
from typing import Any

from personnel.models import DossierCount
from reports.lens import Lens
from reports.models import FrozenStanding, Submission
from reports.sources import LiveSource
from targets.criteria import REGISTER
from targets.figures import Outcome
from targets.judging import outcome_of
from targets.rules import Criterion

from . import units
from .hashing import facts_of, hash_of

BATCH = 500
JUDGED = {f"outcome_{at}": c for at, c in enumerate(REGISTER) if c.about_people}


def freeze(submission: Submission) -> None:
    """Fill in a submission that has everything but the figures, and write it with its rows.

    Of its district, on its period's day. One query about people, three about units; the rest
    are the rows written. To be called within a transaction.
    """
    day, district = submission.period.day, submission.district
    rows = standings_of(LiveSource(Lens(submission.period.target, day), district))
    here = units.units_counted(day, district, {row.unit_id for row in rows})
    submission.units = [units.freeze(unit) for unit in here]
    submission.dossiers = dossiers_of(day.year, [unit.pk for unit in here])
    submission.people = len(rows)
    submission.sha256 = hash_of(submission, rows)
    submission.save(force_insert=True)
    for row in rows:
        row.submission = submission
    FrozenStanding.objects.bulk_create(rows, batch_size=BATCH)


def standings_of(source: LiveSource) -> list[FrozenStanding]:
    """Return everyone counted as rows that no submission has yet, by unit and name; one query."""
    day = source.lens.day
    outcomes = {name: outcome_of(criterion, day) for name, criterion in JUDGED.items()}
    return [_frozen(row) for row in source.listed().annotate(**outcomes)]


def _frozen(row: Any) -> FrozenStanding:
    facts = facts_of(row)
    ethnic_group = facts.pop("ethnic_group")
    return FrozenStanding(**facts, ethnicity_id=ethnic_group or None, outcomes=_outcomes(row))


def _outcomes(row: Any) -> dict[str, list[Any]]:
    """Return the outcome of each criterion that speaks of the person, with the levels held."""
    return {
        criterion.code: [getattr(row, name), *_levels(row, criterion)]
        for name, criterion in JUDGED.items()
        if getattr(row, name) != Outcome.EXEMPT
    }


def _levels(row: Any, criterion: Criterion) -> list[int | None]:
    return [getattr(row, ask.kind) for ask in criterion.asks]


def dossiers_of(year: int, among: Iterable[int]) -> dict[str, list[int]]:
    """Return the counters of units by id, as JSON keeps keys: online, total."""
    counters = DossierCount.objects.filter(year=year, unit__in=among).order_by("unit")
    rows = counters.values_list("unit_id", "online", "total")
    return {str(unit): [online, total] for unit, online, total in rows}
