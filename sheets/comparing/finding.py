"""Finding the people of a sheet in the portal, with what is recorded of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.functional import cached_property

from personnel.keeping.bulk import in_parts
from personnel.keeping.holding import hold
from personnel.models import (
    Credential,
    Enrolment,
    Ethnicity,
    Evaluation,
    Person,
    Post,
    Title,
    Unit,
    Verification,
)
from personnel.places.standing_for import StandingFor
from personnel.words.text import match_key
from personnel.words.vietnamese import fold
from sheets.records import Row
from sheets.scope import Scope

# What namesakes have in common: `match_key` of the name, and the year of birth.
NameAndYear = tuple[str, int]


class Recorded(NamedTuple):
    """A credential as it is recorded; no model's instance, for there are many of them."""

    pk: int
    person_id: int
    kind: str
    level: int
    awarded: date | None
    awarded_precision: str
    language: str
    field_of_study: str
    verification: str
    verified_on: date | None

    def counts_on(self, day: date) -> bool:
        """Whether it was not withdrawn by `day`, as `not_withdrawn` asks."""
        withdrawn = self.verification == Verification.WITHDRAWN
        return not (withdrawn and self.verified_on and self.verified_on <= day)

    def lasts_on(self, day: date) -> bool:
        """Whether it counts on a day, as `Credential.lasts_on` says."""
        return (self.awarded is None or self.awarded <= day) and self.counts_on(day)


class Evaluated(NamedTuple):
    """How somebody was evaluated in a year, as it is recorded."""

    pk: int
    person_id: int
    year: int
    grade: str
    document_number: str


@dataclass
class Dossier:
    """One person of the portal with every post recorded; what else is recorded once loaded.

    `standing` says where each post is on the day of the comparison, whatever became of its unit.
    """

    person: Person
    posts: list[Post] = field(default_factory=list)
    credentials: list[Recorded] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    evaluations: dict[int, Evaluated] = field(default_factory=dict)
    standing: StandingFor = field(default_factory=StandingFor)

    @cached_property
    def _units(self) -> set[int]:
        """The ids of the communes of the posts, ended ones too, and of what these are today."""
        return {pk for post in self.posts for pk in (post.unit_id, self.standing.of(post))}

    def was_in(self, row: Row) -> bool:
        """Whether the person serves or served in the commune of a row."""
        return not self._units.isdisjoint((row.unit.pk, row.place.pk))

    def is_here(self, post: Post, row: Row) -> bool:
        """Whether a post is in the commune of a row: the same one, or today's."""
        return post.unit_id == row.unit.pk or self.standing.of(post) == row.place.pk

    def branch_in(self, unit: Unit) -> int | None:
        """Return the part of a unit that was split in which all posts of the person there are."""
        return next((post.branch_id for post in self.posts if post.unit_id == unit.pk), None)

    def is_of(self, scope: Scope) -> bool:
        """Whether the record is in the hands of the scope's units.

        As in `PersonQuerySet.in_the_hands_of`: who serves there now, or did when it all ended.
        """
        serving = [post for post in self.posts if post.end is None]
        return any(scope.holds(post) for post in serving or self.posts)


class Portal:
    """The people of the portal whom rows of a sheet may mean on a day; a handful of queries.

    With `locking`, other writers of these records, and of those with the numbers `besides`,
    wait until the transaction ends; everything is read after the locks are held.
    """

    def __init__(
        self, rows: Iterable[Row], day: date, *,
        locking: bool = False, besides: Collection[int] = (),
    ) -> None:  # fmt: skip
        wanted = _Wanted(rows)
        people = _people({*wanted.ids(), *besides}, locking)
        self.standing = StandingFor.on(day)
        self.by_id = {person.pk: Dossier(person, standing=self.standing) for person in people}
        _add_posts(self.by_id)
        self.by_cccd = {d.person.cccd: d for d in self.by_id.values() if d.person.cccd}
        self.namesakes: dict[NameAndYear, list[Dossier]] = defaultdict(list)
        for dossier in self.by_id.values():
            name, year = match_key(dossier.person.full_name), dossier.person.birth_date.year
            self.namesakes[name, year].append(dossier)

    def load_credentials(self, dossiers: Collection[Dossier]) -> None:
        """Add the credentials of these people, the oldest record first."""
        columns = Credential.objects.order_by("pk").values_list("pk", *Recorded._fields[1:])
        for some in in_parts(dossier.person.pk for dossier in dossiers):
            for found in map(Recorded._make, columns.filter(person__in=some)):
                self.by_id[found.person_id].credentials.append(found)

    def load_enrolments(self, dossiers: Collection[Dossier]) -> None:
        """Add the enrolments of these people, the latest first."""
        for some in in_parts(dossier.person.pk for dossier in dossiers):
            for found in Enrolment.objects.of_people(some):
                self.by_id[found.person_id].enrolments.append(found)

    def load_evaluations(self, dossiers: Collection[Dossier]) -> None:
        """Add how these people were evaluated, by year."""
        columns = Evaluation.objects.order_by("pk").values_list(*Evaluated._fields)
        for some in in_parts(dossier.person.pk for dossier in dossiers):
            for found in map(Evaluated._make, columns.filter(person__in=some)):
                self.by_id[found.person_id].evaluations[found.year] = found


class _Wanted:
    """What the rows give to find people by: numbers, and names with the year of birth."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.numbers: set[str] = set()
        self.names: dict[str, set[NameAndYear]] = defaultdict(set)
        for row in rows:
            self.numbers.add(row.cccd)
            self.names[fold(row.full_name)].add((match_key(row.full_name), row.birth.year))
        self.numbers.discard("")

    def ids(self) -> Iterator[int]:
        """Yield the numbers of the records with a row's CCCD, or with its name and year."""
        for some in in_parts(self.numbers):
            yield from Person.objects.filter(cccd__in=some).values_list("pk", flat=True)
        columns = Person.objects.values_list("pk", "search_name", "full_name", "birth_date")
        for some in in_parts(self.names):
            for pk, folded, name, birth in columns.filter(search_name__in=some):
                if self._has(folded, name, birth.year):
                    yield pk

    def _has(self, folded: str, name: str, year: int) -> bool:
        like = self.names[folded]
        return any(year == of for _, of in like) and (match_key(name), year) in like


def _people(ids: Collection[int], locking: bool) -> Iterator[Person]:
    """Yield the people with these ids, held if `locking`."""
    ethnicities = Ethnicity.objects.in_bulk() if ids else {}
    for person in hold(Person, ids) if locking else _read(ids):
        if person.ethnicity_id:
            person.ethnicity = ethnicities[person.ethnicity_id]
        yield person


def _read(ids: Iterable[int]) -> Iterator[Person]:
    for some in in_parts(ids):
        yield from Person.objects.filter(pk__in=some).order_by("pk")


def _add_posts(dossiers: dict[int, Dossier]) -> None:
    titles: dict[int, Title] = Title.objects.in_bulk() if dossiers else {}
    units: dict[int, Unit] = {}
    for some in in_parts(dossiers):
        posts = list(Post.objects.filter(person__in=some).order_by("pk"))
        wanted = {post.unit_id for post in posts} - units.keys()
        units |= Unit.objects.with_above().in_bulk(wanted)
        for post in posts:
            post.unit, post.title = units[post.unit_id], titles[post.title_id]
            dossiers[post.person_id].posts.append(post)
