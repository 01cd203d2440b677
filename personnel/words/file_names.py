"""What files are called: those given out by what is in them, those handed in as they came."""

import os
import re
import unicodedata
from datetime import date

from .vietnamese import fold

_LONGEST = 150
# What no system takes in a file's name, and what turns the direction of writing.
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')


def file_name(what: object, *inside: object, ending: str) -> str:
    """Return the name of a file: what it is, then each thing that tells of what is inside.

    Units, horizons and words are written without marks, days year first, so that files sort by
    them; what is empty or None is left out. "danh-sach-huyen-ba-to-2025-12-31-muc-tieu-2030.xlsx".
    """
    parts = map(_part, (what, *inside))
    return f"{'-'.join(filter(None, parts))}.{ending}"


def attached(name: str) -> dict[str, str]:
    """Return the header that has a browser save a file of that name."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _part(told: object) -> str:
    text = f"{told:%Y-%m-%d}" if isinstance(told, date) else fold(str(told or ""))
    return re.sub("[^a-z0-9]+", "-", text).strip("-")


def shown_name(name: str, unnamed: str) -> str:
    """Return a file's name as it may be shown and given to a browser: no folders, no tricks.

    `unnamed` is what it is called where nothing is left.
    """
    base = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    clean = " ".join(_NOT_IN_NAMES.sub(" ", base).split()).lstrip(". ")
    clean = clean.encode("utf-8", "ignore").decode()
    stem, suffix = os.path.splitext(clean)
    return f"{stem[:_LONGEST].rstrip()}{suffix[:10]}" or unnamed
