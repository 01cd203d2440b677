"""Rows of the kept history as entries that a person reads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from personnel.keeping.history import STORIED, Change, Told, change_of, told
from personnel.keeping.telling import in_time, one_after_another, tell, with_before
from personnel.models import Person

from .kinds import Kind

# A history row by its kind and number.
Row = tuple[Kind, int]
# What a record that is not about a person is called by, as far as it has it.
NAMES = ("unit", "year", "name", "full_name")


@dataclass(frozen=True)
class Entry:
    """What one user changed at one moment of one record, or of one person's records.

    `subject` names what it is about; `person` is the id to link to, None where there is none
    or the record was deleted.
    """

    change: Change
    kinds: list[str]
    subject: str
    person: int | None


def entries(rows: Sequence[Row]) -> list[Entry]:
    """Return history rows in sentences, those of one moment, author and subject as one entry.

    The order stays. A fixed number of queries for each kind of record among them.
    """
    found = _told(rows)
    people = {kind.person_of(found[kind, number][0]) for kind, number in rows}
    names, present = _names({pk for pk in people if pk})
    grouped: dict[Any, list[Row]] = defaultdict(list)
    for kind, number in rows:
        row, _ = found[kind, number]
        author = (row.history_date, row.history_user_id, row.history_change_reason)
        about = kind.person_of(row) or (kind, row.id)
        grouped[author, about].append((kind, number))
    return [_entry(among, found, names, present) for among in grouped.values()]


def _told(rows: Iterable[Row]) -> dict[Row, Told]:
    """Return the rows with their sentences."""
    numbers: dict[Kind, list[int]] = defaultdict(list)
    for kind, number in rows:
        numbers[kind].append(number)
    kinds = {kind.history.model: kind for kind in numbers}
    storied = {kind.model: of for kind, of in numbers.items() if kind.model in STORIED}
    # The log is of administrators, in whose hands every record is.
    found = list(told(storied, whole=True)) if storied else []
    for kind, of in numbers.items():
        if kind.model not in STORIED:
            history = in_time(with_before(kind.history, of), *kind.related)
            found += [(row, tell(row, before)) for row, before in one_after_another(history)]
    return {(kinds[type(row)], row.history_id): (row, sentences) for row, sentences in found}


def _names(ids: set[int]) -> tuple[dict[int, str], set[int]]:
    """Return the names of people, deleted ones as they were last called, and who is present."""
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "full_name"))
    present = set(names)
    if ids - present:
        gone = Person.history.filter(id__in=ids - present).order_by("history_date", "history_id")
        names |= dict(gone.values_list("id", "full_name"))
    return names, present


def _entry(
    among: Sequence[Row], found: Mapping[Row, Told], names: Mapping[int, str], present: set[int]
) -> Entry:
    """Return rows as one entry, the person before posts before credentials."""
    among = among[::-1]
    kind, number = among[0]
    row, _ = found[kind, number]
    person = kind.person_of(row)
    subject = names.get(person, "") if person else _called(row)
    return Entry(
        change_of([found[key] for key in among]),
        list(dict.fromkeys(kind.label for kind, _ in among)),
        subject or f"Hồ sơ số {person or row.id}",
        person if person in present else None,
    )


def _called(row: Any) -> str:
    """Return what a record other than a person's is called: what is about a user, by the user."""
    if user := getattr(row, "user", None):
        return str(user)
    said = [str(value) for name in NAMES if (value := getattr(row, name, None))]
    return " ".join(said) or str(getattr(row, "username", "")) or _told_by_itself(row)


def _told_by_itself(row: Any) -> str:
    """Return what a record says it is; "" where what it names is gone."""
    try:
        return str(row.instance)
    except ObjectDoesNotExist:
        return ""
