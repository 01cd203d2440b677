"""What somebody put right by hand about how a workbook is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

# The header rows of a sheet that is no list of people, and of one that goes on with the list of
# the sheet before it.
NO_LIST, CONTINUES = (0, 0), (-1, -1)
# What a section means besides a unit: a group of titles, or those who are no longer in post.
GROUP, LEFT_POST = "group:", "left"
# What may be said of texts in an old encoding.
REREAD, AS_TYPED = "reread", "as_typed"


@dataclass(frozen=True)
class Correction:
    """Corrections to how a workbook was understood; what is not named stays as found.

    `headers` gives the first and last header row of a sheet by the sheet's name (`NO_LIST`
    passes the sheet over, `CONTINUES` reads it by the header before it); `columns` gives the
    field that a heading means, by `layout.Column.key` ("" keeps the column out); `sections`
    gives the code of the unit that a section's text means, by `matching.unit_key` ("" when it
    is no unit; `GROUP` and a group's code, or `LEFT_POST`).
    `old_fonts` is one of `REREAD`, `AS_TYPED` and "" where nobody said yet whether texts in an
    old encoding are read.
    """

    headers: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    old_fonts: str = ""

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Correction:
        """Return what `as_json` gave; what is missing was not corrected."""
        headers = {name: (first, last) for name, (first, last) in stored.get("headers", {}).items()}
        return cls(
            headers, stored.get("columns", {}), stored.get("sections", {}),
            stored.get("old_fonts", ""),
        )  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """Return the corrections as plain lists and mappings."""
        return asdict(self)
