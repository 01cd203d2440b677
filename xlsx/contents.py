"""What the scan of a whole workbook found: cells of note, and how much text its cells show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .limits import MAX_TEXT
from .scanning import Marked, PartScan

# Shared texts need no exact sum while the longest of them, in every cell, comes to no more.
_CLEARLY_LITTLE = 5 * MAX_TEXT


@dataclass
class Contents:
    """What the scan of a whole file found: the cells of note by part."""

    marked: dict[str, Marked] = field(default_factory=dict)
    # The sizes of shared texts, and how many cells show each (or any of them).
    _sizes: list[int] = field(default_factory=list)
    _shown: Counter[int] = field(default_factory=Counter)
    _cells: int = 0

    @property
    def has_little_text(self) -> bool:
        """Whether the shared texts come to little, whichever of them the cells show."""
        return self._cells * max(self._sizes, default=0) <= _CLEARLY_LITTLE

    def text(self) -> int:
        """How many characters the shared texts come to in the cells that were looked into."""
        known = len(self._sizes)
        return sum(self._sizes[at] * n for at, n in self._shown.items() if 0 <= at < known)

    def add(self, part: PartScan) -> None:
        """Take over what one part holds."""
        self._shown.update(part.shown)
        self._cells += part.text_cells
        longer, shorter = sorted((self._sizes, part.sizes), key=len, reverse=True)
        self._sizes = [max(a, b) for a, b in zip(longer, shorter, strict=False)]
        self._sizes += longer[len(shorter) :]
        if part.marked:
            self.marked[part.name] = part.marked
