"""Whose programme and review of a year are there, late or owed, and what was inspected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet, TextChoices
from django.utils.functional import cached_property

from personnel.basics.asked_again import found_again
from personnel.models import Following, FollowingDue, Unit, UnitQuerySet
from personnel.models.hierarchy import KEEPERS

Kind = Following.Kind
# What every committee owes (IV.1); inspections are not its own.
OWED = (Kind.PROGRAMME, Kind.REVIEW)


class State(TextChoices):
    """How a programme or a review stands; the first two are there."""

    IN_TIME = "in-time", "Đã có"
    LATE = "late", "Có, chậm hạn"
    MISSING = "missing", "Chưa có"
    OVERDUE = "overdue", "Quá hạn"


THERE, OWING = (State.IN_TIME, State.LATE), (State.MISSING, State.OVERDUE)


@dataclass(frozen=True)
class Dues:
    """The days by which papers are due, by year."""

    programmes: Mapping[int, date] = field(default_factory=dict)
    reviews: Mapping[int, date] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Dues:
        """Read them; one query."""
        rows = found_again(("dues",), FollowingDue.objects.all, FollowingDue)
        return cls(
            {row.year: row.programme for row in rows if row.programme},
            {row.year: row.review for row in rows if row.review},
        )

    def of(self, kind: str, unit: Unit, year: int) -> date | None:
        """Return by when a unit owes what a year asks of it; None where no day was set for it.

        A programme once: by the first day set until that year on which the unit stood. A review of
        the year by its own day; a unit that began later is not held to it.
        """
        begins = unit.valid_from or date.min
        if kind == Kind.REVIEW:
            days = [self.reviews[year]] if year in self.reviews else []
        else:
            days = sorted(day for of, day in self.programmes.items() if of <= year)
        return next((day for day in days if day >= begins), None)


@dataclass(frozen=True)
class Act:
    """What a unit has of a kind, the earliest first, by when it was due, and on which day asked."""

    kind: Kind
    papers: Sequence[Following]
    due: date | None
    day: date

    @property
    def first(self) -> Following | None:
        """The paper that counts."""
        return next(iter(self.papers), None)

    @property
    def state(self) -> State:
        """How it stands on the day: late past the day set, never where none was."""
        if self.first:
            late = self.due is not None and self.first.day > self.due
            return State.LATE if late else State.IN_TIME
        over = self.due is not None and self.due < self.day
        return State.OVERDUE if over else State.MISSING


@dataclass(frozen=True)
class Standing:
    """A unit with what it has of a year; `owes` whether every such unit must have it."""

    unit: Unit
    owes: bool
    programme: Act
    review: Act
    inspections: Sequence[Following]

    @property
    def acts(self) -> tuple[Act, Act]:
        """Both that are owed."""
        return self.programme, self.review

    def act(self, kind: str) -> Act:
        """Return one of them."""
        return self.review if kind == Kind.REVIEW else self.programme

    @property
    def unremedied(self) -> list[Following]:
        """The inspections of which nobody wrote what became of what they found."""
        return [each for each in self.inspections if not each.remedied]

    @cached_property
    def papers(self) -> list[Following]:
        """All of it."""
        return [*self.programme.papers, *self.review.papers, *self.inspections]


def owing(ids: Collection[int], day: date) -> set[int]:
    """Return of units by id those that stand on a day and owe both: whoever keeps records.

    A commune below a district may have them too, and owes none here. One query.
    """
    units = those_owing(Unit.objects.filter(pk__in=ids), day)
    return set(units.order_by().values_list("pk", flat=True))


def those_owing(units: UnitQuerySet, day: date) -> UnitQuerySet:
    """Return the same of a query of units, as a query."""
    return units.filter(KEEPERS).in_force(day)


def standings(
    units: Iterable[Unit], owed: Collection[int], year: int, day: date, today: date,
    dues: Dues | None = None,
) -> list[Standing]:  # fmt: skip
    """Return what units have of a year to a `day` of it, as it stands `today`.

    Two queries, one where `dues` are read already. Programmes and inspections issued by the day; a
    review whenever it was issued, as it is written about a year that is over. What units had that
    went on in these is not theirs.
    """
    units = list(units)
    found = _papers([unit.pk for unit in units], year, day)
    dues = dues or Dues.read()

    def act(kind: Kind, unit: Unit) -> Act:
        due = dues.of(kind, unit, year) if unit.pk in owed else None
        return Act(kind, found[unit.pk, kind], due, today)

    return [
        Standing(
            unit, unit.pk in owed, act(Kind.PROGRAMME, unit), act(Kind.REVIEW, unit),
            found[unit.pk, Kind.INSPECTION],
        )
        for unit in units
    ]  # fmt: skip


def _papers(
    units: Collection[int], year: int, day: date
) -> Mapping[tuple[int, str], list[Following]]:
    def write() -> QuerySet[Following]:
        asked = Q(kind=Kind.PROGRAMME, day__lte=day) | Q(kind=Kind.REVIEW, year=year)
        asked |= Q(kind=Kind.INSPECTION, year=year, day__lte=day)
        return Following.objects.filter(asked, unit__in=units).order_by("day", "pk")

    found: dict[tuple[int, str], list[Following]] = defaultdict(list)
    for paper in found_again(("papers", tuple(units), year, day), write, Following):
        found[paper.unit_id, paper.kind].append(paper)
    return found
