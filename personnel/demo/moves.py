"""How titles were come to and left: from above, across, upwards, or by election and recruitment.

Drawn apart, of careers as they are: nobody comes or goes because of it.
"""

from collections.abc import Iterator
from datetime import date
from random import Random

from .drafts import Draft, Spell, birthday

# What is told of how a title was come to begins with the term of 2016; before, lists do not say.
TOLD_FROM = date(2016, 1, 1)
# Of those who held nothing in a commune before, how many a level above sent, by group.
SENT_DOWN = {"key": 0.8, "civil": 0.05}
# By group, how somebody usually comes to a title.
USUALLY = {"key": "elected", "mass": "elected", "civil": "recruited", "nonspecialised": "appointed"}
NOT_SAID = 0.12
GOES_UP = {"key": 0.22, "mass": 0.12, "civil": 0.1}
GOES_AWAY = 0.03
OLDEST_TO_GO_UP = 50


def tell_moves(people: list[Draft], rng: Random) -> None:
    """Write into the spells of everybody how each was come to, and of some why it ended."""
    for person in people:
        for at, spell in enumerate(person.spells):
            _tell_start(spell, person.spells[at - 1] if at else None, rng)
        _tell_end(person, rng)


def _tell_start(spell: Spell, before: Spell | None, rng: Random) -> None:
    drawn = list(_draws(rng))
    if spell.start is None or spell.start < TOLD_FROM or drawn[0] < NOT_SAID:
        return
    if before and before.chair.place != spell.chair.place:
        spell.basis = _moved_by(drawn[1], seconded=0.02)
    elif before is None and drawn[2] < SENT_DOWN.get(spell.chair.group, 0):
        spell.basis = _moved_by(drawn[1], seconded=0.12)
        # Of a few nobody wrote down where from.
        if drawn[3] > 0.1:
            spell.came_from = "province" if drawn[3] > 0.86 else "district"
    else:
        spell.basis = USUALLY.get(spell.chair.group, "")


def _draws(rng: Random) -> Iterator[float]:
    """Yield as many draws for every spell, so that a share can change without the rest."""
    for _ in range(4):
        yield rng.random()


def _moved_by(drawn: float, *, seconded: float) -> str:
    if drawn < seconded:
        return "seconded"
    return "rotated" if drawn < 0.6 else "moved"


def _tell_end(person: Draft, rng: Random) -> None:
    drawn, last = rng.random(), person.spells[-1]
    if last.end is None or last.end < TOLD_FROM:
        return
    if last.end >= birthday(person.birth, OLDEST_TO_GO_UP):
        return
    upwards = GOES_UP.get(last.chair.group, 0)
    if drawn < upwards:
        last.end_reason = "province" if drawn < upwards / 8 else "district"
    elif drawn > 1 - GOES_AWAY:
        last.end_reason = "moved"
