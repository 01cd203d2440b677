"""A made-up province for demonstrations, tests and load tests.

Pure and deterministic: the same seed gives the same people in every process and on every
database. No name, number or figure is taken from a real person; identity numbers begin their
serial with 9, which no register of births reaches in a year.
"""

from .drafts import Draft, Place, Province
from .places import read_places
from .province import DEFAULT_SEED, make_province, make_provinces

__all__ = [
    "DEFAULT_SEED",
    "Draft",
    "Place",
    "Province",
    "make_province",
    "make_provinces",
    "read_places",
]
