"""How long somebody leads or led communes, for their page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from personnel.models import Post, Unit
from personnel.reading.terms_of_heads import Terms, terms_of


@dataclass(frozen=True)
class Leading:
    """A commune that somebody leads or led, and how long."""

    unit: Unit
    terms: Terms


def led_by(person: int, posts: Iterable[Post], day: date) -> list[Leading]:
    """Return the communes led until a day, those of that day first; `posts` know their titles.

    Two queries; none of whoever never led one.
    """
    if not any(post.title.head for post in posts):
        return []
    led = [each for each in terms_of([person], day) if each.terms.begun]
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=[e.place for e in led])}
    found = [Leading(units[each.place], each.terms) for each in led]
    return sorted(found, key=lambda each: not each.terms.leads)
