"""The register of what is told of a year: each part by the name under which it is kept."""

from collections.abc import Callable, Iterable

from . import following, heads, movements, recruits
from .asked import Asked
from .graded import collectives_graded, people_graded
from .told import Line

Part = Callable[[Asked], Iterable[Line]]
PARTS: dict[str, Part] = {
    "heads": heads.lines,
    "appointed": movements.newly_appointed,
    "movements": movements.movements,
    "recruits": recruits.lines,
    following.NAME: following.lines,
    "evaluations": people_graded,
    "collectives": collectives_graded,
}
