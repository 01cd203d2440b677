"""Where in a list those begin and end who are no longer in post."""

from __future__ import annotations

from personnel.words.leaving import says_in_post

from .sections import Heading


class Leavers:
    """What says of the next row that its person has left, from the top of a sheet down.

    `text` is that heading, "" for none; `is_sure` where somebody said so of it on the page of
    the layout.
    """

    def __init__(self) -> None:
        self.text, self.is_sure = "", False
        self._head = self._rank = ""
        # The sort of ordinal of the communes above; that of those within, and what they are of.
        self._above = self._within = self._of_places = ""
        self._people = 0
        self._communes: set[object] = set()

    def count(self) -> None:
        """Count a person of the part of the list that stands here."""
        self._people += 1

    def heading(self, heading: Heading, rank: str) -> None:
        """Take over a heading; `rank` is the sort of its ordinal.

        Communes right under the heading of those who left are of them where the list begins
        so or had them before; else they may be, and are asked of their own, with all that
        follow in the same form. So is another heading below it.
        """
        if heading.left:
            self.text = self._head = heading.text
            self.is_sure = heading.is_left_sure
            self._rank, self._people, self._of_places = rank, 0, ""
        elif self.text:
            self._below(heading, rank)
        elif heading.place:
            self._above = rank
        self._communes.update(heading.units)

    def _below(self, heading: Heading, rank: str) -> None:
        if rank and rank == self._rank or says_in_post(heading.name):
            self.text = ""
        elif heading.place or heading.kind == "doubt":
            self._place(heading, rank)
        elif not (rank and self._rank) and (heading.group or heading.has_several):
            self.text = self._apart(heading)

    def _place(self, heading: Heading, rank: str) -> None:
        is_again = bool(heading.units) and self._communes.issuperset(heading.units)
        ends_part = bool(rank and self._rank) and rank == self._above and not is_again
        goes_on = bool(self._of_places) and rank == self._within
        if ends_part or self._people and not (is_again or goes_on):
            self.text = ""
            return
        if not goes_on:
            is_of_head = is_again or not self._communes
            self._of_places = self._head if is_of_head else self._apart(heading)
            self._within = rank
        self.text = self._of_places

    def _apart(self, heading: Heading) -> str:
        """Return what is asked of its own: other people may stand below this heading."""
        self.is_sure = False
        return f"{self._head} › {heading.text}"
