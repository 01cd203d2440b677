"""What the cell formats of a workbook tell of their cells besides a value.

Only what a reader of cells leaves out and what matters of a list: a date shown without its
day, a month shown before the day, text that is struck through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar
from xml.parsers import expat

from .markup import refuse_declarations


class Shown(Enum):
    """How much of a date a cell shows, and in which order."""

    PLAINLY = ""
    MONTH = "month"
    YEAR = "year"
    MONTH_FIRST = "month first"


@dataclass(frozen=True)
class Look:
    """What of a cell format matters."""

    shown: Shown = Shown.PLAINLY
    struck: bool = False


# The one format of Excel's own that shows months; 14 and 22 follow the settings of the PC.
_BUILT_IN = {"17": Shown.MONTH}
# Quoted, escaped and bracketed parts, widths, fills, and the halves of the day, which hold an "m".
_NO_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|am/pm|a/p')
# Minutes stand behind hours or before seconds.
_MINUTES = re.compile(r"(?<=h)[^a-z]*m+|m+(?=[^a-z]*s)")
# "dddd" is the name of the day of the week.
_WEEKDAY = re.compile(r"d{3,}")
# The month in digits, then the day, then the year.
_AMERICAN = re.compile(r"^[^dmy]*m{1,2}[^dmy]+d+[^dmy]+y")


def shown_by(code: str) -> Shown:
    """Return what a number format shows of a date: "mm/yyyy", '"tháng" mm/yyyy', "yyyy"."""
    plain = _NO_DATE.sub(" ", code.lower()).partition(";")[0]
    plain = _WEEKDAY.sub(" ", _MINUTES.sub(" ", plain))
    if "y" not in plain:
        return Shown.PLAINLY
    if "d" in plain:
        return Shown.MONTH_FIRST if _AMERICAN.search(plain) else Shown.PLAINLY
    return Shown.MONTH if "m" in plain else Shown.YEAR


def looks_of(styles: bytes) -> dict[str, Look]:
    """Return the looks worth noticing by the number of their cell format, as cells give it.

    Of formats that cannot be read nothing is told: a workbook without any is a sound one.
    """
    scan = _Formats()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = scan.started
    parser.EndElementHandler = scan.ended
    parser.StartDoctypeDeclHandler = refuse_declarations
    try:
        parser.Parse(styles, True)
    except expat.ExpatError:
        return {}
    return scan.looks()


@dataclass
class _Formats:
    """Number formats, fonts and cell formats, each in its own list and nowhere else."""

    LISTS: ClassVar = frozenset(("numFmts", "fonts", "cellXfs"))
    inside: str = ""
    numbers: dict[str, Shown] = field(default_factory=lambda: dict(_BUILT_IN))
    struck: list[bool] = field(default_factory=list)
    formats: list[tuple[str, str]] = field(default_factory=list)

    def started(self, name: str, given: dict[str, str]) -> None:
        local = name[name.rfind(" ") + 1 :]
        if not self.inside:
            self.inside = local if local in self.LISTS else ""
        elif self.inside == "numFmts" and local == "numFmt":
            self.numbers[given.get("numFmtId", "")] = shown_by(given.get("formatCode", ""))
        elif self.inside == "fonts" and local == "font":
            self.struck.append(False)
        elif self.inside == "fonts" and local == "strike" and self.struck:
            self.struck[-1] = given.get("val", "1") not in ("0", "false")
        elif self.inside == "cellXfs" and local == "xf":
            self.formats.append((given.get("numFmtId", ""), given.get("fontId", "")))

    def ended(self, name: str) -> None:
        if name[name.rfind(" ") + 1 :] == self.inside:
            self.inside = ""

    def looks(self) -> dict[str, Look]:
        """Return the looks that differ from a plain one."""
        struck = {str(number) for number, is_struck in enumerate(self.struck) if is_struck}
        found = {
            str(number): Look(self.numbers.get(code, Shown.PLAINLY), font in struck)
            for number, (code, font) in enumerate(self.formats)
        }
        return {number: look for number, look in found.items() if look != Look()}
