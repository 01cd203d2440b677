"""Ages and sexes at entry, and when people go."""

from datetime import date, timedelta
from random import Random

from .drafts import Chair, birthday

# Share of women at entry by title; other titles by group. Rises a little every year.
WOMEN = {
    "BT": 0.08,
    "CTMTTQ": 0.2,
    "BTDOAN": 0.33,
    "CTHPN": 1.0,
    "CTHND": 0.13,
    "CTHCCB": 0.0,
    "CHT": 0.0,
    "TCA": 0.0,
    "VPTK": 0.46,
    "DCXD-P": 0.18,
    "DCXD-X": 0.18,
    "TCKT": 0.62,
    "TPHT": 0.42,
    "VHXH": 0.45,
    "PCTHPN": 1.0,
    "PCTHCCB": 0.0,
    "PCHT": 0.0,
    "CTHNCT": 0.12,
    "VTLT": 0.75,
}
WOMEN_OF_GROUP = {"key": 0.15, "mass": 0.3, "civil": 0.4, "nonspecialised": 0.38, "committee": 0.35}
# Youngest, oldest and most usual age of a newcomer.
ENTRY_AGE = {
    "CTHCCB": (42, 55, 48),
    "PCTHCCB": (40, 56, 47),
    "BTDOAN": (24, 30, 27),
    "PBTDOAN": (20, 28, 23),
    "CTHNCT": (58, 66, 61),
    "CTHCTD": (38, 60, 50),
}
ENTRY_AGE_OF_GROUP = {
    "key": (34, 50, 41),
    "mass": (30, 47, 37),
    "civil": (24, 38, 28),
    "nonspecialised": (21, 50, 29),
    "committee": (33, 56, 44),
}
# Oldest age in a chair, where it is not the retirement age.
OLDEST = {"BTDOAN": 38, "PBTDOAN": 34, "CTHNCT": 74, "CTHCTD": 66, "CTHCCB": 62, "PCTHCCB": 64}
OLDEST_OF_GROUP = {"nonspecialised": 62, "committee": 61}
# Chance a year to leave for reasons other than age.
LEAVING = {"key": 0.012, "mass": 0.018, "civil": 0.02, "nonspecialised": 0.09, "committee": 0.1}


def is_woman(chair: Chair, year: int, rng: Random) -> bool:
    """Draw a newcomer's sex."""
    share = WOMEN.get(chair.titles[0], WOMEN_OF_GROUP[chair.group])
    if 0 < share < 1:
        share += 0.006 * (year - 2012)
    return rng.random() < share


def must_be(chair: Chair) -> bool | None:
    """Return True or False where only women or only men hold the chair, else None."""
    share = WOMEN.get(chair.titles[0], 0.5)
    return {0.0: False, 1.0: True}.get(share)


def birth_for(chair: Chair, entry: date, rng: Random) -> date:
    """Draw the birth date of a newcomer who enters on `entry`."""
    youngest, oldest, usual = ENTRY_AGE.get(chair.titles[0], ENTRY_AGE_OF_GROUP[chair.group])
    return entry - timedelta(days=int(rng.triangular(youngest, oldest, usual) * 365.25))


def retires(chair: Chair, born: date, female: bool) -> date:
    """Return the last day that age allows in the chair.

    Staff: the retirement age, 60 and 55 until 2020, then three and four months more a year up
    to 62 and 60 (Nghị định 135/2020/NĐ-CP).
    """
    oldest = OLDEST.get(chair.titles[0], OLDEST_OF_GROUP.get(chair.group))
    if oldest:
        return birthday(born, oldest)
    base, step, top = (55, 4, 60) if female else (60, 3, 62)
    months = step * max(0, born.year + base - 2020)
    months = min(months, (top - base) * 12)
    return birthday(born, base) + timedelta(days=int(months * 30.44))
