"""What the seats of a plan are expected to bring, asked as enrolments are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from targets.needs.enrolled import Enrolments, Expected
from targets.needs.plans import Plan


@dataclass(frozen=True)
class WithPlan:
    """Enrolments as they are, and besides them every seat of a plan, as if it were taken."""

    enrolments: Enrolments
    plan: Plan

    def awarded_by(self, day: date) -> Iterable[Expected]:
        """Return what both are expected to bring on or before `day`."""
        return [*self.enrolments.awarded_by(day), *(each for each in self._seats if each.by(day))]

    def awaited(self) -> Iterable[Expected]:
        """Return what both are expected to bring, whenever that is."""
        return [*self.enrolments.awaited(), *self._seats]

    @cached_property
    def _seats(self) -> list[Expected]:
        return [
            Expected(seat.one.pk, seat.offer.kind, seat.offer.level, seat.offer.code, seat.last_day)
            for seat in self.plan.seats
        ]
