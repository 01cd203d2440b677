"""The rows of the page of heads: which of them are listed, and where each leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reports.links import page_url
from reports.yearly.leading import Leader, Where, leaders

from .asked import Asked, Show


@dataclass(frozen=True)
class Row(Leader):
    """A head, or a title that nobody holds, as the page lists it."""

    @property
    def url(self) -> str:
        """The address of the holder's page."""
        return page_url(self.lens, "person", self.post.person_id) if self.post else ""

    @property
    def candidates(self) -> str:
        """Where it is asked who might be put forward, where nobody holds it; "" by another map.

        Whoever is put forward is judged by what the commune is on the day.
        """
        if self.post or self.lens.map_day:
            return ""
        asked = {"unit": self.lens.address(self.unit), "title": self.title.code}
        return page_url(self.lens, "candidates", **asked)

    def is_listed(self, show: Show, until: date) -> bool:
        """Whether it is among what is asked for."""
        if self.post is None or self.terms is None:
            return show == Show.VACANT
        told = {
            Show.HELD: True,
            Show.BY_THEN: self.terms.full_by(until),
            Show.SHARED: self.holders > 1,
            Show.ACTING: bool(self.post.acting),
            Show.LOCAL: self.local is True,
            Show.NOT_LOCAL: self.local is False,
            Show.UNSAID: self.local is None,
        }
        return told.get(show, self.terms.state.value == show.value)


def rows_of(asked: Asked) -> list[Row]:
    """Return every head, and every title without one, of what is asked for; one query."""
    where = Where(asked.lens, asked.user, asked.communes, asked.titles, asked.recorded)
    return [Row(**vars(leader)) for leader in leaders(where)]


def listed(asked: Asked, rows: Iterable[Row]) -> list[Row]:
    """Return of the rows those that are asked for; by when ten years are full where that is."""
    found = [row for row in rows if asked.title in {None, row.title}]
    if asked.show is None:
        return found
    found = [row for row in found if row.is_listed(asked.show, asked.until)]
    ahead = asked.show in {Show.NEAR, Show.FULL, Show.BY_THEN}
    return sorted(found, key=_full_on) if ahead else found


def _full_on(row: Row) -> date:
    return row.terms and row.terms.full_on or date.max
