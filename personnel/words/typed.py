"""What is typed into a search, looked for in names: each mark that is typed has to be there.

"tô" is in "Tô" and "Tổng", never in "Tơ"; "to" is in all of them. A tone may stand on either
vowel, as "hoà" and "hòa" are the same.
"""

import re
import unicodedata
from functools import lru_cache

from .vietnamese import ALPHABET, APOSTROPHES, TONES, clean, fold

_VOWELS = "aăâeêioôơuưy"
_BY_TONE = {
    tone: "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS) for tone in TONES
}
# A word of a name: hyphens stand within it, as in "VP-TK".
_LETTERS = r"[^\s]"
_BEGINS, _ENDS = r"(?:^|\s)", r"(?:\s|$)"
_MOST_INITIALS = 6


def is_marked(text: str) -> bool:
    """Whether any letter of a text has a mark."""
    return fold(text) != clean(text).lower()


@lru_cache(maxsize=1024)
def word_pattern(word: str) -> str:
    """Return a pattern of what begins as `word`, with each mark that is typed.

    Both databases and Python read it alike; case is in it, so it is matched as it stands.
    """
    letters = unicodedata.normalize("NFD", clean(word).lower())
    tone = next((mark for mark in letters if mark in TONES[1:]), "")
    bare = "".join(mark for mark in letters if mark not in TONES[1:])
    has_tone = f"(?={_LETTERS}*[{_cases(_BY_TONE[tone])}])" if tone else ""
    return has_tone + "".join(map(_letter, unicodedata.normalize("NFC", bare)))


def _letter(char: str) -> str:
    """Return the class of the letters that a typed one may stand for: with marks, itself alone."""
    if char in APOSTROPHES:
        return f"[{APOSTROPHES}]"
    letters = [char] if fold(char) != char else [each for each in ALPHABET if fold(each) == char]
    found = "".join(_toned(letter) for letter in letters)
    return f"[{_cases(found)}]" if found else re.escape(char)


def _toned(letter: str) -> str:
    tones = TONES if letter in _VOWELS else ("",)
    return "".join(unicodedata.normalize("NFC", letter + tone) for tone in tones)


def _cases(letters: str) -> str:
    return letters + letters.upper()


def beginning(word: str) -> str:
    """Return a pattern of a name one of whose words begins as `word`."""
    return _BEGINS + word_pattern(word)


def initials(text: str) -> str:
    """Return a pattern of a name whose words begin with these letters, "PTH"; "" for no initials.

    Initials are capitals, or have no vowel and so are no beginning of a name.
    """
    letters = clean(text)
    if not (2 <= len(letters) <= _MOST_INITIALS and letters.isalpha()):
        return ""
    if not letters.isupper() and any(letter in _VOWELS for letter in fold(letters)):
        return ""
    return "^" + r"\s".join(f"{word_pattern(letter)}{_LETTERS}*" for letter in letters) + "$"


@lru_cache(maxsize=1024)
def _phrase(text: str) -> re.Pattern[str]:
    words = r"\s".join(f"{word_pattern(word)}" for word in clean(text).split())
    return re.compile(f"{_BEGINS}{words}{_ENDS}")


def says(text: str, said: str) -> bool:
    """Whether what is typed stands in a name as whole words, with each mark that is typed."""
    return bool(text.strip() and _phrase(text).search(clean(said)))


def is_whole(text: str, said: str) -> bool:
    """Whether what is typed is a whole name, with each mark that is typed."""
    return len(clean(text)) == len(clean(said)) and says(text, said)


@lru_cache(maxsize=1024)
def _in_order(text: str) -> re.Pattern[str]:
    return re.compile(".*?".join(map(beginning, clean(text).split())))


def begins(text: str, said: str) -> bool:
    """Whether the words that are typed begin words of a name in that order, or are its initials."""
    name = clean(said)
    if text.strip() and _in_order(text).search(name):
        return True
    pattern = initials(text)
    return bool(pattern and re.search(pattern, name))
