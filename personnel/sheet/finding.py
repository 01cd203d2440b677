"""Finding the people of a sheet in the portal, with what is recorded of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Q

from personnel.models import Credential, Person, Post
from personnel.vietnamese import fold

from .records import Row
from .scope import Scope
from .text import match_key

# Below the number of parameters that either database takes in one statement.
_AT_ONCE = 5_000
Item = TypeVar("Item", int, str)


@dataclass
class Dossier:
    """One person of the portal with every post and credential recorded."""

    person: Person
    posts: list[Post] = field(default_factory=list)
    credentials: list[Credential] = field(default_factory=list)

    def is_of(self, scope: Scope) -> bool:
        """Whether the record is in the hands of the scope's districts.

        As in `PersonQuerySet.in_the_hands_of`: who serves there now, or did when it all ended.
        """
        serving = [post for post in self.posts if post.end is None]
        return any(scope.has(post.unit) for post in serving or self.posts)


class Portal:
    """The people of the portal whom rows of a sheet may mean; a handful of queries in all."""

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        self._by_id = {dossier.person.pk: dossier for dossier in _dossiers(rows)}
        self._by_cccd = {d.person.cccd: d for d in self._by_id.values() if d.person.cccd}
        self._by_name: dict[tuple[Any, ...], list[Dossier]] = defaultdict(list)
        for dossier in self._by_id.values():
            name = match_key(dossier.person.full_name), dossier.person.birth_date
            for unit_id in {post.unit_id for post in dossier.posts}:
                self._by_name[*name, unit_id].append(dossier)

    def find(self, row: Row) -> list[Dossier]:
        """Return the people that `row` may mean: one, none, or several it cannot tell apart.

        By identity number; where the row or the recorded person has none, by the same name,
        birth date and commune. A person of the row's commune without a number goes before
        one with a number that the row does not give.
        """
        if row.cccd in self._by_cccd:
            return [self._by_cccd[row.cccd]]
        named = self._by_name.get((match_key(row.full_name), row.birth.first, row.unit.pk), [])
        unnumbered = [dossier for dossier in named if not dossier.person.cccd]
        return unnumbered if unnumbered or row.cccd else named


def _dossiers(rows: list[Row]) -> list[Dossier]:
    dossiers = {pk: Dossier(person) for pk, person in _people(rows).items()}
    for some in in_parts(dossiers):
        posts = Post.objects.filter(person__in=some).select_related("unit", "title").order_by("pk")
        for post in posts:
            dossiers[post.person_id].posts.append(post)
        for credential in Credential.objects.filter(person__in=some).order_by("pk"):
            dossiers[credential.person_id].credentials.append(credential)
    return list(dossiers.values())


def _people(rows: list[Row]) -> dict[int, Person]:
    """Everyone with a row's identity number, or with a row's name in a row's commune."""
    units = {row.unit.pk for row in rows}
    serving = Post.objects.filter(unit__in=sorted(units)).values("person")
    conditions = [
        *(Q(cccd__in=some) for some in in_parts({row.cccd for row in rows} - {""})),
        *(
            Q(search_name__in=some, pk__in=serving)
            for some in in_parts({fold(row.full_name) for row in rows})
        ),
    ]
    people: dict[int, Person] = {}
    for condition in conditions:
        people |= Person.objects.filter(condition).select_related("ethnicity").in_bulk()
    return people


def in_parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield the items in order, as many at once as a statement takes."""
    ordered = sorted(items)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
