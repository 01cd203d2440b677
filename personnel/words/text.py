"""Text of cells made comparable without losing a mark: Ba Tô and Ba Tơ stay apart."""

import re
import unicodedata
from functools import lru_cache

from .vietnamese import TONES, clean, plain_apostrophes

# For a class of characters: the hyphen, and all that is typed for it.
DASHES = r"\u2010-\u2015\u2212-"
_DASHES = re.compile(rf"\s*[{DASHES}]\s*")
_WORD = re.compile(r"\w+")
_TONES = frozenset(TONES) - {""}

# A word as `match_key` writes it ends behind its tone.
WORD_BEGINS, WORD_ENDS = r"(?<!\w)", r"(?![\w\u0300-\u0323])"


# Room for the names of a province, which are asked for several times in a row.
@lru_cache(maxsize=16_384)
def match_key(text: str) -> str:
    """Return `text` in lower case, with every way of writing the same syllables made one.

    Hyphens stand without spaces, and a tone mark may sit on either vowel: "Uỷ" and "Ủy",
    "hoá" and "hóa", "VP - TK" and "vp-tk", "H’Mông" and "H'Mông" come to the same key. Other
    marks do not.
    """
    plain = _DASHES.sub("-", plain_apostrophes(clean(text)))
    return _WORD.sub(_tone_last, plain.casefold())


def _tone_last(word: re.Match[str]) -> str:
    marks = unicodedata.normalize("NFD", word[0])
    bare = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", bare) + "".join(mark for mark in marks if mark in _TONES)


def whole_words(pattern: str, begin: str = WORD_BEGINS) -> re.Pattern[str]:
    """Return a pattern of whole words, to be looked for in what `match_key` returns."""
    return re.compile(rf"{begin}(?:{match_key(pattern)}){WORD_ENDS}")
