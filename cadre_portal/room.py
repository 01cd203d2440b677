"""Room for all that a request calls, so that no loop of it calls across an edge of memory."""

from collections.abc import Callable
from types import FunctionType
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

# What a function says that it needs, in values of eight bytes: half a megabyte, with its own more.
SAID = 2**16


def with_room(function: Callable[P, R]) -> Callable[P, R]:
    """Return `function`; what it calls stands in a piece of memory half of which is free.

    Python keeps the values of running functions in pieces of 16 KB. A call beyond the last takes
    another piece from the system, which is given back when it returns: of a loop that calls from
    just before such an edge, each call does both. Where the edges lie follows from how deep a
    page is called, and the same page took up to twice as long from one depth to the next. A
    function that needs more than a piece gets one of the next power of two: here a megabyte.
    """
    own = cast(FunctionType, function)
    own.__code__ = own.__code__.replace(co_stacksize=SAID)
    return cast(Callable[P, R], own)
