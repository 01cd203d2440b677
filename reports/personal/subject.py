"""Whom everything that is kept is about: a record by its number, there or deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from personnel.models import Person
from personnel.reading.joined import joined_into, leads_to


@dataclass(frozen=True)
class Subject:
    """A person by the number of their record; `numbers` has those of records joined to it too.

    `person` is the record in use; where it is gone, `gone_at` is when. `name` and `cccd` are as
    last recorded.
    """

    record: int
    numbers: Sequence[int]
    name: str
    cccd: str
    person: Person | None = None
    gone_at: datetime | None = None


def subject_of(record: int) -> Subject | None:
    """Return whom a number is about; the number of a joined record leads on; None of nobody's."""
    merge = leads_to(record)
    number = merge.kept if merge else record
    person = Person.objects.filter(pk=number).first()
    numbers = [number, *joined_into(number)]
    if person:
        return Subject(number, numbers, person.full_name, person.cccd, person)
    last = Person.history.filter(id=number, history_type="-").first()
    if last is None:
        return None
    return Subject(number, numbers, last.full_name, last.cccd, gone_at=last.history_date)


def subjects_by_cccd(cccd: str) -> list[Subject]:
    """Return whose number it is, and of which deleted records it was the last."""
    people = Person.objects.numbered(cccd).values_list("pk", flat=True)
    gone = Person.history.filter(cccd=cccd, history_type="-").values_list("id", flat=True)
    found = (subject_of(record) for record in sorted({*people, *gone}))
    told = {subject.record: subject for subject in found if subject and subject.cccd == cccd}
    return list(told.values())
