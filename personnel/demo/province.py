"""The whole made-up province, in the order in which each part rests on the one before."""

from random import Random

from .baseline import settle
from .careers import Careers, blur_starts
from .committees import elect
from .dossiers import dossiers_of
from .drafts import Dossiers, Draft, Place, Province
from .establishment import chairs_of
from .identity import Register
from .places import copied, read_places
from .training import Training

DEFAULT_SEED = 2022


def make_province(
    seed: int = DEFAULT_SEED, scale: int = 1, places: list[Place] | None = None
) -> Province:
    """Return a province of `scale` times the communes and people, the same for equal arguments.

    On BASELINE_DAY it has exactly `scale` times the staff, the women and the people under
    thirty that the resolution counts. `places` are read from fixtures/ unless given.
    """
    real = read_places() if places is None else places
    register = Register(Random(f"{seed} register"))
    parts = [
        _copy(copied(real, copy), Random(f"{seed} copy {copy}"), register)
        for copy in range(1, scale + 1)
    ]
    return Province(
        [place for part in parts for place in part.places],
        [person for part in parts for person in part.people],
        [count for part in parts for count in part.dossiers],
    )


def _copy(places: list[Place], rng: Random, register: Register) -> Province:
    chairs = chairs_of(places, rng)
    people: list[Draft] = Careers(chairs, rng).run()
    settle(people, rng, share=len(places) / 173)
    elect(people, chairs, rng)
    blur_starts(people, rng)
    training = Training(rng)
    for person in people:
        register.enter(person)
        training.train(person)
    dossiers: list[Dossiers] = dossiers_of(places, rng)
    return Province(places, people, dossiers)
