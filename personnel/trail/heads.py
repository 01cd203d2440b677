"""The heads of days as lines that are kept elsewhere, and compared with them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from personnel.models import TrailDay
from personnel.words.dates import parse_day

from .verifying import Finding


@dataclass(frozen=True)
class Kept:
    """A head that was kept elsewhere, and on which line it stands."""

    number: int
    day: date
    head: str


_LINE = re.compile(r"(\S+)\s+([0-9a-fA-F]{64})")


def line_of(day: TrailDay) -> str:
    """Return a day and its head as one line."""
    return f"{day.day.isoformat()} {day.head}"


def read_lines(lines: Iterable[str]) -> list[Kept]:
    """Return the heads that lines hold, blank ones left out; raises ValueError naming the line."""
    found = []
    for number, line in enumerate(lines, start=1):
        if not (text := line.strip()):
            continue
        match = _LINE.fullmatch(text)
        try:
            found.append(Kept(number, parse_day(match[1] if match else ""), text[-64:].lower()))
        except ValueError:
            raise ValueError(f"dòng {number} không có dạng “2026-11-28 mã 64 chữ số”") from None
    return found


def compare(kept: Iterable[Kept]) -> list[Finding]:
    """Return where heads kept elsewhere are not those of the chain."""
    heads = dict(TrailDay.objects.values_list("day", "head"))
    found = []
    for line in kept:
        if line.day not in heads:
            what = f"dòng {line.number} của tệp: không có bản ghi khép ngày này"
        elif heads[line.day] != line.head:
            what = f"dòng {line.number} của tệp: mã giữ ở nơi khác không khớp mã của ngày"
        else:
            continue
        found.append(Finding(line.day, "", what))
    return found
