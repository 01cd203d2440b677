"""Work dossiers of the communes by year; those handled online pass 60% around 2025."""

from random import Random

from .drafts import Dossiers, Place

# Share handled online in the province, in percent (clause II.2.2.a wants 60 in 2025).
ONLINE = {2021: 18, 2022: 29, 2023: 41, 2024: 52, 2025: 62, 2026: 69}


def dossiers_of(places: list[Place], rng: Random) -> list[Dossiers]:
    """Return the counts of every commune and year."""
    counts = []
    for place in places:
        size = rng.randrange(900, 2600) if place.urban else rng.randrange(350, 1500)
        lead = rng.gauss(-6 if place.mountain else 2, 7) + (3 if place.urban else 0)
        for year, percent in ONLINE.items():
            total = round(size * rng.uniform(0.92, 1.1))
            online = min(max(percent + lead + rng.gauss(0, 2.5), 3), 98)
            counts.append(Dossiers(place, year, total, round(total * online / 100)))
    return counts
