"""What the records tell of some years: who was moved in or out of units, whom they brought anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from personnel.models import Basis, Ethnicity, Origin, Person, Post, PostQuerySet, Unit
from personnel.reading.movements import Movement, Way, movements_of
from personnel.reading.newly_appointed import Appointment, appointed
from personnel.reading.told_posts import Atlas, Row, rows_of
from personnel.scope import Viewer
from personnel.words.dates import years_before
from targets.lens import Lens

from .moved import GONE, Moved, New

YOUNG = 40


@dataclass(frozen=True)
class Event:
    """A movement as it is counted, and as the records tell it."""

    moved: Moved
    movement: Movement

    @property
    def year(self) -> int:
        """The year that it is counted in."""
        return self.movement.year


@dataclass(frozen=True)
class Newcomer:
    """Somebody newly appointed: where, to which group, and what I.2 asks of them."""

    person: int
    unit: int
    codes: frozenset[str]
    appointment: Appointment

    @property
    def group(self) -> str:
        """The group of titles that they came to."""
        return self.appointment.group

    @property
    def year(self) -> int:
        """The year of the first day."""
        return self.appointment.row.span[0].year


class Reading:
    """The posts of whoever began or left one from `first` to the day of a lens, within a root.

    Of people the `viewer` may see; None sees everybody. `units` are the ids of the root and of
    what is in it. Each question takes as many queries however many people there are.
    """

    def __init__(
        self, first: date, lens: Lens, root: Unit, units: Collection[int],
        viewer: Viewer | None = None,
    ) -> None:  # fmt: skip
        self.first, self.lens, self.root = first, lens, root
        self.units, self.viewer = units, viewer
        self.atlas = Atlas()

    @cached_property
    def careers(self) -> list[list[Row]]:
        """All posts of each of them, as far as they began by the day; one query."""
        within = self.first, self.lens.day
        days = Q(start__range=within) | Q(end__range=within)
        return list(rows_of(self._posts_of(self._seen.filter(days))))

    @property
    def _seen(self) -> PostQuerySet:
        seen = Post.objects.visible_to(self.viewer) if self.viewer else Post.objects.all()
        if self.root.whole_province:
            return seen
        return seen.filter(person__in=Person.objects.ever_in(self.root))

    def _posts_of(self, posts: PostQuerySet) -> QuerySet[Post, Any]:
        begun = Q(start__isnull=True) | Q(start__lte=self.lens.day)
        return Post.objects.filter(begun, person__in=posts.order_by().values("person"))

    def events(self) -> Iterator[Event]:
        """Yield every movement into these units or out of them; across twice, as gone too."""
        for rows in self.careers:
            for movement in movements_of(rows, self.atlas, self.first, self.lens.day):
                yield from self._counted(movement)

    def _counted(self, movement: Movement) -> Iterator[Event]:
        """Yield it where it counts, by the map that is looked at."""
        by, row, before = self.lens.units_on, movement.row, movement.before
        here = self.atlas.place(row, by)
        other = self.atlas.place(before, by) if before and movement.way == Way.ACROSS else 0
        moved = Moved(
            movement.way.value,
            here,
            self.atlas.group(row, movement.day),
            row.person,
            movement.basis,
            movement.level,
            other,
            str(self.atlas.titles[row.title]),
        )
        if here in self.units:
            yield Event(moved, movement)
        if other in self.units:
            yield Event(replace(moved, code=GONE, unit=other, other=here), movement)

    def newcomers(self) -> list[Newcomer]:
        """Return who was newly appointed in these units; three queries besides."""
        found = [
            (new, place)
            for rows in self.careers
            for new in appointed(rows, self.atlas, self.first, self.lens.day)
            if (place := self.atlas.place(new.row, self.lens.units_on)) in self.units
        ]
        facts = self._facts() if found else {}
        areas = set(self._minority_areas()) if found else set()
        return [
            Newcomer(new.row.person, place, _codes(new, facts[new.row.person], place in areas), new)
            for new, place in found
        ]

    def _facts(self) -> dict[int, tuple[str, date, str | None]]:
        ids = self._seen.filter(start__range=(self.first, self.lens.day)).order_by()
        people = Person.objects.filter(pk__in=ids.values("person"))
        rows = people.values_list("pk", "sex", "birth_date", "ethnicity__name")
        return {pk: (sex, birth, ethnicity) for pk, sex, birth, ethnicity in rows}

    def _minority_areas(self) -> Iterable[int]:
        areas = Unit.objects.communes().with_facts_on(self.lens.units_on)
        return areas.filter(Q(minority_area_then=True)).values_list("pk", flat=True)

    def rotated(self) -> Iterator[tuple[int, str]]:
        """Yield who holds a title on the day by rotation from the district, with the title."""
        day = self.lens.day
        held = self._seen.lasting_on(day).filter(basis=Basis.ROTATED)
        for rows in rows_of(self._posts_of(held)):
            here = [row for row in rows if row.lasts_on(day) and row.basis == Basis.ROTATED]
            down = self._from_district(rows)
            found = [row for row in here if row.came_from == Origin.DISTRICT or row.pk in down]
            for row in found[:1]:
                yield row.person, str(self.atlas.titles[row.title])

    def _from_district(self, rows: Sequence[Row]) -> set[int]:
        told = movements_of(rows, self.atlas, date.min, self.lens.day)
        return {m.row.pk for m in told if m.way == Way.DOWN and m.level == Origin.DISTRICT}


def _codes(new: Appointment, facts: tuple[str, date, str | None], in_area: bool) -> frozenset[str]:
    """Return in which numbers of `New` somebody counts: as they were on their first day."""
    sex, birth, ethnicity = facts
    minority = ethnicity not in (None, Ethnicity.KINH)
    counted = {
        New.NEW: True,
        New.WOMEN: sex == Person.Sex.FEMALE,
        New.YOUNG: birth > years_before(new.day, YOUNG),
        New.MINORITY: minority,
        New.UNKNOWN: ethnicity is None,
        New.AREA: in_area,
        New.AREA_MINORITY: in_area and minority,
    }
    return frozenset(code.value for code, holds in counted.items() if holds)
