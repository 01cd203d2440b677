"""Which commune, district and group of titles stand over the next row of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from personnel.models import Title, Unit
from sheets.correcting import GROUP, LEFT_POST
from sheets.reading.places import answer_of
from sheets.understood import Section

from .leavers import Leavers
from .phrases import group_of, is_block, is_end, is_hamlet
from .sections import Heading, Headings

# The section of a sheet whose people no row of their own puts into a commune.
WHOLE_SHEET = 0


def _ends_group(heading: Heading) -> bool:
    """Whether a part of a list beside a group is none of the group's."""
    return heading.kind == "other" and not is_hamlet(heading.name)


class Over:
    """What stands over the rows of one sheet, from the top down.

    `above` are the texts above the header; `only` is the one unit that people may serve in: a
    commune is theirs where nothing names another; `left` says that the sheet as a whole is of
    people no longer in post. What the sheet's name says counts unless a heading above the list
    says something else: then `contradicts` tells both.
    """

    def __init__(
        self, headings: Headings, name: str, above: Sequence[str], only: Unit | None, left: str = ""
    ) -> None:
        self._headings, self.sections = headings, list[Section]()
        self.district, self._is_group_outside = only, False
        self._implied = only if only and only.is_commune else None
        self.contradicts = ""
        self._unit: Unit | None = None
        self._current: Section | None = None
        titles = [text for text in above if not is_end(text)]
        self._of_sheet, self._left_of_sheet = "", left
        self._open(name, titles)
        self._group, self._group_rank = self._of_sheet, ""
        self._left = Leavers()

    def _open(self, name: str, above: Sequence[str]) -> None:
        districts = (self._headings.read(text, self.district).district for text in above)
        self.district = next((found for found in districts if found), self.district)
        own = self._headings.read(name, self.district)
        read = [self._headings.read(text, self.district) for text in above]
        self._open_group(own, read)
        titled = next((heading.text for heading in read if heading.left), "")
        named_so = f"trang tính «{name}»" if own.left else ""
        self._left_of_sheet = self._left_of_sheet or named_so or titled
        named = [heading for heading in read if heading.place and len(heading.units) == 1]
        if own.key in self._headings.corrected or not named:
            self._enter(own, None)
        elif own.place and own.units and not set(named[-1].units) <= set(own.units):
            self.contradicts = f"tên trang tính là «{name}», phía trên bảng ghi «{named[-1].text}»"
            self._enter(Heading(name, own.key, kind="unit"), None)
        else:
            self._enter(Heading(named[-1].text, own.key, kind="unit", units=named[-1].units), None)

    def _open_group(self, own: Heading, above: Sequence[Heading]) -> None:
        """Take over the group of the sheet's title: it tells the non-specialised from others."""
        titles = [own.name] if own.group else [h.name for h in above if h.kind != "note"]
        if group_of(", ".join(titles)) == Title.Group.NONSPECIALISED:
            self._of_sheet = str(Title.Group.NONSPECIALISED)

    def heading(self, row: int, text: str, rank: str = "") -> None:
        """Take over what a heading row says; `rank` is the sort of its ordinal."""
        heading = self._headings.read(text, self.district)
        if not self.sections[1:]:
            self._is_group_outside = heading.kind == "group"
        if heading.district:
            self.district = heading.district
        self._left.heading(heading, rank)
        self._tell_group(heading, rank)
        self._enter(heading, row)

    def doubt(self, row: int, text: str) -> None:
        """Take a row left out for a heading of nobody knows what: people stand below it."""
        heading = self._headings.read(text, self.district)
        if heading.key not in self._headings.corrected:
            heading = Heading(text, heading.key, heading.name, "doubt")
        self._enter(heading, row)

    def may_end(self, text: str) -> bool:
        """Whether people below a row left out may no longer serve in the commune above it."""
        heading = self._headings.read(text, self.district)
        elsewhere = len(heading.units) == 1 and heading.units[0] != self._unit
        if heading.kind == "note":
            return elsewhere
        return heading.kind in ("unit", "doubt") and (elsewhere or not heading.units)

    def _tell_group(self, heading: Heading, rank: str) -> None:
        """Tell which group of titles begins; a part of the list does not end the one above."""
        is_beside = bool(rank) and rank == self._group_rank
        is_within = self._group == Title.Group.NONSPECIALISED and is_block(heading.name)
        if heading.group and not (is_within and not is_beside):
            self._group, self._group_rank = heading.group, rank
        elif heading.has_several or is_beside and _ends_group(heading):
            self._group, self._group_rank = "", ""
        elif (heading.place or heading.kind == "doubt") and not self._is_group_outside:
            self._group, self._group_rank = self._of_sheet, ""

    def _enter(self, heading: Heading, row: int | None) -> None:
        unit = heading.units[0] if heading.place and len(heading.units) == 1 else None
        is_named = heading.kind == "unit" or row is not None and heading.kind == "district"
        settles = row is None or heading.place or heading.kind == "doubt"
        implied = self._implied if settles and not is_named else None
        known = unit or implied or (heading.district if heading.place == "district" else None)
        # What a sheet is called need be no heading at all.
        kind = "other" if row is None and heading.kind in ("doubt", "note") else heading.kind
        kind = "unit" if implied else kind
        section = Section(row, heading.text, heading.key, kind)
        if known:
            section.unit_code, section.unit_name = answer_of(known), str(known)
        elif kind in ("group", "left"):
            section.means = LEFT_POST if kind == "left" else f"{GROUP}{heading.group}"
        self.sections.append(section)
        if settles:
            self._unit, self._current = unit or implied, section

    @property
    def unit(self) -> Unit | None:
        """The commune of the next person."""
        return self._unit

    def count(self, *, is_placed: bool) -> None:
        """Count a person; who has a commune of their own is none of the section's."""
        self._left.count()
        if self._current and not is_placed:
            self._current.people += 1

    def hints(self) -> dict[str, Any]:
        """Return what stands over the next person, by the names of a record's fields."""
        return {
            "unit": self._unit,
            "district": self.district,
            "group": self._group,
            "left": self._left.text or self._left_of_sheet,
            "is_left_sure": bool(self._left.text) and self._left.is_sure,
        }

    @property
    def row(self) -> int:
        """The row of the section that settles the commune, `WHOLE_SHEET` for the sheet's own."""
        return (self._current and self._current.row) or WHOLE_SHEET
