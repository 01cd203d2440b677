"""What files that are given out are called: by what is in them."""

import re
from datetime import date

from .vietnamese import fold


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
