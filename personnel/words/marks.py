"""Marks that stand in a cell instead of words: for nothing, and for what stands above."""

import re
from enum import Enum, auto
from functools import lru_cache

from .text import match_key
from .values import CellValue
from .vietnamese import clean

# Lines, dots and strokes, and a nought where no number is asked for.
_BLANK = re.compile(r"[\s\-‐-―−._…=*\\∅Ø]*|/|0{1,3}")
# What may stand around a ditto: "- nt -", "-//-", "(như trên)".
_AROUND = " -‐‑‒–—―−.()"
_DITTO_SIGNS = re.compile("/{2,}|[\"”“„″〃]+|''|’’|‘‘|,,")
_DITTO_WORDS = {match_key(word) for word in ("nt", "n/t", "n.t", "như trên")}


def is_blank_mark(value: CellValue) -> bool:
    """Whether a cell holds only a mark for nothing: "-", "...", "/", "0"."""
    if isinstance(value, str):
        return _mark_of(value) is Mark.BLANK
    return not isinstance(value, bool) and isinstance(value, (int, float)) and value == 0


def is_ditto(value: CellValue) -> bool:
    """Whether a cell says that it is as the one above: "nt", "như trên", a ditto mark, "//"."""
    return isinstance(value, str) and _mark_of(value) is Mark.DITTO


class Mark(Enum):
    """What a cell without words stands for."""

    BLANK = auto()
    DITTO = auto()


# Room for the texts of a large sheet, each of which is asked about several times.
@lru_cache(maxsize=16_384)
def _mark_of(text: str) -> Mark | None:
    text = clean(text)
    if _BLANK.fullmatch(text):
        return Mark.BLANK
    said = text.strip(_AROUND)
    is_said = match_key(said) in _DITTO_WORDS or _DITTO_SIGNS.fullmatch(said)
    return Mark.DITTO if is_said else None
