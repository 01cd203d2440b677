"""The register of what is told of a year: each part by the name under which it is kept."""

from collections.abc import Callable, Iterable

from . import recruits
from .asked import Asked
from .graded import collectives_graded, people_graded
from .told import Line

Part = Callable[[Asked], Iterable[Line]]
PARTS: dict[str, Part] = {
    "recruits": recruits.lines,
    "evaluations": people_graded,
    "collectives": collectives_graded,
}
