"""How long somebody leads or led communes, for their page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from personnel.models import Person, Post, Unit
from personnel.places.standing_for import StandingFor
from personnel.reading.of_one import led_by_one
from personnel.reading.recorded_terms import RecordedTerms, told_in_terms
from personnel.reading.terms_of_heads import Terms


@dataclass(frozen=True)
class Leading:
    """A commune that somebody leads or led: how long, in which terms, whether they are local."""

    unit: Unit
    terms: Terms
    in_terms: str = ""
    local: bool | None = None


def led_by(person: Person, posts: Collection[Post], day: date) -> list[Leading]:
    """Return the communes led until a day, those of that day first; `posts` know title and unit.

    Three queries, another where a unit became another; none of whoever never led one.
    """
    if not any(post.title.head for post in posts):
        return []
    led = [each for each in led_by_one(person, day) if each.terms.begun]
    units = {post.unit_id: post.unit for post in posts}
    if became := [each.place for each in led if each.place not in units]:
        units |= Unit.objects.with_above().in_bulk(became)
    recorded, standing = RecordedTerms.read(), StandingFor.on(day)
    found = [
        Leading(
            units[each.place],
            each.terms,
            told_in_terms(recorded.served(each.terms.posts, units[each.place], day)),
            standing.local_in(person, each.place),
        )
        for each in led
    ]
    return sorted(found, key=lambda each: not each.terms.leads)
