"""Who is enrolled, as a forecast asks of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from personnel.models import Enrolment
from personnel.models.enrolments import EXPECTED, EnrolmentQuerySet


@dataclass(frozen=True)
class Expected:
    """A level of a kind that somebody is expected to be awarded.

    `day` is from when it will count, None where nobody knows; `course` the code of the course, ""
    where only what it leads to is known.
    """

    person: int
    kind: str
    level: int
    course: str = ""
    day: date | None = None

    def by(self, day: date) -> bool:
        """Whether it is expected to count on `day`."""
        return self.day is not None and self.day <= day


class Enrolments(Protocol):
    """Enrolments that are open, of whomever."""

    def awarded_by(self, day: date) -> Iterable[Expected]:
        """Return what they are expected to bring on or before `day`."""

    def awaited(self) -> Iterable[Expected]:
        """Return what they are expected to bring, whenever that is."""


class NobodyEnrolled:
    """That nothing is known of enrolments."""

    def awarded_by(self, day: date) -> Iterable[Expected]:
        """Return nothing."""
        return ()

    def awaited(self) -> Iterable[Expected]:
        """Return nothing."""
        return ()


class LiveEnrolments:
    """Enrolments as they are recorded: of whoever is sent or studies, by the expected day."""

    def awarded_by(self, day: date) -> Iterable[Expected]:
        """Return what they are expected to bring on or before `day`; one query."""
        return _expected(Enrolment.objects.awarded_by(day))

    def awaited(self) -> Iterable[Expected]:
        """Return what they are expected to bring, whenever that is; one query."""
        return _expected(Enrolment.objects.awaited().annotate(counts_from=EXPECTED))


def _expected(enrolments: EnrolmentQuerySet) -> list[Expected]:
    columns = ("person_id", "kind", "level", "course_code", "counts_from")
    found = enrolments.order_by("person_id", "kind", "level", "pk")
    return [Expected(*row) for row in found.values_list(*columns)]
