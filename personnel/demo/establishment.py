"""The chairs of each commune: who sits where, before anybody does.

Sizes follow the decree in force at the baseline (Nghị định 34/2019/NĐ-CP: 19 to 23 cadres and
civil servants a commune, 10 to 14 non-specialised), settled so that the province has exactly
the 3.619 chairs that clause I.2 counts.
"""

from datetime import date, timedelta
from random import Random

from .drafts import BASELINE_DAY, Chair, Place

STAFF_TOTAL = 3619
NONSPECIALISED_TOTAL = 1800
# No commune has a Trưởng Công an from this day on: the regular police took the post over.
POLICE_CHIEF_ENDS = date(2023, 8, 1)

# Six key titles on five or six chairs: some are held by one person jointly.
KEY_PATTERNS = (
    (("BT", "CTHDND"), ("PBT",), ("CTUBND", "PBT"), ("PCTHDND",), ("PCTUBND",)),
    (("BT", "CTHDND"), ("PBT",), ("CTUBND", "PBT"), ("PCTHDND",), ("PCTUBND",), ("PCTUBND",)),
    (("BT",), ("PBT", "CTHDND"), ("CTUBND", "PBT"), ("PCTHDND",), ("PCTUBND",)),
    (("BT",), ("PBT", "CTHDND"), ("CTUBND",), ("PCTHDND",), ("PCTUBND",), ("PCTUBND",)),
    (("BT", "CTUBND"), ("PBT",), ("CTHDND",), ("PCTHDND",), ("PCTUBND",)),
    (("BT",), ("PBT",), ("CTHDND",), ("PCTHDND",), ("CTUBND",), ("PCTUBND",)),
)
KEY_WEIGHTS = (34, 26, 16, 12, 6, 6)
MASS = ("CTMTTQ", "BTDOAN", "CTHPN", "CTHND", "CTHCCB")
# "DCXD" stands for the land title of wards and townships, or that of xã.
CIVIL = ("CHT", "VPTK", "VPTK", "DCXD", "TCKT", "TPHT", "VHXH", "VHXH")
MORE_CIVIL = ("DCXD", "TCKT", "TPHT", "VPTK", "VHXH", "DCXD", "TCKT", "TPHT")
NONSPECIALISED = ("PCTMTTQ", "PBTDOAN", "PCTHPN", "PCTHND", "PCTHCCB", "PCHT", "VPDU", "VTLT")
MORE_NONSPECIALISED = (
    "TCKTDU",
    "TGDV",
    "CTHNCT",
    "CTHCTD",
    "DTT",
    "TY",
    "KTTH",
    "CNTT",
    "VHXH-K",
    "KCT-KHAC",
)
STAFF_SIZES = (19, 20, 21, 22, 23)
NONSPECIALISED_SIZES = (9, 10, 11, 12)


def chairs_of(places: list[Place], rng: Random) -> list[Chair]:
    """Return the chairs of all communes; on BASELINE_DAY they are STAFF_TOTAL of staff."""
    staff = _sizes(len(places), STAFF_SIZES, STAFF_TOTAL, rng)
    others = _sizes(len(places), NONSPECIALISED_SIZES, NONSPECIALISED_TOTAL, rng)
    chairs: list[Chair] = []
    for place, of_staff, of_others in zip(places, staff, others, strict=True):
        chairs += _of_staff(place, of_staff, rng)
        titles = NONSPECIALISED + tuple(rng.sample(MORE_NONSPECIALISED, of_others - 8))
        chairs += [Chair(place, (title,), "nonspecialised") for title in titles]
        if rng.random() < 0.5:
            chairs.append(Chair(place, ("UVBCH",), "committee"))
    return chairs


def _sizes(count: int, options: tuple[int, ...], total: int, rng: Random) -> list[int]:
    """Return `count` sizes between the options' ends that come to `total`."""
    sizes = [rng.choice(options) for _ in range(count)]
    while difference := total - sum(sizes):
        at, step = rng.randrange(count), 1 if difference > 0 else -1
        if options[0] <= sizes[at] + step <= options[-1]:
            sizes[at] += step
    return sizes


def _of_staff(place: Place, size: int, rng: Random) -> list[Chair]:
    key = rng.choices(KEY_PATTERNS, KEY_WEIGHTS)[0]
    chairs = [Chair(place, titles, "key") for titles in key]
    chairs += [Chair(place, (title,), "mass") for title in MASS]
    police = _police_chief(place, rng)
    lasting = bool(police and police[0].closes and police[0].closes >= BASELINE_DAY)
    civil = size - len(chairs) - lasting
    titles = (*CIVIL, *MORE_CIVIL)[:civil]
    chairs += [Chair(place, (_land_title(place, title),), "civil") for title in titles]
    return chairs + police


def _land_title(place: Place, title: str) -> str:
    return title if title != "DCXD" else f"DCXD-{'P' if place.urban else 'X'}"


def _police_chief(place: Place, rng: Random) -> list[Chair]:
    """Return the Trưởng Công an of a xã; towns had regular police all along."""
    if place.urban:
        return []
    closes = POLICE_CHIEF_ENDS - timedelta(days=int(rng.triangular(0, 1400, 900)))
    return [Chair(place, ("TCA",), "civil", closes=closes)]
