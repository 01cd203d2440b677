"""What the seats of a plan are expected to bring, asked as enrolments are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from targets.needs.enrolled import Enrolments, Expected
from targets.needs.plans import Plan


@dataclass(frozen=True)
class WithPlan:
    """Enrolments as they are, and besides them every seat of a plan, as if it were taken."""

    enrolments: Enrolments
    plan: Plan

    def awarded_by(self, day: date) -> Iterable[Expected]:
        """Return what both are expected to bring on or before `day`."""
        yield from self.enrolments.awarded_by(day)
        for seat in self.plan.seats:
            if seat.last_day <= day:
                yield Expected(seat.one.pk, seat.offer.kind, seat.offer.level)
