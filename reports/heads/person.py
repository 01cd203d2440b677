"""How long somebody leads or led communes, for their page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from personnel.models import Post, Unit
from personnel.reading.terms_of_heads import Terms, terms_of


@dataclass(frozen=True)
class Leading:
    """A commune that somebody leads or led, and how long."""

    unit: Unit
    terms: Terms


def led_by(person: int, posts: Collection[Post], day: date) -> list[Leading]:
    """Return the communes led until a day, those of that day first; `posts` know title and unit.

    One query, another where a unit became another; none of whoever never led one.
    """
    if not any(post.title.head for post in posts):
        return []
    led = [each for each in terms_of([person], day) if each.terms.begun]
    units = {post.unit_id: post.unit for post in posts}
    if became := [each.place for each in led if each.place not in units]:
        units |= Unit.objects.in_bulk(became)
    found = [Leading(units[each.place], each.terms) for each in led]
    return sorted(found, key=lambda each: not each.terms.leads)
