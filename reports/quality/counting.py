"""What is missing or doubtful in the records, counted by commune, district and scope."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.db.models.functions import Coalesce

from personnel.basics.spells import SPELL
from personnel.kinds import KINDS
from personnel.models import DossierCount, Unit
from targets.figures import percentage
from targets.judging import EVERYONE, Place, UnitCounts, figure_key
from targets.sources import LiveSource
from targets.structure import EVERYBODY

from ..doubts import of_facts
from ..links import page_url, people_url
from .checks import SECTIONS, Check, Settled, checks_of, ever_settled

PEOPLE = "people"


@dataclass(frozen=True)
class Cell:
    """How many people of a unit a check finds, and the list of exactly these."""

    count: int
    url: str


NOBODY = Cell(0, "")


@dataclass(frozen=True)
class Row:
    """One unit: its people, a cell for each check, and its communes with unit-level gaps.

    `uncounted` communes have no dossier counters for the year before; the terrain of the
    `unconfirmed` is not confirmed, nor whether those of `area_unconfirmed` are a minority area.
    """

    unit: Unit
    people: Cell
    cells: list[Cell]
    uncounted: list[Unit]
    unconfirmed: list[Unit]
    area_unconfirmed: list[Unit]


@dataclass(frozen=True)
class Summed:
    """One check over the whole page: its cell, and its part of all people in percent."""

    check: Check
    cell: Cell
    rate: Decimal | None

    @property
    def heading(self) -> str:
        """What its section is called."""
        return SECTIONS[self.check.section]


class Quality:
    """The counts of a source for each of `units`; one query about people and one about units.

    `settled` are the checks of doubts that were confirmed of anybody, beside those still open.
    """

    def __init__(self, source: LiveSource, units: Sequence[Unit]) -> None:
        lens = self.lens = source.lens
        settled = Settled(lens.day)
        self.checks = checks_of(lens, settled)
        communes = [unit for unit in units if unit.is_commune]
        self.settled = ever_settled(settled)
        self._counts = self._counted_by(source, settled)
        self._counted = communes_counted(communes, self.year, lens.day)
        self._below = _by_place(communes)
        # Addresses are put together by hand, as a page has thousands.
        self._people, self._mending = people_url(lens), page_url(lens, "mending")

    def _counted_by(self, source: LiveSource, settled: Settled) -> UnitCounts:
        lens, every = self.lens, (*self.checks, *self.settled)
        return source.counts_named(
            (PEOPLE, *(check.code for check in every)),
            (lens.horizon.code, settled.follows_from),
            lambda: (EVERYBODY.on(lens.day), *(check.where(lens) for check in every)),
            tuple(KINDS),
        )

    @property
    def year(self) -> int:
        """The year whose dossier counters have to be there: the one before the lens's day."""
        return self.lens.day.year - 1

    def row(self, unit: Unit) -> Row:
        """Return the figures of a unit, or of several together."""
        key, within = figure_key(unit), f"unit={self.lens.address(unit)}"
        people = self._counts(PEOPLE, key)
        cells = [self._found(check, key, within) for check in self.checks]
        places = key if isinstance(key, frozenset) else [key]
        below = [commune for place in places for commune in self._below.get(place, [])]
        return Row(
            unit,
            Cell(people, f"{self._people}&{within}") if people else NOBODY,
            cells,
            [commune for commune in below if commune.pk not in self._counted],
            of_facts(below, {Unit.Fact.TERRAIN}),
            of_facts(below, {Unit.Fact.MINORITY_AREA}),
        )

    def summary(self, unit: Unit) -> list[Summed]:
        """Return every check over `unit` with its share of the people there."""
        row = self.row(unit)
        return [
            Summed(check, cell, percentage(cell.count, row.people.count))
            for check, cell in zip(self.checks, row.cells, strict=True)
        ]

    def confirmed(self, unit: Unit) -> list[Summed]:
        """Return the doubts over `unit` that somebody confirmed, those of which there are any."""
        key, within = figure_key(unit), f"unit={self.lens.address(unit)}"
        people = self._counts(PEOPLE, key)
        cells = ((check, self._found(check, key, within)) for check in self.settled)
        return [Summed(c, cell, percentage(cell.count, people)) for c, cell in cells if cell.count]

    def communes_of(self, code: str, unit: Unit) -> list[tuple[Unit, int]]:
        """Return the communes below a unit in which a check finds somebody, and how many each."""
        key = figure_key(unit)
        places = key if isinstance(key, frozenset) else [key]
        below = [commune for place in places for commune in self._below.get(place, [])]
        counted = ((commune, self._counts(code, commune.pk)) for commune in below)
        return [(commune, count) for commune, count in counted if count]

    def _found(self, check: Check, key: Place, within: str) -> Cell:
        """Return whom a check finds; what can be filled in leads to the list where that is done."""
        count = self._counts(check.code, key)
        if not count:
            return NOBODY
        base = self._mending if check.wanted else self._people
        return Cell(count, f"{base}&{within}&quality={check.code}")


def _by_place(communes: Iterable[Unit]) -> dict[int | None, list[Unit]]:
    """Return communes by their own id, by that of their district, and all under EVERYONE."""
    found: dict[int | None, list[Unit]] = defaultdict(list)
    for commune in communes:
        for place in (commune.pk, commune.above_id, EVERYONE):
            found[place].append(commune)
    return found


def communes_counted(communes: Iterable[Unit], year: int, day: date) -> set[int]:
    """Return the ids of the communes whose dossier counters of `year` are recorded.

    Their own; or, where they stand on `day` for others, those of all that were there in the year.
    One query.
    """
    stands = SPELL.on(day, "places__") & Q(places__branch=0)
    counts = DossierCount.objects.filter(year=year, unit=OuterRef("pk"))
    there = Unit.days.within(date(year, 1, 1), date(year, 12, 31))
    spell = FilteredRelation("places", condition=stands)
    placed = (
        Unit.objects.communes()
        .alias(spell=spell)
        .annotate(place=Coalesce("spell__place_id", "pk"), counted=Exists(counts))
        .filter(there | Q(counted=True))
    )
    wanted = [unit.pk for unit in communes]
    own: set[int] = set()
    origins: dict[int, bool] = {}
    for unit, place, counted in placed.order_by().values_list("pk", "place", "counted"):
        if unit == place and counted:
            own.add(place)
        elif unit != place:
            origins[place] = counted and origins.get(place, True)
    return own.union(place for place, whole in origins.items() if whole).intersection(wanted)
