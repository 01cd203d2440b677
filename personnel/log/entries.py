"""Rows of the kept history as entries that a person reads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from personnel.history import STORIED, Change, Told, change_of, stories
from personnel.models import Person
from personnel.telling import in_time, one_after_another, tell

from .kinds import Kind

# A history row by its kind and number.
Row = tuple[Kind, int]
# What a record that is not about a person is called by, as far as it has it.
NAMES = ("user", "unit", "year", "name", "full_name")


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
    ids = _people(rows)
    told = _told(rows, ids)
    present = dict(Person.objects.filter(pk__in=ids).values_list("pk", "full_name"))
    names = {row.id: row.full_name for row, _ in told.values() if isinstance(row, _PERSON)}
    grouped: dict[Any, list[Row]] = defaultdict(list)
    for kind, number in rows:
        row, _ = told[kind, number]
        author = (row.history_date, row.history_user_id, row.history_change_reason)
        grouped[author, _about(kind, row)].append((kind, number))
    return [_entry(among, told, names | present, present) for among in grouped.values()]


_PERSON = Person.history.model


def _about(kind: Kind, row: Any) -> Any:
    return getattr(row, kind.person) if kind.person else (kind, row.id)


def _people(rows: Iterable[Row]) -> set[int]:
    """Return the ids of the people whom history rows are about; a query for each kind."""
    ids: set[int] = set()
    for kind, numbers in _by_kind(rows).items():
        if kind.person:
            found = kind.history.filter(history_id__in=numbers)
            ids.update(found.values_list(kind.person, flat=True))
    return ids


def _by_kind(rows: Iterable[Row]) -> dict[Kind, list[int]]:
    found: dict[Kind, list[int]] = defaultdict(list)
    for kind, number in rows:
        found[kind].append(number)
    return found


def _told(rows: Iterable[Row], people: set[int]) -> dict[Row, Told]:
    """Return the rows, and those told on the way, with their sentences."""
    by_kind = _by_kind(rows)
    kinds = {kind.history.model: kind for kind in by_kind}
    told: list[Told] = list(stories(people)) if people else []
    for kind, numbers in by_kind.items():
        if kind.model not in STORIED:
            told += _general(kind, numbers)
    kinds |= {_PERSON: Kind(Person)}
    return {
        (kinds[type(row)], row.history_id): (row, sentences)
        for row, sentences in told
        if type(row) in kinds
    }


def _general(kind: Kind, numbers: Iterable[int]) -> list[Told]:
    """Tell rows of a record that is not a person's, each against the one before it."""
    ids = kind.history.filter(history_id__in=numbers).values("id")
    history = in_time(kind.history.filter(id__in=ids), *kind.related)
    return [(row, tell(row, before)) for row, before in one_after_another(history)]


def _entry(
    among: Sequence[Row], told: Mapping[Row, Told], names: Mapping[int, str], present: Any
) -> Entry:
    """Return rows as one entry, the person before posts before credentials."""
    among = among[::-1]
    kind, number = among[0]
    row, _ = told[kind, number]
    person = getattr(row, kind.person) if kind.person else None
    subject = names.get(person, "") if person else _called(row)
    return Entry(
        change_of([told[key] for key in among]),
        list(dict.fromkeys(kind.label for kind, _ in among)),
        subject or f"Hồ sơ số {person or row.id}",
        person if person in present else None,
    )


def _called(row: Any) -> str:
    """Return what a record other than a person's is called."""
    said = [str(value) for name in NAMES if (value := getattr(row, name, None))]
    return " ".join(said) or str(getattr(row, "username", ""))
