"""Settle sexes and ages so that the resolution's own figures hold on its day (clause I.2).

Careers come out near those figures by themselves; a few people are changed to meet them.
"""

from collections.abc import Callable
from datetime import date
from random import Random

from .demography import must_be
from .drafts import BASELINE_DAY, LAST_DAY, STAFF_GROUPS, Draft, birthday

WOMEN = 1106
UNDER_THIRTY = 98
# Born after it: under thirty on BASELINE_DAY.
THIRTY = date(BASELINE_DAY.year - 30, BASELINE_DAY.month, BASELINE_DAY.day)


def settle(people: list[Draft], rng: Random) -> None:
    """Change as few people as needed to have WOMEN and UNDER_THIRTY among the staff."""
    staff = [person for person in people if _is_staff(person)]
    _settle(
        staff,
        WOMEN,
        lambda person: person.female,
        lambda person, wanted: _may_be(person, female=wanted),
        lambda person, wanted: setattr(person, "female", wanted),
        rng,
    )
    _settle(
        staff,
        UNDER_THIRTY,
        lambda person: person.birth > THIRTY,
        lambda person, wanted: _reborn(person, rng, younger=wanted) is not None,
        lambda person, wanted: _set_birth(person, _reborn(person, rng, younger=wanted)),
        rng,
    )


def _settle(
    staff: list[Draft],
    target: int,
    holds: Callable[[Draft], bool],
    may: Callable[[Draft, bool], bool],
    change: Callable[[Draft, bool], None],
    rng: Random,
) -> None:
    """Change drawn people until `holds` is true of exactly `target` of them."""
    missing = target - sum(map(holds, staff))
    wanted = missing > 0
    eligible = [person for person in staff if holds(person) != wanted and may(person, wanted)]
    for person in rng.sample(eligible, abs(missing)):
        change(person, wanted)


def _is_staff(person: Draft) -> bool:
    spell = person.seated_on(BASELINE_DAY)
    return spell is not None and spell.chair.group in STAFF_GROUPS


def _may_be(person: Draft, *, female: bool) -> bool:
    """Whether the sex fits every chair held, and the age at the end a woman's retirement."""
    last_day = person.leaves() or LAST_DAY
    fits = all(must_be(spell.chair) in (None, female) for spell in person.spells)
    return fits and last_day <= birthday(person.birth, 55)


def _reborn(person: Draft, rng: Random, *, younger: bool) -> date | None:
    """Draw a birth date on the other side of thirty, up to six years away; None if too far."""
    if younger:
        born = THIRTY.replace(year=THIRTY.year + 1, month=rng.randint(1, 12))
        near = person.birth.year > THIRTY.year - 5 and person.entered().year - born.year > 20
    else:
        born = THIRTY.replace(year=THIRTY.year - rng.randint(1, 4), month=rng.randint(1, 12))
        near = person.birth.year < THIRTY.year + 4 and _fits_all(person)
    return born.replace(day=rng.randint(1, 28)) if near else None


def _fits_all(person: Draft) -> bool:
    """Whether no chair of the person's has an age limit that some years more would break."""
    return all("DOAN" not in title for spell in person.spells for title in spell.chair.titles)


def _set_birth(person: Draft, born: date | None) -> None:
    person.birth = born or person.birth
