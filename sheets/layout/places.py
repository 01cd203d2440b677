"""Which commune, district and group of titles stand over the next row of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from personnel.models import Unit
from sheets.understood import Section

from .sections import Heading, Headings, is_end

# The section of a sheet whose people no row of their own puts into a commune.
WHOLE_SHEET = 0


class Over:
    """What stands over the rows of one sheet, from the top down.

    `above` are the texts above the header; `only` is the one district that people may serve
    in. What the sheet's name says counts unless a heading above the list says something else:
    then `contradicts` tells both.
    """

    def __init__(self, headings: Headings, name: str, above: Sequence[str], only: Unit | None):
        self._headings, self.sections = headings, list[Section]()
        self.district, self._group, self._is_group_outside = only, "", False
        self.contradicts = ""
        self._unit: Unit | None = None
        self._current: Section | None = None
        self._open(name, [text for text in above if not is_end(text)])

    def _open(self, name: str, above: Sequence[str]) -> None:
        districts = (self._headings.read(text, self.district).district for text in above)
        self.district = next((found for found in districts if found), self.district)
        own = self._headings.read(name, self.district)
        read = [self._headings.read(text, self.district) for text in above]
        named = [heading for heading in read if len(heading.units) == 1]
        if own.key in self._headings.corrected or not named:
            self._enter(own, None)
        elif own.units and not set(named[-1].units) <= set(own.units):
            self.contradicts = f"tên trang tính là «{name}», phía trên bảng ghi «{named[-1].text}»"
            self._enter(Heading(name, own.key, "unit"), None)
        else:
            self._enter(Heading(named[-1].text, own.key, "unit", named[-1].units), None)

    def heading(self, row: int, text: str) -> None:
        """Take over what a heading row says."""
        heading = self._headings.read(text, self.district)
        if not self.sections[1:]:
            self._is_group_outside = heading.kind == "group"
        if heading.district:
            self.district = heading.district
        if heading.group or (heading.kind == "other" and text.isupper()):
            self._group = heading.group
        elif heading.place and not self._is_group_outside:
            self._group = ""
        self._enter(heading, row)

    def _enter(self, heading: Heading, row: int | None) -> None:
        unit = heading.units[0] if len(heading.units) == 1 else None
        known = unit or (heading.district if heading.place == "district" else None)
        section = Section(row, heading.text, heading.key, heading.kind)
        if known:
            section.unit_code, section.unit_name = known.code, str(known)
        self.sections.append(section)
        if row is None or heading.place:
            self._unit, self._current = unit, section

    @property
    def unit(self) -> Unit | None:
        """The commune of the next person."""
        return self._unit

    def count(self) -> None:
        """Count a person whose commune is that of the section."""
        if self._current:
            self._current.people += 1

    def hints(self) -> dict[str, Any]:
        """Return what stands over the next person, by the names of a record's fields."""
        return {"unit": self._unit, "district": self.district, "group": self._group}

    @property
    def row(self) -> int:
        """The row of the section that settles the commune, `WHOLE_SHEET` for the sheet's own."""
        return (self._current and self._current.row) or WHOLE_SHEET
