"""Who misses a target, and which: too low in one, or only that something is not recorded."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from personnel.kinds import KINDS
from targets.conditions import Holds
from targets.figures import Outcome
from targets.judging import (
    Judgement,
    Place,
    UnitCounts,
    meets_all,
    only_lacking,
    outcome_of,
    short_somewhere,
    targets_for_people,
    unmet_somewhere,
)
from targets.packing import packed, unpacked
from targets.rules import Criterion
from targets.sources import Source

UNMET = "unmet"
# What a list of them shows of somebody; `judged` are the outcomes, packed, `identity` the identity
# number, of those that are frozen masked already.
SHOWN = (
    "person", "full_name", "birth_date", "birth_precision", "sex", "ethnic_group", "identity",
    "unit_id", "district_id", "unit_code", "title_name", "post_start", "post_start_precision",
    "retirement_exempt", "judged", *KINDS,
    *(kind.language_field for kind in KINDS.values() if kind.languages),
)  # fmt: skip


@dataclass(frozen=True)
class Together:
    """What an outcome means that is asked of all targets together, not of one criterion."""

    label: str
    short: str
    where: Callable[[Iterable[Criterion], date], Q]
    outcomes: tuple[Outcome, ...] = (Outcome.SHORT, Outcome.UNKNOWN)

    @property
    def named(self) -> str:
        """The same within a sentence."""
        return f"{self.label[0].lower()}{self.label[1:]}"


TOGETHER = {
    Outcome.SHORT.value: Together("Chưa đạt ít nhất một chỉ tiêu", "Chưa đạt", short_somewhere),
    Outcome.UNKNOWN.value: Together(
        "Chỉ thiếu thông tin", "Chỉ thiếu thông tin", only_lacking, (Outcome.UNKNOWN,)
    ),
    UNMET: Together(
        "Chưa đạt hoặc chưa có thông tin ở ít nhất một chỉ tiêu",
        "Chưa đạt hoặc chưa có thông tin",
        unmet_somewhere,
    ),
    Outcome.MET.value: Together("Đạt đủ mọi chỉ tiêu của mình", "Đạt đủ", meets_all, ()),
}


def together_conditions(criteria: Iterable[Criterion], day: date) -> dict[str, Q]:
    """Return what is counted, by name, for `together_counted` to tell."""
    criteria = list(criteria)
    return {f"together {of}": TOGETHER[of].where(criteria, day) for of in (Outcome.SHORT, UNMET)}


def together_counted(counts: UnitCounts, outcome: str, place: Place) -> int:
    """Return how many people of a place have an outcome in all targets together.

    Whoever misses a target and is too low in none only lacks information: counting that by its
    own condition would make every roll-up a twentieth slower.
    """
    short, unmet = counts(f"together {Outcome.SHORT}", place), counts(f"together {UNMET}", place)
    return {Outcome.SHORT.value: short, UNMET: unmet, Outcome.UNKNOWN.value: unmet - short}[outcome]


def judgements(criteria: Iterable[Criterion], day: date) -> dict[str, Judgement]:
    """Return what a standing is annotated with for `missed` to read: each target's outcome."""
    return {name: outcome_of(criterion, day) for name, criterion in _named(criteria).items()}


def missed(row: Any, criteria: Iterable[Criterion], outcome: Outcome) -> list[Criterion]:
    """Return of the targets among `criteria` those in which the row has the outcome."""
    return [
        criterion for name, criterion in _named(criteria).items() if getattr(row, name) == outcome
    ]


def _named(criteria: Iterable[Criterion]) -> dict[str, Criterion]:
    return {f"outcome_{at}": each for at, each in enumerate(targets_for_people(criteria))}


def unmet_people(
    source: Source, criteria: Iterable[Criterion]
) -> Iterator[tuple[Any, Sequence[Criterion], Sequence[Criterion]]]:
    """Yield who misses a target, as a row of `SHOWN`, with what is short and what is unknown.

    Who is too low in one comes before who only lacks information, each by unit and name. One
    query; none without targets.
    """
    criteria, day = targets_for_people(criteria), source.lens.day
    if not criteria:
        return
    # Outcomes as one number: few come often, and each is told apart once.
    told = cache(partial(_missed_by, criteria))
    lacking = []
    for row in _shown(source, criteria).filter(Holds(unmet_somewhere(criteria, day))):
        short, unknown = told(row.judged)
        if short:
            yield row, short, unknown
        else:
            lacking.append((row, short, unknown))
    yield from lacking


def _shown(source: Source, criteria: Sequence[Criterion]) -> QuerySet[Any, Any]:
    """Return everyone counted as rows of `SHOWN`: thousands are read sooner so than as records."""
    rows = source.listed().annotate(
        ethnic_group=Coalesce(F("ethnicity__name"), Value("")),
        identity=F(source.identity_column),
        judged=packed(criteria, source.lens.day),
    )
    return rows.values_list(*SHOWN, named=True)


def _missed_by(
    criteria: Sequence[Criterion], judged: int
) -> tuple[Sequence[Criterion], Sequence[Criterion]]:
    """Return in which of the criteria such outcomes are too low, and in which not recorded."""
    outcomes = unpacked(judged, criteria)
    short, unknown = (
        tuple(each for each, found in zip(criteria, outcomes, strict=True) if found == of)
        for of in (Outcome.SHORT, Outcome.UNKNOWN)
    )
    return short, unknown
