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
        # The sort of ordinal of the communes above; of those within, and whether there are any.
        self._above = self._within = ""
        self._has_within, self._people = False, 0
        self._communes: set[object] = set()

    def count(self) -> None:
        """Count a person of the part of the list that stands here."""
        self._people += 1

    def heading(self, heading: Heading, rank: str) -> None:
        """Take over a heading; `rank` is the sort of its ordinal.

        Communes right under the heading of those who left are of them, with all that follow in
        the same form, and so is one that the list had before; another heading below it may be
        too, and is asked of its own.
        """
        if heading.left:
            self.text = self._head = heading.text
            self.is_sure = heading.is_left_sure
            self._rank, self._people, self._has_within = rank, 0, False
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
            self._ask_apart(heading)

    def _place(self, heading: Heading, rank: str) -> None:
        is_again = bool(heading.units) and self._communes.issuperset(heading.units)
        ends_part = bool(rank and self._rank) and rank == self._above and not is_again
        if ends_part or self._people and not (is_again or self._goes_on(rank)):
            self.text = ""
        elif is_again or not self._communes or self._goes_on(rank):
            self.text, self._within, self._has_within = self._head, rank, True
        else:
            self._ask_apart(heading)

    def _goes_on(self, rank: str) -> bool:
        return self._has_within and rank == self._within

    def _ask_apart(self, heading: Heading) -> None:
        self.text, self.is_sure = f"{self._head} › {heading.text}", False
