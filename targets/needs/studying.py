"""What those who study are expected to bring: nobody is given a second seat for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from targets.judging import targets_for_people
from targets.rules import Criterion

from .enrolled import Expected
from .people import Situation, Someone, Standings


@dataclass(frozen=True)
class Study:
    """What somebody in post on the day studies, and the unmet asks that it will close by then."""

    one: Someone
    expected: Expected
    closes: tuple[Criterion, ...]


def after_studies(
    standings: Standings, awaited: Iterable[Expected]
) -> tuple[Standings, tuple[Study, ...]]:
    """Return how everybody will stand after what they study, and who studies what.

    What counts by the day of the standings is as if it were held. Of a kind of which something
    else is studied nothing more can be learnt by then: see `Situation.busy`.
    """
    expected: dict[int, list[Expected]] = defaultdict(list)
    for award in awaited:
        expected[award.person].append(award)
    if not expected:
        return standings, ()
    known: dict[object, Situation] = {}
    people, studies = [], []
    for one in standings.everybody:
        awards = expected.get(one.pk, ())
        studies += [Study(one, each, _closed(standings, one.situation, each)) for each in awards]
        people.append(_after(standings, one, awards, known) if awards else one)
    return replace(standings, everybody=tuple(people)), tuple(studies)


def _after(
    standings: Standings,
    one: Someone,
    awards: Iterable[Expected],
    known: dict[object, Situation],
) -> Someone:
    """Return somebody after what they study; who stands alike shares a situation afterwards."""
    busy = frozenset(award.kind for award in awards if not award.by(standings.day))
    gained = _gained(standings, awards)
    key = one.situation, busy, tuple(sorted(gained.items()))
    if key not in known:
        known[key] = replace(standings.after(one.situation, gained), busy=busy)
    return replace(one, situation=known[key])


def _gained(standings: Standings, awards: Iterable[Expected]) -> Mapping[str, int]:
    gained: dict[str, int] = {}
    for award in awards:
        if award.by(standings.day):
            gained[award.kind] = max(award.level, gained.get(award.kind, 0))
    return gained


def _closed(standings: Standings, situation: Situation, award: Expected) -> tuple[Criterion, ...]:
    if not award.by(standings.day):
        return ()
    missed = (
        one
        for criterion in targets_for_people(standings.criteria)
        for one in standings.missed(situation, criterion)
    )
    return tuple(m.criterion for m in missed if m.kind == award.kind and m.level <= award.level)
