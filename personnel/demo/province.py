"""The whole made-up province, in the order in which each part rests on the one before."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from .baseline import settle
from .careers import Careers, blur_starts
from .committees import elect
from .dossiers import dossiers_of
from .drafts import Dossiers, Draft, Place, Province
from .establishment import chairs_of
from .evaluations import Evaluating
from .following import papers_of
from .identity import Register
from .moves import tell_moves
from .places import copied, read_districts, read_places
from .studies import Enrolling
from .training import Training

DEFAULT_SEED = 2022


def make_provinces(seed: int = DEFAULT_SEED, scale: int = 1) -> Iterator[Province]:
    """Yield the province and `scale` - 1 marked copies of it, the same for equal arguments.

    On BASELINE_DAY each has exactly the staff, the women and the people under thirty that the
    resolution counts. Copies come one at a time, so that a load test's need not all fit memory.
    """
    real = read_places()
    register = Register(Random(f"{seed} register"))
    for copy in range(1, scale + 1):
        made = _copy(copied(real, copy), Random(f"{seed} copy {copy}"), register)
        tell_moves(made.people, Random(f"{seed} moves {copy}"))
        # Drawn apart: whoever studies changes nothing of who is there and what they hold.
        made = Enrolling(made.people, Random(f"{seed} studies {copy}"), copy).into(made)
        # And so are papers and evaluations.
        if copy == 1:
            made = replace(made, papers=papers_of(read_districts(), real, Random(f"{seed} papers")))
        yield Evaluating(Random(f"{seed} evaluations {copy}")).into(made)


def make_province(seed: int = DEFAULT_SEED) -> Province:
    """Return the province of a seed, without copies."""
    return next(make_provinces(seed))


def _copy(places: list[Place], rng: Random, register: Register) -> Province:
    chairs = chairs_of(places, rng)
    people: list[Draft] = Careers(chairs, rng).run()
    settle(people, rng)
    elect(people, chairs, rng)
    blur_starts(people, rng)
    training = Training(rng)
    for person in people:
        register.enter(person)
        training.train(person)
    dossiers: list[Dossiers] = dossiers_of(places, rng)
    return Province(places, people, dossiers)
