"""Who is newly appointed: the first title of a group of titles that somebody ever begins.

I.2 finds too few women, young people and people of ethnic minorities among the cadres: whom each
year brings says whether that changes. Another title of the same group, another commune or
another term bring nobody new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from personnel.models import Title

from .told_posts import Atlas, Row


@dataclass(frozen=True)
class Appointment:
    """The post with which somebody came to a group of titles, on which day."""

    row: Row
    group: str
    day: date


def appointed(rows: Sequence[Row], atlas: Atlas, first: date, last: date) -> Iterator[Appointment]:
    """Yield with which posts one person came to a group from `first` to `last`.

    By all of their posts, in order; those of other provinces, and of which nobody knows since
    when they were held, are among those that came before. A seat on the committee makes nobody
    new.
    """
    known: set[str] = set()
    for row in sorted(rows, key=lambda row: (row.span[0], *atlas.precedence(row, row.span[0]))):
        day = atlas.began(row)
        group = atlas.group(row, day)
        if group in known or group == Title.Group.COMMITTEE:
            continue
        known.add(group)
        outside = atlas.is_outside(atlas.place(row, day))
        if row.start and first <= row.start <= last and not outside:
            yield Appointment(row, group, day)
