"""Who is planned for what on a day: rows of the page, in the order of units and titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from personnel.models import PlannedTitle, Unit
from personnel.planning.going import Going, State, going
from reports.links import page_url

from .asked import Asked, Show


@dataclass(frozen=True)
class Row:
    """A planned title and where it stands; `unit` is its commune by the map of the page.

    `outside` where that is not asked about, and the person serves in what is.
    """

    going: Going
    unit: Unit
    url: str
    editable: bool
    outside: bool = False
    twice: bool = False

    @property
    def plan(self) -> PlannedTitle:
        """The planned title itself."""
        return self.going.plan

    @property
    def state(self) -> State:
        """What became of it by the day."""
        return self.going.state

    @property
    def in_effect(self) -> bool:
        """Whether it is in effect on the day."""
        return self.state in State.in_effect()

    @property
    def course(self) -> str:
        """What is known on the day of the course for the planned title: a value of `Show`."""
        plan = self.plan
        if plan.course_day:
            return Show.DONE if plan.course_day <= self.going.day else Show.NOT
        return Show.NOT if plan.course else Show.UNKNOWN

    def is_listed(self, show: Show | None) -> bool:
        """Whether it is among what is asked for."""
        if self.outside or show == Show.OUTSIDE:
            return self.in_effect and self.outside and show == Show.OUTSIDE
        if show in (Show.LAPSED, Show.ENDED):
            return self.state.value == show.value
        if not self.in_effect or show is None:
            return self.in_effect
        if show == Show.TWICE:
            return self.twice
        return show.value in (self.state.value, self.course)


def rows_of(asked: Asked) -> list[Row]:
    """Return every planned title of what is asked about, decided by its day; some eight queries.

    Those for its communes; and, of whoever serves in one, those for a commune elsewhere.
    """
    plans = list(_plans(asked))
    communes = {unit.pk: unit for unit in asked.communes}
    by_id = {unit.pk: unit for unit in asked.units}
    own = set(PlannedTitle.objects.editable_by(asked.user).values_list("pk", flat=True))
    told = going(plans, asked.lens.day)
    twice = _twice(told)
    found = [
        Row(
            each,
            by_id.get(plan.stands) or each.unit,
            page_url(asked.lens, "person", plan.person_id),
            plan.pk in own,
            plan.stands not in communes,
            plan.pk in twice,
        )
        for plan, each in zip(plans, told, strict=True)
        if plan.stands in communes or _serves_in(each, communes, asked)
    ]
    return sorted(found, key=_place)


def listed(asked: Asked, rows: Iterable[Row]) -> list[Row]:
    """Return of the rows those that are asked for."""
    return [
        row
        for row in rows
        if row.is_listed(asked.show)
        and asked.title in {None, row.plan.title}
        and asked.term in ("", row.plan.term)
    ]


def _plans(asked: Asked) -> QuerySet[Any, Any]:
    day = asked.lens.day
    decided = Q(decision_day__isnull=True) | Q(decision_day__lte=day)
    plans = PlannedTitle.objects.visible_to(asked.user).filter(decided)
    placed: QuerySet[Any, Any] = plans.placed_on(asked.lens.units_on).annotate(stands=F("place"))
    return placed.select_related("person", "title", "unit").order_by("pk")


def _serves_in(each: Going, communes: dict[int, Unit], asked: Asked) -> bool:
    """Whether somebody serves in what is asked about."""
    on = asked.lens.units_on
    return any(each.maps.of_post(post, on) in communes for post in each.held)


def _twice(told: Sequence[Going]) -> set[int]:
    """Return the ids of those in effect that are there more than once: of joined records."""
    keys = {
        each.plan.pk: (each.plan.person_id, each.plan.title_id, each.unit.pk, each.plan.term)
        for each in told
        if each.state in State.in_effect()
    }
    often = Counter(keys.values())
    return {pk for pk, key in keys.items() if often[key] > 1}


def _place(row: Row) -> tuple[str, str, int, str, date]:
    above = row.unit.above.code if row.unit.above else ""
    plan = row.plan
    decided = plan.decision_day or date.min
    return above, row.unit.code, plan.title.order, plan.person.sort_key.hex(), decided
