"""One thing to do, as the first page, the slides and the menu tell it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """Something to do: in words, how much of it there is, and where it is done.

    `told` is what else one has to know of it: a reason, or who. It `waits` where somebody else
    asked for it, or a day is set.
    """

    label: str
    amount: str
    url: str
    told: str = ""
    waits: bool = False

    @property
    def here(self) -> bool:
        """Whether it leads to a place of the first page itself."""
        return self.url.startswith("#")
