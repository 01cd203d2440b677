"""What a list tells of studies that go on, written as enrolments without a class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from personnel.keeping import bulk
from personnel.keeping.bulk import Signature
from personnel.kinds import KINDS
from personnel.models import Enrolment
from personnel.words.partial_dates import PartialDate
from personnel.words.vocabulary import Held

_COLUMNS = (
    "person_id", "kind", "level", "language", "state", "since", "expected", "unit_id", "title_id",
    "confirmed_by_id", "confirmed_at",
)  # fmt: skip


@dataclass(frozen=True)
class Study:
    """A level that somebody studies for, and when that is to end; None: nobody said."""

    kind: str
    level: int
    language: str = ""
    until: PartialDate | None = None

    @classmethod
    def of(cls, held: Held, until: PartialDate | None = None) -> Study:
        """Return the study for what would be held."""
        return cls(held.kind, held.level, held.language, until)

    @property
    def key(self) -> tuple[str, int, str]:
        """What an open enrolment is one of, once a person."""
        return self.kind, self.level, self.language

    def __str__(self) -> str:
        kind = KINDS[self.kind]
        told = f"{kind.label}: {kind.level_label(self.level)}"
        told = f"{told}, {self.language}" if self.language else told
        return f"{told}, dự kiến {self.until}" if self.until else told


@dataclass(frozen=True)
class Told:
    """Whose study it is, in which unit and under which title they are listed."""

    study: Study
    person: int
    unit: int
    title: int | None


def keep_told(told: Iterable[Told], since: date, signed: Signature | None = None) -> list[int]:
    """Write studies as "đang học" from `since` on, and return their numbers.

    What a board tells waits to be confirmed. Without a signature no history is written and
    nothing waits. Has to stand in a transaction in which the people are held.
    """
    confirmed = _confirmed(signed)
    rows = (
        (
            one.person,
            *one.study.key,
            str(Enrolment.State.STUDYING),
            since,
            one.study.until and one.study.until.last,
            one.unit,
            one.title,
            *confirmed,
        )
        for one in told
    )
    return bulk.insert(Enrolment, _COLUMNS, rows, signed)


def _confirmed(signed: Signature | None) -> tuple[int | None, datetime | None]:
    """Return by whom and when it is confirmed: at once by an administrator, or by the server."""
    if signed is None or (signed.by is not None and not signed.by.may_administer):
        return None, None
    return signed.by and signed.by.pk, signed.at
