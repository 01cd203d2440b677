"""A record as it is, or would be once it is written, with what stands around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from django.db.models import Q

from personnel.keeping.bulk import in_parts
from personnel.models import Credential, Person, Post, Title, TitleGroup, Unit, UnitPlace
from personnel.models.posts import LONG_AGO
from personnel.scope import Viewer
from personnel.words.vietnamese import fold


class Award(Protocol):
    """What a doubt asks of a credential."""

    @property
    def kind(self) -> str:
        """The code of its kind."""

    @property
    def level(self) -> int:
        """Its level."""

    @property
    def awarded(self) -> date | None:
        """The day from which it counts."""


@dataclass(frozen=True)
class Facts:
    """Somebody with all posts and credentials, saved or about to be; posts know unit and title."""

    person: Person
    posts: Sequence[Post] = ()
    credentials: Sequence[Award] = ()


@dataclass(frozen=True)
class Other:
    """Somebody else whom a doubt is about; `seen` tells whether the user may see the record."""

    person: Person
    seen: bool


Namesakes = Mapping[tuple[str, date], Sequence[Other]]


@dataclass(frozen=True)
class Around:
    """Who else bears a name and birth date, and who else leads a commune, of several records.

    Posts with the ids `ending` are taken for ended: by the deed that the records are about.
    `lines` are the places of units that do not last for ever, by unit and branch; `groups` those
    of titles by day, where which of somebody's comes first decides whether an age binds them.
    """

    namesakes: Namesakes = field(default_factory=dict)
    heads: Mapping[tuple[int, int], Sequence[tuple[Post, Other]]] = field(default_factory=dict)
    lines: Mapping[tuple[int, int], Sequence[UnitPlace]] = field(default_factory=dict)
    groups: Mapping[int, Sequence[TitleGroup]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, every: Collection[Facts], user: Viewer | None, ending: Collection[int] = ()
    ) -> Around:
        """Read what stands around these records, as `user` may be told; None may be told all."""
        people = _bearers(every)
        posts = [post for post in _heads(every) if post.pk not in ending]
        ids = {person.pk for person in people} | {post.person_id for post in posts}
        seen = _seen(ids, user)
        namesakes: dict[tuple[str, date], list[Other]] = defaultdict(list)
        for person in people:
            other = Other(person, person.pk in seen)
            namesakes[person.search_name, person.birth_date].append(other)
        heads: dict[tuple[int, int], list[tuple[Post, Other]]] = defaultdict(list)
        for post in posts:
            other = Other(post.person, post.person_id in seen)
            heads[post.unit_id, post.title_id].append((post, other))
        return cls(namesakes, heads, _lines(every), _groups(every))

    def group_of(self, title: Title, day: date) -> str:
        """Return the group of a title on `day`."""
        line = self.groups.get(title.pk, ())
        return next((spell.group for spell in line if spell.lasts_on(day)), title.group)

    def place_of(self, post: Post, day: date) -> Unit:
        """Return the unit that stands for a post's own on `day`."""
        line = self.lines.get((post.unit_id, post.branch_id or 0), ())
        return next((spell.place for spell in line if spell.lasts_on(day)), post.unit)


def _lines(every: Iterable[Facts]) -> dict[tuple[int, int], list[UnitPlace]]:
    """Return what stands when for the units of posts; one query, none where all last for ever."""
    posts = (post for facts in every for post in facts.posts)
    units = {post.unit_id for post in posts if post.unit.valid_from or post.unit.valid_to}
    found: dict[tuple[int, int], list[UnitPlace]] = defaultdict(list)
    places = UnitPlace.objects.select_related("place")
    for spell in (spell for some in in_parts(units) for spell in places.filter(unit__in=some)):
        found[spell.unit_id, spell.branch].append(spell)
    return found


def _groups(every: Iterable[Facts]) -> dict[int, list[TitleGroup]]:
    """Return the groups of titles by day; one query, or none where all bind or none."""
    held = ([post.title for post in facts.posts] for facts in every)
    asked = {
        title.pk for titles in held for title in titles if len({t.age_bound for t in titles}) > 1
    }
    found: dict[int, list[TitleGroup]] = defaultdict(list)
    for spell in (s for some in in_parts(asked) for s in TitleGroup.objects.filter(title__in=some)):
        found[spell.title_id].append(spell)
    return found


def _bearers(every: Iterable[Facts]) -> list[Person]:
    wanted = {(fold(facts.person.full_name), facts.person.birth_date) for facts in every}
    people = Person.objects.order_by("pk")
    names = {name for name, _ in wanted}
    found = (p for some in in_parts(names) for p in people.filter(search_name__in=some))
    return [person for person in found if (person.search_name, person.birth_date) in wanted]


def _heads(every: Iterable[Facts]) -> list[Post]:
    led = [post for facts in every for post in facts.posts if post.title.head]
    units, titles = {post.unit_id for post in led}, {post.title_id for post in led}
    posts = Post.objects.filter(title__in=titles).select_related("person").order_by("pk")
    return [post for some in in_parts(units) for post in posts.filter(unit__in=some)]


def _seen(ids: Collection[int], user: Viewer | None) -> set[int]:
    if user is None or user.sees_province:
        return set(ids)
    people = Person.objects.visible_to(user)
    found = (people.filter(pk__in=some).values_list("pk", flat=True) for some in in_parts(ids))
    return {pk for some in found for pk in some}


@dataclass(frozen=True)
class Case:
    """One record looked at on a day; `around` is what stands around it and others.

    `unchecked` says why nothing is told of namesakes whose records the user does not see; "": told.
    """

    facts: Facts
    around: Around
    day: date
    unchecked: str = ""

    @property
    def person(self) -> Person:
        """Whom it is about."""
        return self.facts.person

    @cached_property
    def held(self) -> list[Post]:
        """The posts that did not end before the day, those to come among them."""
        return [post for post in self.facts.posts if not post.ended_before(self.day)]

    @cached_property
    def principal(self) -> Post | None:
        """The post by which the person is counted on the day, or will be; None without any."""
        held = [post for post in self.held if not post.begins_after(self.day)] or self.held
        return min(held, key=self._precedence, default=None)

    def _precedence(self, post: Post) -> tuple[int, int, int]:
        """Return what sorts posts as `PostQuerySet.principal_first` does."""
        group = self.around.group_of(post.title, self.day)
        began = post.start or LONG_AGO.value
        return Title.Group.values.index(group), post.title.order, -began.toordinal()

    @property
    def twins(self) -> list[Other]:
        """Everybody else of the same name and birth date."""
        key = fold(self.person.full_name), self.person.birth_date
        return self._others(self.around.namesakes.get(key, ()))

    def leading_beside(self, post: Post) -> list[Other]:
        """Return who else holds this title there on a day from then on that both hold it."""
        found = self.around.heads.get((post.unit_id, post.title_id), ())
        beside = (o for p, o in found if not p.ended_before(self.day) and _meet(p, post))
        return self._others(dict.fromkeys(beside))

    def _others(self, found: Iterable[Other]) -> list[Other]:
        return [other for other in found if other.person.pk != self.person.pk]


def _meet(one: Post, other: Post) -> bool:
    return one.span[0] <= other.span[1] and other.span[0] <= one.span[1]


def recorded(where: Q) -> list[Facts]:
    """Return the records of the people whom a condition means, as they are; three queries."""
    people = Person.objects.filter(where).order_by("pk")
    ids = [person.pk for person in people]
    posts: dict[int, list[Post]] = defaultdict(list)
    awards: dict[int, list[Credential]] = defaultdict(list)
    for some in in_parts(ids):
        for post in Post.objects.filter(person__in=some).select_related("unit", "title"):
            posts[post.person_id].append(post)
        for award in Credential.objects.filter(person__in=some):
            awards[award.person_id].append(award)
    return [Facts(person, posts[person.pk], awards[person.pk]) for person in people]


def record_of(person: Person) -> Facts:
    """Return what is recorded of one person; two queries more."""
    return recorded(Q(pk=person.pk))[0]
