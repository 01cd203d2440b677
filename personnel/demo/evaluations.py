"""The yearly evaluations of people and collectives; some are missing, a few failed twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from .drafts import Draft, Graded, Place, Province, Spell

YEARS = range(2022, 2026)
GRADES = ("excellent", "good", "fulfilled", "failed")
# So many in a thousand of each level, by group of titles; of collectives.
SHARES = {"key": (190, 690, 115, 5), "nonspecialised": (110, 700, 182, 8)}
USUAL, COLLECTIVES = (150, 700, 143, 7), (170, 680, 144, 6)
# Who works for less than six months of a year is not evaluated.
BEGUN_BY = (7, 1)
MISSING, COMMUNE_MISSING, WITHOUT_OTHERS = 0.03, 0.04, 0.25
# In so many of a thousand the level is the lowest in a year and the next one.
TWICE = 6


class Evaluating:
    """Draws the evaluations of a province, its people being as they are."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def into(self, province: Province) -> Province:
        """Return the province with its evaluations."""
        graded = [row for person in province.people for row in self._of(person)]
        collectives = [row for place in province.places for row in self._collectives(place)]
        late = self._late(province.places)
        kept = [row for row in graded if (row.place, row.year) not in late]
        return replace(province, graded=[*kept, *collectives])

    def _of(self, person: Draft) -> Iterator[Graded]:
        twice = self.rng.choice(YEARS[1:]) if self.rng.random() < TWICE / 1000 else 0
        for year in YEARS:
            spell = person.seated_on(date(year, 12, 31))
            number, missing = self.rng.randrange(10, 400), self.rng.random() < MISSING
            day = date(year, 12, 2) + timedelta(days=self.rng.randrange(12))
            shares = SHARES.get(spell.chair.group, USUAL) if spell else USUAL
            (grade,) = self.rng.choices(GRADES, shares)
            if spell is None or missing or not _is_due(person, spell, year):
                continue
            drawn = "failed" if twice and year in (twice - 1, twice) else grade
            yield Graded(spell.chair.place, year, drawn, _paper(spell, number), day, person)

    def _collectives(self, place: Place) -> Iterator[Graded]:
        for year in YEARS:
            for which in ("party", "peoples"):
                (grade,) = self.rng.choices(GRADES, COLLECTIVES)
                number = self.rng.randrange(100, 900)
                day = date(year, 12, 10) + timedelta(days=self.rng.randrange(14))
                if self.rng.random() >= MISSING:
                    paper = f"{number}-QĐ/HU" if which == "party" else f"{number}/QĐ-UBND"
                    yield Graded(place, year, grade, paper, day, collective=which)

    def _late(self, places: Sequence[Place]) -> set[tuple[Place, int]]:
        """Draw the communes that have not told the last year yet."""
        return {(place, YEARS[-1]) for place in places if self.rng.random() < COMMUNE_MISSING}


def _is_due(person: Draft, spell: Spell, year: int) -> bool:
    """Whether somebody is evaluated of a year; not every commune does so of all."""
    if spell.chair.group == "nonspecialised" and not _tells_others(spell.chair.place):
        return False
    return spell.chair.group != "committee" and person.entered() <= date(year, *BEGUN_BY)


def _tells_others(place: Place) -> bool:
    """Whether a commune evaluates those who are no cadres or civil servants too."""
    return Random(f"{place.code} others").random() >= WITHOUT_OTHERS


def _paper(spell: Spell, number: int) -> str:
    return f"{number}-QĐ/HU" if spell.chair.group == "key" else f"{number}/QĐ-UBND"
