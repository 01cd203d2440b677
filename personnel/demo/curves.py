"""How training spreads: the share of each group that holds a level, year by year.

Every curve never falls, and a lower level's is never below a higher one's, so that the day on
which one person reaches a level can be read off by their rank within the group.
"""

from bisect import bisect_right

from personnel.kinds import KINDS

YEARS = (2000, 2010, 2015, 2020, 2022, 2025, 2030)
Curve = tuple[float, ...]
# By kind, group and level; in percent at the beginning of each of YEARS.
CURVES: dict[str, dict[str, dict[int, Curve]]] = {
    "professional": {
        "key": {
            1: (85, 94, 97, 98.5, 99, 99.5, 99.9),
            2: (70, 88, 94, 97, 98, 99.2, 99.8),
            3: (15, 42, 65, 86, 90.5, 95.5, 99),
            4: (10, 34, 58, 81, 86, 92, 97.5),
            5: (0, 0.5, 1.5, 5, 7, 11, 18),
        },
        "mass": {
            1: (45, 78, 88, 94, 95.5, 97.5, 99),
            2: (30, 62, 77, 88, 91, 94.5, 98),
            3: (5, 18, 38, 61, 68, 77, 88),
            4: (3, 12, 29, 52, 59, 68, 82),
            5: (0, 0, 0.3, 1, 1.5, 2.5, 5),
        },
        "civil": {
            1: (70, 93, 97, 99, 99.4, 99.7, 99.9),
            2: (55, 91, 96, 98.5, 99, 99.5, 99.8),
            3: (8, 32, 58, 82, 87, 92.5, 98),
            4: (5, 24, 49, 75, 81, 88.5, 96),
            5: (0, 0, 0.5, 2, 2.8, 5, 9),
        },
        "nonspecialised": {
            1: (18, 50, 64, 76, 81, 87, 93),
            2: (10, 36, 52, 66, 72, 80, 90),
            3: (2, 9, 20, 36, 42, 50, 62),
            4: (1, 5, 13, 25, 30, 37, 49),
        },
    },
    "theory": {
        "key": {
            1: (45, 82, 91, 96, 97.5, 99, 99.8),
            2: (25, 62, 78, 90, 93, 96.5, 99),
            3: (0, 4, 9, 19, 24, 33, 45),
            4: (0, 0.5, 1, 1.5, 1.7, 2, 2.5),
        },
        "mass": {
            1: (15, 56, 70, 83, 88, 94, 99),
            2: (6, 30, 46, 61, 67, 77, 92),
            3: (0, 0.5, 1.5, 4, 5, 8, 13),
        },
        "civil": {
            1: (6, 34, 53, 73, 80, 90, 98),
            2: (3, 15, 28, 44, 50, 61, 76),
            3: (0, 0.2, 0.8, 2, 3, 5, 8),
        },
        "nonspecialised": {
            1: (4, 15, 29, 45, 52, 64, 79),
            2: (1, 5, 10, 17, 20, 26, 36),
        },
    },
    "state_management": {
        "key": {
            1: (10, 32, 48, 64, 70, 82, 96),
            2: (3, 15, 31, 50, 58, 73, 92),
            3: (0, 0.5, 1.5, 4, 5.5, 9, 16),
        },
        "mass": {
            1: (1, 8, 15, 25, 30, 41, 66),
            2: (0, 4, 10, 18, 23, 34, 60),
        },
        "civil": {
            1: (8, 26, 44, 66, 73, 86, 97),
            2: (2, 12, 30, 53, 61, 76, 92),
            3: (0, 0, 0.3, 1, 1.6, 3, 6),
        },
        "nonspecialised": {
            1: (0, 1, 3, 6, 8, 12, 20),
            2: (0, 0.5, 1.5, 3.5, 5, 8, 14),
        },
    },
    "it": {
        "staff": {
            1: (4, 36, 56, 75, 83, 94, 99.5),
            2: (0, 1, 8, 32, 46, 68, 90),
            3: (0, 0.2, 1, 3.5, 5, 9, 20),
            4: (0, 0.6, 1.1, 2, 2.4, 3, 4),
            6: (0, 0.2, 0.6, 1.2, 1.5, 2.1, 3),
        },
        "nonspecialised": {
            1: (1, 18, 36, 56, 63, 74, 88),
            2: (0, 0.5, 5, 22, 32, 48, 70),
            4: (0, 0.3, 0.8, 1.5, 1.8, 2.3, 3),
        },
    },
    "foreign_language": {
        "staff": {
            1: (6, 22, 32, 41, 45, 52, 64),
            2: (5, 19, 28, 34, 36, 39, 45),
            3: (0, 2, 6, 13, 17, 26, 40),
            4: (0, 1, 3.5, 8.5, 12, 19, 31),
            5: (0, 0.3, 1.2, 4, 6, 11, 21),
            6: (0, 0.1, 0.4, 1.4, 2.2, 4.5, 10),
            7: (0, 0, 0.1, 0.3, 0.5, 1, 2),
            10: (0, 0, 0.1, 0.2, 0.3, 0.5, 0.8),
        },
        "nonspecialised": {
            1: (3, 12, 20, 29, 33, 40, 52),
            2: (2, 9, 16, 21, 23, 26, 32),
            3: (0, 1, 3, 8, 11, 17, 28),
            4: (0, 0.3, 1.5, 4, 6, 10, 19),
        },
    },
    "ethnic_language": {
        "staff": {
            1: (2, 13, 24, 38, 45, 58, 76),
            2: (0.5, 4, 9, 18, 24, 36, 55),
            3: (0.2, 2, 5, 12, 17, 27, 46),
        },
    },
    "mass_work": {
        "staff": {1: (5, 27, 42, 53, 59.5, 71, 88)},
    },
    "position_update": {
        "staff": {1: (2, 12, 30, 50, 60, 81, 97)},
    },
    "general_education": {
        "staff": {
            1: (99.9,) * 7,
            2: (90, 96, 98, 99, 99.3, 99.6, 99.9),
            3: (62, 79, 88, 95, 96.5, 98, 99.4),
        },
        "nonspecialised": {
            1: (99.9,) * 7,
            2: (85, 92, 95, 97, 97.5, 98, 99),
            3: (50, 66, 76, 86, 88.5, 92, 96),
        },
    },
}
# Of a kind that has none: the first level; half as many reach each one above.
_USUAL: Curve = (2, 12, 24, 38, 45, 58, 76)


def levels(kind: str, group: str) -> dict[int, Curve]:
    """Return the curves of a kind for a group, by level, low to high."""
    of_kind = CURVES.get(kind)
    if of_kind is None:
        reached = range(1, KINDS[kind].top + 1)
        return {level: tuple(share / 2 ** (level - 1) for share in _USUAL) for level in reached}
    fallback = "nonspecialised" if group == "nonspecialised" else "staff"
    return of_kind.get(group) or of_kind.get(fallback) or of_kind["staff"]


def year_reached(curve: Curve, rank: float) -> float | None:
    """Return when the curve passes `rank` (0 the first of the group, 100 the last).

    A year with its fraction; YEARS[0] for those who were there already, None for never.
    """
    after = bisect_right(curve, rank)
    if after == 0:
        return float(YEARS[0])
    if after == len(curve):
        return None
    low, high = curve[after - 1], curve[after]
    start, end = YEARS[after - 1], YEARS[after]
    return start + (end - start) * (rank - low) / (high - low)
