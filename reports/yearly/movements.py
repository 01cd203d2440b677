"""What a year's report keeps of movements, and of those newly appointed."""

from __future__ import annotations

from collections.abc import Iterator

from .asked import Asked
from .moved import FROM_DISTRICT, Column, Moved
from .told import Line, Told

_APART = "|"


def movements(asked: Asked) -> Iterator[Line]:
    """Yield every movement of the year, and who of those in post is here on rotation."""
    for event in asked.moving.events():
        yield _line(event.moved)
    for person, title in asked.moving.rotated():
        if there := asked.there.get(person):
            yield _line(Moved(FROM_DISTRICT, there.unit, there.group, person, title=title))


def newly_appointed(asked: Asked) -> Iterator[Line]:
    """Yield who was newly appointed in the year, once for each number that counts them."""
    for new in asked.moving.newcomers():
        for code in new.codes:
            yield Line(code, new.unit, new.group, new.person)


def moved_told(told: Told) -> list[Moved]:
    """Return the movements that a report tells."""
    return [_moved(line) for line in told.behind(*Column.values)]


def _line(moved: Moved) -> Line:
    detail = _APART.join((moved.basis, moved.level, str(moved.other), moved.title))
    return Line(moved.code, moved.unit, moved.group, moved.person, detail)


def _moved(line: Line) -> Moved:
    basis, level, other, title = line.detail.split(_APART, 3)
    return Moved(line.code, line.unit, line.group, line.person, basis, level, int(other), title)
