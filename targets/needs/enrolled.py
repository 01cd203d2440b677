"""Who is enrolled, as a forecast asks of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol


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
