"""A title that people are taken to hold on a day: what would be asked of them if they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from personnel.models import Person, Post, Title, Unit

from .coverage import beyond_on


@dataclass(frozen=True)
class Supposed:
    """A title in a commune, held from the day on in the place of whatever somebody holds.

    A seat on the committee of that commune goes with any title and is kept: `replaced` of
    `personnel.actions.appointing` says the same of an appointment. The title is read with its
    group of the day (`grouped_on`).
    """

    title: Title
    unit: Unit

    def held_by(self, people: QuerySet[Any, Any], day: date) -> QuerySet[Any, Any]:
        """Return the columns of a principal post on `day` for each of these ids of people."""
        return (
            Person.objects.filter(pk__in=people)
            .order_by()
            .values(person_id=F("pk"), **self.on(day))
        )

    def on(self, day: date) -> dict[str, Any]:
        """Return the columns of a principal post on `day` as expressions, but for who holds it."""
        title = self.title
        confirmed = getattr(title, "confirmed_then", title.group_confirmed)
        return {
            "title_id": Value(title.pk),
            "post_id": Cast(Value(None), IntegerField()),
            "title_group": Value(title.grouped.value),
            "group_unconfirmed": Value(int(not confirmed)),
            "in_scope": self._in_scope(day),
            "post_rank": Value(1),
            "judged_in": Value(self.unit.pk),
            "age_bound": Value(title.age_bound),
        }

    def on_committee(self, day: date) -> Q:
        """Return the condition on a person: would sit on a Party committee, as on `day`."""
        if self.title.in_committee:
            return Q(pk__isnull=False)
        seats = Post.objects.held_on(day).in_groups([Title.Group.COMMITTEE], day)
        here = seats.placed_on(day).filter(Q(place=self.unit.pk))
        return Q(pk__in=here.order_by().values("person"))

    def _in_scope(self, day: date) -> Case:
        beyond = Exists(beyond_on(day).filter(unit=self.unit.pk))
        return Case(When(beyond, then=Value(0)), default=Value(1), output_field=IntegerField())
