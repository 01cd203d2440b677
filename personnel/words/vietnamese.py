"""Vietnamese text: cleaning, mark-free folding and the order of personal names."""

import re
import unicodedata
from functools import lru_cache

# The national alphabet; f, j, w and z stand where foreign names are usually filed.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# None, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries.
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

_LETTER_WEIGHT = {letter: weight for weight, letter in enumerate(ALPHABET, start=16)}
_DIGIT_WEIGHT = {digit: weight for weight, digit in enumerate("0123456789", start=4)}
_TONE_WEIGHT = {mark: weight for weight, mark in enumerate(TONES) if mark}
# What shows nothing: a null (PostgreSQL takes none), soft hyphens, joiners, marks of direction.
_INVISIBLE = dict.fromkeys(
    [*map(ord, "\x00\u00ad\u061c\u180e\ufeff"), *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
    + [*range(0x2060, 0x2070)]
)
# Letters of other alphabets that look like Đ, and are typed for it: eth, and the African D.
_LIKE_D = str.maketrans("ÐƉðɖ", "ĐĐđđ")
# ASCII in the width of an ideograph, as keyboards for Chinese or Japanese write it.
_FULL_WIDTH = {ord("！") + at: ord("!") + at for at in range(94)}
_ALIKE = {**_INVISIBLE, **_LIKE_D, **_FULL_WIDTH}
APOSTROPHES = "'’‘ʼ′`´"
_APOSTROPHES = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_STROKE = re.compile("([Dd])[\u0335\u0336]")
# Circumflex, breve and horn belong to the letter: they stand before its tone.
_SHAPES = "\u0302\u0306\u031b"
_MARKS = re.compile("[\u0300-\u036f]+")
_END_OF_WORD, _END_OF_LETTERS = 0, 1
# Texts of up to so many characters are kept, as a sheet says most of them again and again.
_SHORT = 80


def clean(text: str) -> str:
    """Return `text` in NFC with single plain spaces, no invisible characters, trimmed.

    What looks like Đ becomes Đ, characters in full width become plain, and marks that stand in
    another order than Vietnamese is typed in make the letters they make: an e with acute and
    then circumflex is "ế".
    """
    return _clean_short(text) if len(text) <= _SHORT else _clean(text)


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(_ALIKE))
    if _MARKS.search(text):
        text = _in_order(text)
    return " ".join(text.split())


_clean_short = lru_cache(maxsize=16_384)(_clean)


def _in_order(text: str) -> str:
    """Return `text` in NFC with the shape of each letter before its tone."""
    text = _STROKE.sub(lambda letter: "Đ" if letter[1] == "D" else "đ", text)
    return unicodedata.normalize(
        "NFC", _MARKS.sub(_shapes_first, unicodedata.normalize("NFD", text))
    )


def _shapes_first(marks: re.Match[str]) -> str:
    return "".join(sorted(marks[0], key=lambda mark: mark not in _SHAPES))


def plain_apostrophes(text: str) -> str:
    """Return `text` with one apostrophe for all: K’Rể becomes K'Rể."""
    return text.translate(_APOSTROPHES)


def fold(text: str) -> str:
    """Return `text` in lower case without any mark: "Nguyễn Văn Á" → "nguyen van a"."""
    text = plain_apostrophes(clean(text)).lower().replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def dotted(number: int) -> str:
    """Return a whole number as Vietnamese text writes it: 10.000."""
    return f"{number:,}".replace(",", ".")


def title_case(name: str) -> str:
    """Return a name typed in one case throughout in title case; any other name unchanged."""
    return name.title() if name.isupper() or name.islower() else name


def name_sort_key(full_name: str) -> bytes:
    """Return bytes that order people as a Vietnamese list does.

    Given name (the last word) first, then the other words from the left; in each word
    letters before tones, as dictionaries do.
    """
    words = _words(full_name)
    return b"".join(_word_key(word) for word in [words[-1], *words[:-1]] if word)


def text_sort_key(text: str) -> bytes:
    """Return bytes that order names of places as a dictionary does: from the left."""
    return b"".join(_word_key(word) for word in _words(text) if word)


def _words(text: str) -> list[str]:
    return re.split(r"[\s\-]+", clean(text).lower())


def _word_key(word: str) -> bytes:
    letters, tones = bytearray(), bytearray()
    for char in unicodedata.normalize("NFC", word):
        letter, tone = _split_tone(char)
        weight = _LETTER_WEIGHT.get(letter) or _DIGIT_WEIGHT.get(letter)
        if weight:
            letters.append(weight)
            tones.append(2 + tone)
    return bytes([*letters, _END_OF_LETTERS, *tones, _END_OF_WORD])


@lru_cache(maxsize=512)
def _split_tone(char: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", char)
    tone = next((_TONE_WEIGHT[mark] for mark in marks if mark in _TONE_WEIGHT), 0)
    bare = "".join(mark for mark in marks if mark not in _TONE_WEIGHT)
    return unicodedata.normalize("NFC", bare), tone
