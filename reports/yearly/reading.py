"""What is told of a year: of the records as they are, or as it was handed in."""

from collections.abc import Collection, Iterable, Mapping

from personnel.models import Unit
from reports.models import FrozenStanding
from reports.sources import FrozenSource
from targets.lens import Lens
from targets.sources import LiveSource, Source

from .asked import Asked, Everybody, There
from .parts import PARTS
from .told import Told, in_order, kept, read

# What a submission keeps: the lines of each part by its name.
Kept = dict[str, list[list[str | int]]]


def told_by(source: Source, part: str, asked: Asked | None = None) -> Told:
    """Return what a part tells of a source's year, to its day.

    Of the records what they say now; of what was handed in what was frozen with it, and which
    units handed in by a release that did not keep it. Parts that are `asked` the same, what
    `asked_of` says of the source, read what they share once. Raises LookupError for a part that
    is none.
    """
    if part not in PARTS:
        raise LookupError(part)
    if isinstance(source, FrozenSource):
        return _frozen(source, part)
    if not isinstance(source, LiveSource):
        raise TypeError(source)
    return Told(in_order(PARTS[part](asked or asked_of(source))))


def asked_of(source: LiveSource) -> Asked:
    """Return what parts are asked for by a source of the records; one query when people are."""
    units = frozenset(unit.pk for unit in source.units)
    return Asked(source.lens, source.root, units, source.viewer, lambda: _in_post(source))


def freeze(lens: Lens, root: Unit, units: Collection[int], rows: Iterable[FrozenStanding]) -> Kept:
    """Return what every part tells of a unit that hands in, as it is kept.

    `rows` are the people who are handed in, `units` the ids of the units.
    """
    there = {row.person: There(row.unit_id, row.title_group) for row in rows}
    asked = Asked(lens, root, frozenset(units), None, lambda: there)
    return {name: kept(part(asked)) for name, part in PARTS.items()}


def _frozen(source: FrozenSource, part: str) -> Told:
    found: list[Mapping[str, list[list[str | int]]]] = []
    unknown = []
    for submission in source.submissions:
        if submission.yearly is None or part not in submission.yearly:
            unknown.append(submission.district_id)
        else:
            found.append(submission.yearly)
    lines = (line for each in found for line in read(each[part]))
    return Told(in_order(lines), tuple(unknown))


def _in_post(source: LiveSource) -> Everybody:
    rows = source.rows().order_by().values_list("pk", "unit_id", "title_group")
    return {pk: There(unit, group) for pk, unit, group in rows}
