"""A record as it is, or would be once it is written, with what stands around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from django.db.models import Q
from django.utils.functional import cached_property

from personnel.keeping.bulk import in_parts
from personnel.models import Credential, Person, Post, Title, TitleGroup, Unit, UnitPlace
from personnel.models.posts import LONG_AGO
from personnel.reading.recruited import IN_FORCE
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

    def lasts_on(self, day: date) -> bool:
        """Whether it counts on a day."""


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
Lines = Mapping[tuple[int, int], Sequence[UnitPlace]]


@dataclass(frozen=True)
class Around:
    """Who else bears a name and birth date, and who else leads a commune, of several records.

    Posts with the ids `ending` are taken for ended: by the deed that the records are about.
    `lines` are the places of units that do not last for ever, by unit and branch; `heads` are by
    each of the places of their unit, and title; `groups` those of titles by day, where which of
    somebody's comes first decides whether an age binds them.
    """

    namesakes: Namesakes = field(default_factory=dict)
    heads: Mapping[tuple[int, int], Sequence[tuple[Post, Other]]] = field(default_factory=dict)
    lines: Lines = field(default_factory=dict)
    groups: Mapping[int, Sequence[TitleGroup]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, every: Collection[Facts], user: Viewer | None, ending: Collection[int] = ()
    ) -> Around:
        """Read what stands around these records, as `user` may be told; None may be told all."""
        people = _bearers(every)
        lines = _lines(post.unit for facts in every for post in facts.posts)
        posts = [post for post in _heads(every, lines) if post.pk not in ending]
        lines |= _lines(post.unit for post in posts if (post.unit_id, 0) not in lines)
        ids = {person.pk for person in people} | {post.person_id for post in posts}
        seen = _seen(ids, user)
        namesakes: dict[tuple[str, date], list[Other]] = defaultdict(list)
        for person in people:
            other = Other(person, person.pk in seen)
            namesakes[person.search_name, person.birth_date].append(other)
        heads: dict[tuple[int, int], list[tuple[Post, Other]]] = defaultdict(list)
        for post in posts:
            other = Other(post.person, post.person_id in seen)
            for place in _places(post, lines):
                heads[place, post.title_id].append((post, other))
        return cls(namesakes, heads, lines, _groups(every))

    def group_of(self, title: Title, day: date) -> str:
        """Return the group of a title on `day`."""
        line = self.groups.get(title.pk, ())
        return next((spell.group for spell in line if spell.lasts_on(day)), title.group)

    def place_of(self, post: Post, day: date) -> Unit:
        """Return the unit that stands for a post's own on `day`."""
        line = self.lines.get((post.unit_id, post.branch_id or 0), ())
        return next((spell.place for spell in line if spell.lasts_on(day)), post.unit)

    def leading(self, post: Post) -> list[tuple[Post, Other]]:
        """Return who leads by the same title what a post's unit is, was or is to be, each once."""
        places = _places(post, self.lines)
        every = (head for at in places for head in self.heads.get((at, post.title_id), ()))
        return list({held.pk: (held, other) for held, other in every}.values())


def _places(post: Post, lines: Lines) -> set[int]:
    """Return the ids of a post's unit, and of whatever stands for it on some day."""
    line = lines.get((post.unit_id, post.branch_id or 0), ())
    return {post.unit_id, *(spell.place_id for spell in line)}


def _lines(units: Iterable[Unit]) -> dict[tuple[int, int], list[UnitPlace]]:
    """Return what stands when for units; one query, none where all last for ever."""
    changed = {unit.pk for unit in units if unit.valid_from or unit.valid_to}
    found: dict[tuple[int, int], list[UnitPlace]] = defaultdict(list)
    places = UnitPlace.objects.select_related("place")
    for spell in (spell for some in in_parts(changed) for spell in places.filter(unit__in=some)):
        found[spell.unit_id, spell.branch].append(spell)
    return dict(found)


def _groups(every: Iterable[Facts]) -> dict[int, list[TitleGroup]]:
    """Return the groups of titles by day; one query, or none where none matters.

    They do where an age binds by some of somebody's titles, and of whoever began of late.
    """
    asked = {p.title_id for facts in every if _depends_on_groups(facts) for p in facts.posts}
    found: dict[int, list[TitleGroup]] = defaultdict(list)
    for spell in (s for some in in_parts(asked) for s in TitleGroup.objects.filter(title__in=some)):
        found[spell.title_id].append(spell)
    return found


def _depends_on_groups(facts: Facts) -> bool:
    binding = {post.title.age_bound for post in facts.posts}
    return len(binding) > 1 or any(p.start and p.start > IN_FORCE for p in facts.posts)


def _bearers(every: Iterable[Facts]) -> list[Person]:
    wanted = {(fold(facts.person.full_name), facts.person.birth_date) for facts in every}
    people = Person.objects.order_by("pk")
    names = {name for name, _ in wanted}
    found = (p for some in in_parts(names) for p in people.filter(search_name__in=some))
    return [person for person in found if (person.search_name, person.birth_date) in wanted]


def _heads(every: Iterable[Facts], lines: Lines) -> list[Post]:
    """Return the posts by the titles of those who lead, in their units and what these came to be.

    One query; another where a unit changed, for all that went on in the same.
    """
    led = [post for facts in every for post in facts.posts if post.title.head]
    titles = {post.title_id for post in led}
    units = {post.unit_id for post in led}
    if places := {place for post in led for place in _places(post, lines)} - units:
        units |= places
        for some in in_parts(set(places)):
            spells = UnitPlace.objects.filter(place__in=some)
            units |= set(spells.order_by().values_list("unit_id", flat=True))
    posts = Post.objects.filter(title__in=titles).select_related("person", "unit").order_by("pk")
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

    def is_nonspecialised(self, post: Post) -> bool:
        """Whether its title is one of non-specialised workers on the day."""
        return self.around.group_of(post.title, self.day) == Title.Group.NONSPECIALISED

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

    def first_day_of(self, post: Post) -> date:
        """Return the day of the case, or the first of a post that is to come."""
        return max(self.day, post.span[0])

    def place_of(self, post: Post) -> Unit:
        """Return the unit that stands for a post's own on that day."""
        return self.around.place_of(post, self.first_day_of(post))

    def leading_beside(self, post: Post) -> list[Other]:
        """Return who else holds this title there on a day from then on that both hold it."""
        found = self.around.leading(post)
        beside = (o for p, o in found if not p.ended_before(self.day) and self._meet(p, post))
        return self._others(dict.fromkeys(beside))

    def _meet(self, one: Post, other: Post) -> bool:
        """Whether two posts are held on one day, and are in one unit then."""
        day = max(self.first_day_of(one), self.first_day_of(other))
        lasting = day <= min(one.span[1], other.span[1])
        return lasting and self.around.place_of(one, day) == self.around.place_of(other, day)

    def _others(self, found: Iterable[Other]) -> list[Other]:
        return [other for other in found if other.person.pk != self.person.pk]


def recorded(where: Q) -> list[Facts]:
    """Return the records of the people whom a condition means, as they are; three queries."""
    return recorded_of(Person.objects.filter(where).order_by("pk"))


def recorded_of(people: Iterable[Person]) -> list[Facts]:
    """Return the records of people in this order; two queries."""
    people = list(people)
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
