"""Long work on many objects that all live to its end: not searched for dead cycles meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the search for cycles that nobody refers to until the end; as a decorator, too.

    It goes through everything that lives, again and again while a list of thousands of people
    grows: a quarter of the time it takes to write one. What is referred to no more and in no cycle
    goes at once all the same. The search is off for the whole process; where it is off already,
    it stays off.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
