"""What the pages show of a decree, row by row, with the people named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from personnel.models import Person, Post, Title, Unit
from targets.figures import Outcome
from targets.rules import Criterion

from .figures import Line
from .moving import Arriving, Shared
from .seen import Seen


@dataclass(frozen=True)
class Comer:
    """Somebody who comes into a unit, with the titles held there and where they come from."""

    person: Person
    titles: str
    old: Unit


@dataclass(frozen=True)
class Deciding:
    """A title that several people bring into a unit: who of them keeps it is to be decided."""

    unit: Unit
    title: Title
    holders: Sequence[tuple[Person, Unit]]


@dataclass(frozen=True)
class Otherwise:
    """Somebody whom a criterion judges otherwise, and what of their unit made it."""

    person: Person
    old: Unit | None
    new: Unit | None
    before: Outcome
    after: Outcome
    why: str


@dataclass(frozen=True)
class UnitRows:
    """One unit that begins: who comes, what is to be decided, and each criterion."""

    arriving: Arriving
    comers: Sequence[Comer]
    heads: Sequence[Deciding]
    others: Sequence[Deciding]
    twice: Sequence[tuple[Person, Title]]
    lines: Sequence[Line]


def of_unit(seen: Seen, code: str) -> UnitRows | None:
    """Return what is shown of a unit that begins; None where none of that code does."""
    arriving = next((each for each in seen.arriving if each.unit.code == code), None)
    if arriving is None:
        return None
    counted = {person: old for old, people in arriving.origins for person in people}
    holders = {person for shared in arriving.shared for person, _ in shared.holders}
    people = seen.named({*counted, *holders, *(person for person, _ in arriving.twice)})
    titles = _titles(seen, counted)
    comers = [Comer(people[person], titles[person], old) for person, old in counted.items()]
    comers.sort(key=lambda comer: (comer.old.code, bytes(comer.person.sort_key)))
    return UnitRows(
        arriving,
        comers,
        _deciding(arriving.heads, people),
        _deciding(arriving.others, people),
        [(people[person], title) for person, title in arriving.twice],
        seen.figures.of(arriving.unit),
    )


def to_decide(seen: Seen) -> list[Deciding]:
    """Return every title at the head of a unit that begins which several people bring along."""
    heads = [shared for arriving in seen.arriving for shared in arriving.heads]
    return _deciding(heads, seen.named({pk for shared in heads for pk, _ in shared.holders}))


def otherwise(seen: Seen, criterion: Criterion) -> list[Otherwise]:
    """Return whom a criterion judges otherwise, by why and where they come from."""
    changed = seen.figures.changed_by(criterion)
    people, came_from = seen.named({each.person for each in changed}), seen.moving.came_from
    rows = [
        Otherwise(
            people[each.person],
            seen.units.get(came_from[each.person]),
            seen.units[each.after.unit] if each.after else None,
            *each.outcomes(criterion),
            each.why(criterion),
        )
        for each in changed
    ]
    rows.sort(key=lambda row: (row.why, row.old.code if row.old else "", row.person.pk))
    return rows


def _deciding(shared: Iterable[Shared], people: Mapping[int, Person]) -> list[Deciding]:
    return [
        Deciding(each.unit, each.title, [(people[pk], old) for pk, old in each.holders])
        for each in shared
    ]


def _titles(seen: Seen, people: Iterable[int]) -> dict[int, str]:
    """Return the titles that each of these people holds on the day, in one text."""
    found: dict[int, list[str]] = {person: [] for person in people}
    posts = Post.objects.held_on(seen.day).filter(person__in=found).order_by("title__order")
    for person, title in posts.values_list("person", "title__name"):
        found[person].append(title)
    return {person: ", ".join(titles) for person, titles in found.items()}
