"""What an upload wrote, found again in the history, and what changed on it since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from personnel.keeping.bulk import in_parts
from personnel.keeping.history import told
from personnel.keeping.telling import ADDED, CHANGED, DELETED
from personnel.models import (
    Credential,
    Enrolment,
    Evaluation,
    HandOver,
    Person,
    PlannedTitle,
    Post,
    Scan,
)
from sheets.models import Upload

WRITTEN: tuple[Any, ...] = (Person, Post, Credential, Enrolment, Evaluation)
_AT_MOST_TOLD = 20
_AT_MOST_OF_ONE = 3


@dataclass
class Touched:
    """The history rows of one upload by model, those of its author and its moment.

    Those of people `without` whom it is looked at are left aside.
    """

    upload: Upload
    without: frozenset[int] = frozenset()
    rows: dict[Any, list[Any]] = field(init=False)

    def __post_init__(self) -> None:
        its = {"history_date": self.upload.written_at, "history_user": self.upload.written_by_id}
        self.rows = {
            model: [row for row in self._rows(model, its) if _person(row) not in self.without]
            for model in WRITTEN
        }

    @staticmethod
    def _rows(model: Any, its: dict[str, Any]) -> Iterable[Any]:
        return model.history.filter(**its).order_by("id")

    def of(self, model: Any, kind: str) -> list[Any]:
        """Return the rows of records that were added, changed or deleted (`telling`)."""
        return [row for row in self.rows[model] if row.history_type == kind]

    @cached_property
    def people(self) -> list[int]:
        """The ids of everybody whose record, post or credential was written."""
        return sorted({_person(row) for model in WRITTEN for row in self.rows[model]})

    def since(self) -> Iterator[tuple[int, Any, int]]:
        """Yield person, model and number of every history row of these people that came after.

        By its moment, or by its number: whoever waited for the upload to be written may have
        begun before it.
        """
        for model in (*WRITTEN, HandOver, Scan):
            own = {row.history_id for row in self.rows.get(model, ())}
            later = Q(history_date__gt=self.upload.written_at)
            if own:
                later |= Q(history_id__gt=max(own))
            person = "id" if model is Person else "person_id"
            rows = model.history.filter(later).order_by("history_id")
            for some in in_parts(self.people):
                found = rows.filter(**{f"{person}__in": some}).values_list(person, "history_id")
                yield from ((pk, model, number) for pk, number in found if number not in own)

    def otherwise(self) -> Iterator[int]:
        """Yield the people of whom a record is not as the upload left it, whatever the history.

        Among them whoever it created and is planned for a title by now, of which no more is said.
        """
        created = [row.id for row in self.of(Person, ADDED)]
        for some in in_parts(created):
            yield from PlannedTitle.objects.filter(person__in=some).values_list("person", flat=True)
        for model in WRITTEN:
            rows = {row.id: row for row in self.rows[model]}
            for some in in_parts(rows):
                held = model._base_manager.in_bulk(some)
                for pk in some:
                    if not _is_as_left(rows[pk], held.get(pk)):
                        yield _person(rows[pk])


def _person(row: Any) -> int:
    """Return whose record, post or credential a row of the history is about."""
    person: int = row.id if row.instance_type is Person else row.person_id
    return person


def _is_as_left(row: Any, record: Any) -> bool:
    if row.history_type == DELETED or record is None:
        return row.history_type == DELETED and record is None
    return all(
        getattr(row, field.attname) == getattr(record, field.attname)
        for field in row.tracked_fields
    )


@dataclass(frozen=True)
class Obstacles:
    """The people whose records changed since an upload was written, and what changed.

    `told` says in Vietnamese who, what, by whom and when; of no more than some people, the
    number of the others at the end.
    """

    people: frozenset[int]
    told: list[str]


def obstacles(touched: Touched) -> Obstacles:
    """Return what changed since on the records of an upload."""
    later: dict[int, dict[Any, list[int]]] = {}
    for person, model, number in touched.since():
        later.setdefault(person, {}).setdefault(model, []).append(number)
    sentences = list(_told(dict(islice(later.items(), _AT_MOST_TOLD))))
    silent = sorted(set(touched.otherwise()) - later.keys())
    sentences += [
        f"{name}: hồ sơ không còn như khi ghi." for name in _names(silent[:_AT_MOST_TOLD]).values()
    ]
    more = max(len(later) - _AT_MOST_TOLD, 0) + max(len(silent) - _AT_MOST_TOLD, 0)
    told = sentences + ([f"… và {more} hồ sơ khác."] if more else [])
    return Obstacles(frozenset((*later, *silent)), told)


def _told(later: dict[int, dict[Any, list[int]]]) -> Iterator[str]:
    """Yield a sentence for each person and deed, in the order of time."""
    numbers: dict[Any, list[int]] = {}
    for of_person in later.values():
        for model, some in of_person.items():
            numbers.setdefault(model, []).extend(some)
    deeds: dict[tuple[Any, int, str], list[str]] = {}
    for row, sentences in told(numbers):
        if row.history_id in numbers.get(row.instance_type, ()):
            deed = row.history_date, _person(row), str(row.history_user or "Hệ thống")
            deeds.setdefault(deed, []).extend(sentences or ["ghi lại, nội dung không đổi"])
    names = _names(later)
    for (at, person, who), sentences in sorted(deeds.items()):
        what = "; ".join(sentences[:_AT_MOST_OF_ONE])
        more = "; …" if len(sentences) > _AT_MOST_OF_ONE else ""
        when = f"{timezone.localtime(at):%H:%M %d/%m/%Y}"
        yield f"{names.get(person, '')}: {what}{more} ({who}, {when})."


def _names(ids: Collection[int]) -> dict[int, str]:
    """Return the names of people, of those deleted and of those without history too."""
    rows = Person.history.filter(id__in=ids).order_by("history_id")
    present = Person.objects.filter(pk__in=ids).values_list("pk", "full_name")
    return dict(rows.values_list("id", "full_name")) | dict(present)


def before(touched: Touched, model: Any) -> Iterable[Any]:
    """Return the history rows that tell how the records changed by the upload stood before it."""
    changed = {row.id: row.history_id for row in touched.of(model, CHANGED)}
    latest: dict[int, Any] = {}
    for some in in_parts(changed):
        earlier = model.history.filter(id__in=some).order_by("history_date", "history_id")
        for row in earlier.filter(history_date__lt=touched.upload.written_at):
            latest[row.id] = row
    return latest.values()
