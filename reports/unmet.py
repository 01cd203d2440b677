"""Who misses a criterion, and what each of them lacks, in words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from targets.figures import Outcome
from targets.judging import outcome_of, unmet_somewhere
from targets.rules import Criterion


def unmet_people(
    rows: QuerySet[Any], day: date, criteria: Iterable[Criterion]
) -> Iterator[tuple[Any, str, str]]:
    """Yield of a standing on `day`, live or frozen, who misses a criterion about people.

    Each in the order of `rows`, with what is short and what is unknown. One query.
    """
    judged = [criterion for criterion in criteria if criterion.about_people]
    if not judged:
        return
    names = {f"outcome_{at}": criterion for at, criterion in enumerate(judged)}
    outcomes = {name: outcome_of(criterion, day) for name, criterion in names.items()}
    for row in rows.filter(unmet_somewhere(judged, day)).annotate(**outcomes):
        yield row, _listed(row, names, Outcome.SHORT), _listed(row, names, Outcome.UNKNOWN)


def _listed(row: Any, names: Mapping[str, Criterion], outcome: Outcome) -> str:
    return "; ".join(
        f"{criterion.label} (cần có: {criterion.asked})"
        for name, criterion in names.items()
        if getattr(row, name) == outcome
    )
