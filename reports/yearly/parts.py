"""The register of what is told of a year: each part by the name under which it is kept."""

from collections.abc import Callable, Iterable

from . import movements, recruits
from .asked import Asked
from .told import Line

Part = Callable[[Asked], Iterable[Line]]
PARTS: dict[str, Part] = {
    "appointed": movements.newly_appointed,
    "movements": movements.movements,
    "recruits": recruits.lines,
}
