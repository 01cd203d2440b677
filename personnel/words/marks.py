"""Marks that stand in a cell instead of words: for nothing, and for what stands above."""

import re

from .text import match_key
from .values import CellValue
from .vietnamese import clean

# Lines, dots and strokes, and a nought where no number is asked for.
_BLANK = re.compile(r"[\s\-‐-―−._…=*\\∅Ø]*|/|0+")
# What may stand around a ditto: "- nt -", "-//-", "(như trên)".
_AROUND = " -‐‑‒–—―−.()"
_DITTO_SIGNS = re.compile("/{2,}|[\"”“„″〃]+|''|’’|‘‘|,,")
_DITTO_WORDS = {match_key(word) for word in ("nt", "n/t", "n.t", "như trên")}


def is_blank_mark(value: CellValue) -> bool:
    """Whether a cell holds only a mark for nothing: "-", "...", "/", "0"."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return False
    if isinstance(value, str):
        return _BLANK.fullmatch(clean(value)) is not None
    return value == 0


def is_ditto(value: CellValue) -> bool:
    """Whether a cell says that it is as the one above: "nt", "như trên", a ditto mark, "//"."""
    if not isinstance(value, str):
        return False
    said = clean(value).strip(_AROUND)
    return match_key(said) in _DITTO_WORDS or _DITTO_SIGNS.fullmatch(said) is not None
