"""Numbers of a year as the lines behind them, so that whoever is counted can be listed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from operator import attrgetter

from django.utils.functional import cached_property


@dataclass(frozen=True, order=True)
class Line:
    """A person, or a unit, behind a number.

    `code` says in which number of its part it counts, `unit` is the id of a commune or a district,
    `group` the group of titles of a person in it, where it has one. `person` is 0 where it is about
    the unit; `detail` what a table tells of it besides, never a name.
    """

    code: str
    unit: int
    group: str = ""
    person: int = 0
    detail: str = ""


_IN_ORDER = attrgetter(*(field.name for field in fields(Line)))


@dataclass(frozen=True)
class Told:
    """All that one part tells; `unknown` are the units whose report was kept without it."""

    lines: tuple[Line, ...] = ()
    unknown: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines)

    def behind(
        self, *codes: str, units: Collection[int] | None = None, group: str = ""
    ) -> list[Line]:
        """Return the lines of these codes, or of all: in these units and that group alone."""
        asked = codes or tuple(self._by_code)
        return [
            line
            for code in asked
            for line in self._by_code.get(code, ())
            if (units is None or line.unit in units) and group in ("", line.group)
        ]

    def count(self, *codes: str, units: Collection[int] | None = None, group: str = "") -> int:
        """Return how many lines these are."""
        return len(self.behind(*codes, units=units, group=group))

    @property
    def codes(self) -> list[str]:
        """The codes that have a line."""
        return sorted(self._by_code)

    @cached_property
    def _by_code(self) -> Mapping[str, list[Line]]:
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.code].append(line)
        return found

    @property
    def numbers(self) -> Iterator[tuple[Line, int]]:
        """How many people stand behind each code, unit, group and detail, in one order.

        The first is a line about nobody.
        """
        counted = Counter(
            Line(line.code, line.unit, line.group, detail=line.detail) for line in self.lines
        )
        yield from sorted(counted.items())


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines as they are sorted; by a key, since thousands are compared."""
    return tuple(sorted(lines, key=_IN_ORDER))


def kept(lines: Iterable[Line]) -> list[list[str | int]]:
    """Return lines in whole numbers and text, in one order, as JSON keeps them."""
    return [list(astuple(line)) for line in in_order(lines)]


def read(rows: Iterable[Sequence[str | int]]) -> Iterator[Line]:
    """Yield the lines of which `kept` made rows."""
    for code, unit, group, person, detail in rows:
        yield Line(str(code), int(unit), str(group), int(person), str(detail))
