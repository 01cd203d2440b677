"""Who is enrolled, as a forecast asks of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from personnel.models import Enrolment


@dataclass(frozen=True)
class Expected:
    """A level of a kind that somebody is expected to be awarded."""

    person: int
    kind: str
    level: int


class Enrolments(Protocol):
    """Enrolments that are open, of whomever."""

    def awarded_by(self, day: date) -> Iterable[Expected]:
        """Return what they are expected to bring on or before `day`."""


class NobodyEnrolled:
    """That nothing is known of enrolments."""

    def awarded_by(self, day: date) -> Iterable[Expected]:
        """Return nothing."""
        return ()


class LiveEnrolments:
    """Enrolments as they are recorded: of whoever is sent or studies, by the expected day."""

    def awarded_by(self, day: date) -> Iterable[Expected]:
        """Return what they are expected to bring on or before `day`; one query."""
        found = Enrolment.objects.awarded_by(day).order_by()
        return [Expected(*row) for row in found.values_list("person_id", "kind", "level")]
