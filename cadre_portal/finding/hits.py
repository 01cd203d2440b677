"""What a search hands to a page: hits under a heading, counted exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from personnel.words.typed import is_whole


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, where it is, and what tells it from another so called."""

    label: str
    address: str
    aside: str = ""


@dataclass(frozen=True)
class Group:
    """The first of what was found of one sort, and how many there are.

    `everything` is the address of a page that lists all of them; "" where there is none. `first`
    where what was typed is the whole name of one: such a group stands before the others.
    """

    label: str
    hits: Sequence[Hit]
    count: int
    everything: str = ""
    first: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are shown."""
        return self.count > len(self.hits)


def group(
    label: str, found: Iterable[tuple[str, Hit]], text: str, most: int, everything: str = ""
) -> Group:
    """Return the group of what was found, each with its proper name; at most so many are shown.

    Whatever has the whole name that was typed stands before what only begins so.
    """
    whole = [(not is_whole(text, name), hit) for name, hit in found]
    hits = [hit for _, hit in sorted(whole, key=lambda pair: pair[0])]
    first = any(not begins for begins, _ in whole)
    return Group(label, hits[:most], len(hits), everything, first)
