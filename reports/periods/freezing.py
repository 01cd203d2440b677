"""Freezing: everyone counted in a unit as they stand, and the units as they are on the day."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Sum

from personnel.models import DossierCount
from personnel.reading.counted import units_counted
from reports import units
from reports.models import FrozenStanding, Submission
from reports.rules import lens_of
from reports.studies.counting import results_frozen
from reports.yearly import reading as yearly
from targets import criteria
from targets.figures import Outcome
from targets.judging import outcome_of
from targets.rules import Criterion
from targets.sources import LiveSource

from .hashing import CURRENT, facts_of, hash_of
from .ruling import rulebook_on

BATCH = 500
# Criteria by the name of the column that says their outcome.
Judged = Mapping[str, Criterion]


def freeze(submission: Submission) -> None:
    """Fill in a submission that has everything but the figures, and write it with its rows.

    Of its unit, on its period's day. One query about people, three about units, one about the
    rules, those of the year's studies and of what else it tells; the rest are the rows written. To
    be called within a transaction.
    """
    day, district = submission.period.day, submission.district
    source = LiveSource(lens_of(submission.period), district)
    rows = standings_of(source, criteria.REGISTER)
    here = units_counted(day, district, {row.unit_id for row in rows})
    among = [unit.pk for unit in here]
    submission.units = [units.freeze(unit) for unit in here]
    submission.dossiers = dossiers_of(day, among)
    submission.studies = results_frozen(day, rows).as_json()
    submission.yearly = yearly.freeze(source.lens, district, among, rows)
    submission.people = len(rows)
    submission.rules, submission.hash_version = rulebook_on(day), CURRENT
    submission.sha256 = hash_of(submission, rows)
    submission.save(force_insert=True)
    for row in rows:
        row.submission = submission
    FrozenStanding.objects.bulk_create(rows, batch_size=BATCH)


def standings_of(source: LiveSource, among: Iterable[Criterion]) -> list[FrozenStanding]:
    """Return everyone counted as rows that no submission has yet, by unit and name; one query.

    With what the criteria `among` them say of each.
    """
    day = source.lens.day
    judged = {f"outcome_{at}": c for at, c in enumerate(among) if c.about_people}
    outcomes = {name: outcome_of(criterion, day) for name, criterion in judged.items()}
    return [_frozen(row, judged) for row in source.listed().annotate(**outcomes)]


def _frozen(row: Any, judged: Judged) -> FrozenStanding:
    facts, outcomes = facts_of(row), _outcomes(row, judged)
    ethnic_group = facts.pop("ethnic_group")
    return FrozenStanding(**facts, ethnicity_id=ethnic_group or None, outcomes=outcomes)


def _outcomes(row: Any, judged: Judged) -> dict[str, list[Any]]:
    """Return the outcome of each criterion that speaks of the person, with the levels held."""
    return {
        criterion.code: [getattr(row, name), *_levels(row, criterion)]
        for name, criterion in judged.items()
        if getattr(row, name) != Outcome.EXEMPT
    }


def _levels(row: Any, criterion: Criterion) -> list[int | None]:
    return [getattr(row, ask.kind) for ask in criterion.asks]


def dossiers_of(day: date, among: Collection[int]) -> dict[str, list[int]]:
    """Return the counters of the year of `day` by the id of the unit that they count in.

    As JSON keeps keys: online, total.
    """
    counters = DossierCount.objects.filter(year=day.year).placed_on(day)
    rows = counters.annotate(there=F("place")).filter(there__in=among).order_by().values("there")
    summed = rows.annotate(done=Sum("online"), every=Sum("total")).order_by("there")
    return {
        str(unit): [online, total]
        for unit, online, total in summed.values_list("there", "done", "every")
    }
