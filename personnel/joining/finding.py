"""Which records may be of one person: of somebody, and all over what a user keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from personnel.doubts.confirming import settled_on
from personnel.models import Person, PersonQuerySet, Post
from personnel.reading.clashes import has_twin
from personnel.reading.searching import digits_of
from personnel.scope import Editor
from personnel.words.vietnamese import fold

MOST_FOUND = 20


@dataclass(frozen=True)
class Found:
    """A record with the post by which it is told apart: the principal open one, or the last."""

    person: Person
    post: Post | None


def twins_of(person: Person, user: Editor) -> list[Found]:
    """Return the records of the user's with the same name and birth date."""
    same = Person.objects.editable_by(user).exclude(pk=person.pk)
    name = fold(person.full_name)
    return _with_posts(same.filter(search_name=name, birth_date=person.birth_date))


def others(person: Person, text: str, user: Editor) -> list[Found]:
    """Return the first few of the user's records that a name, or the end of a number, finds."""
    people = Person.objects.editable_by(user).exclude(pk=person.pk)
    if not text.strip():
        return []
    digits = digits_of(text)
    return _with_posts(people.ending_in(digits) if digits else people.named_like(text))


def groups_of(user: Editor, today: date) -> list[list[Found]]:
    """Return the records of the user's that may be doubles, two or more together.

    Without those of whom somebody confirmed that they are two people.
    """
    settled = settled_on(today)["twin"]
    own = Person.objects.editable_by(user).filter(has_twin()).exclude(pk__in=settled)
    groups: dict[tuple[str, date], list[Found]] = defaultdict(list)
    for found in _with_posts(own, most=None):
        groups[found.person.search_name, found.person.birth_date].append(found)
    return [group for group in groups.values() if len(group) > 1]


def _with_posts(people: PersonQuerySet, most: int | None = MOST_FOUND) -> list[Found]:
    found = list(people.in_name_order()[:most])
    posts: dict[int, list[Post]] = defaultdict(list)
    rows = Post.objects.filter(person__in=[person.pk for person in found])
    for post in rows.select_related("unit", "title"):
        posts[post.person_id].append(post)
    return [Found(person, _shown(posts[person.pk])) for person in found]


def _shown(posts: Sequence[Post]) -> Post | None:
    ordered = sorted(posts, key=lambda p: (p.end is not None, p.precedence))
    return ordered[0] if ordered else None
