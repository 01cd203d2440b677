"""Sheets that are named as an old copy of a list, or are hidden."""

from __future__ import annotations

import re
from collections.abc import Sequence

from personnel.words.text import match_key, whole_words
from xlsx.workbook import Sheet

_OLD = whole_words("cũ|bản cũ|backup|bak|copy|copy of|old|nháp|bản nháp|bản sao|lưu")
# What Excel puts behind the name of a copy.
_COPY = re.compile(r"\(\d\)$")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def aged(sheet: Sheet, names: Sequence[str]) -> str:
    """Return what says that a sheet is an old list; "" where nothing does.

    A year in its name tells nothing unless another sheet of the file bears a later one.
    """
    if sheet.hidden:
        return f"trang tính ẩn «{sheet.name}»"
    years = [int(year) for name in names for year in _YEAR.findall(name)]
    own = [int(year) for year in _YEAR.findall(sheet.name)]
    is_passed = bool(own) and max(own) < max(years)
    if is_passed or _is_named_old(sheet.name):
        return f"trang tính «{sheet.name}»"
    return ""


def _is_named_old(name: str) -> bool:
    return bool(_OLD.search(match_key(name.replace("_", " "))) or _COPY.search(name))
