"""Text in an old encoding, or spoilt on the way, made readable: "NguyÔn V¨n T¸m".

It is known by what no Vietnamese word in Unicode has and what comes out as Vietnamese words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from .old_fonts import FROM_TCVN3, FROM_VIQR, FROM_VNI, TONED
from .syllables import is_syllable

# A letter that only Unicode can have written; one of a Vietnamese text that Latin-1 has too.
_BEYOND = re.compile(r"[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")
_OF_BOTH = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝÐàáâãèéêìíòóôõùúýð"
_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff]+")
_VIQR_WORD = re.compile(r"[A-Za-z'`?~.^(+*]+")
_WORDS_READ = re.compile(r"[^\W\d_]+|[\u00a1-\u00bf×÷]+")
_SHORT_FORM = re.compile(r"[A-ZĐ]{1,8}")
_SPOILT = re.compile(r"á[º»]|[ÃÂ][\u0080-\u00bf]|Ä[\u0080-\u00bf‘’]|Æ[\u0080-\u00bf]")
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, FROM_VNI), key=len, reverse=True)))
_VIQR_LETTER = re.compile("|".join(sorted(map(re.escape, FROM_VIQR), key=len, reverse=True)))
# Letters with a tone begin words in small: the fonts of capitals are others.
_WITHOUT_CAPITAL = frozenset("".join(TONED))


@dataclass(frozen=True)
class Encoding:
    """A way of writing Vietnamese that is not Unicode: its name, and how a word of it is read.

    `words` finds the words, `telling` what no other text has.
    """

    name: str
    word: Callable[[str], str]
    words: re.Pattern[str]
    telling: re.Pattern[str]

    def read(self, text: str) -> str:
        """Return a text of this encoding as it was meant."""
        read = self.words.sub(lambda found: self.word(found[0]), text)
        return _in_case(text, read) if self is _TCVN3 else read

    def fits(self, text: str) -> bool:
        """Whether every word of `text` comes out as Vietnamese, or as letters in short."""
        return all(map(_is_word, _WORDS_READ.findall(self.read(text))))


@dataclass(frozen=True)
class Reread:
    """What a text in an old encoding means, and the encoding's name."""

    text: str
    encoding: str


def may_be_old(text: str) -> bool:
    """Whether a text is worth a look; almost none of a file in Unicode is."""
    if text.isascii():
        return "^" in text
    return not _BEYOND.search(text) or bool(_SPOILT.search(text))


def reread(texts: Collection[str]) -> dict[str, Reread]:
    """Return, for those texts of a column that are in an old encoding, what they mean.

    A text that tells by itself is read anew; one that may be either, only where others beside
    it tell and none is surely in Unicode.
    """
    told = {text: found for text in texts if (found := _encoding_of(text))}
    if told and not any(_BEYOND.search(text) for text in texts if text not in told):
        usual = Counter(encoding.name for encoding in told.values()).most_common(1)[0][0]
        encoding = next(one for one in _ENCODINGS if one.name == usual)
        for text in texts:
            if text not in told and _may_be(encoding, text):
                told[text] = encoding
    meant = {text: Reread(encoding.read(text), encoding.name) for text, encoding in told.items()}
    return {text: one for text, one in meant.items() if one.text != text}


def _encoding_of(text: str) -> Encoding | None:
    """Return the encoding that a text is surely in."""
    if not may_be_old(text):
        return None
    if _SPOILT.search(text):
        read = _unspoilt(text)
        return _UTF8 if read != text else None
    return next((one for one in _ENCODINGS[:-1] if _tells(one, text)), None)


def _tells(encoding: Encoding, text: str) -> bool:
    words = encoding.words.findall(text)
    odd = [word for word in words if encoding.telling.search(word) and not is_syllable(word)]
    return any(len(word) > 1 for word in odd) and encoding.fits(text)


def _may_be(encoding: Encoding, text: str) -> bool:
    """Whether a text among others of this encoding is one of it."""
    if encoding is _VIQR:
        return encoding.read(text) != text and encoding.fits(text)
    if text.isascii() or _BEYOND.search(text):
        return False
    words = [word for word in encoding.words.findall(text) if not word.isascii()]
    return any(map(encoding.telling.search, words)) or bool(words) and encoding.fits(text)


def _is_word(word: str) -> bool:
    return is_syllable(word) or bool(_SHORT_FORM.fullmatch(word))


def _in_case(text: str, read: str) -> str:
    """Return what was read in capitals where the plain letters are, a name's start too."""
    plain = [letter for letter in text if letter.isascii() and letter.isalpha()]
    words = _WORD.findall(text)
    if not any(map(str.islower, plain)) and any(len(_plain(word)) > 1 for word in words):
        return read.upper()
    found = list(_WORDS_READ.finditer(read))
    small = [match for match in found if match[0][0].islower()]
    if len(found) > len(small) > 0 and all(match[0][0] in _WITHOUT_CAPITAL for match in small):
        for match in small:
            at = match.start()
            read = read[:at] + read[at].upper() + read[at + 1 :]
    return read


def _plain(word: str) -> str:
    return "".join(letter for letter in word if letter.isascii())


def _tcvn3_word(word: str) -> str:
    read = "".join(FROM_TCVN3.get(letter, letter) for letter in word)
    plain = _plain(word)
    return read.upper() if len(plain) > 1 and plain.isupper() else read


def _vni_word(word: str) -> str:
    return _VNI_LETTER.sub(lambda found: FROM_VNI[found[0]], word)


def _viqr_word(word: str) -> str:
    read = _VIQR_LETTER.sub(lambda found: FROM_VIQR[found[0]], word)
    if word.endswith(".") and not is_syllable(read):
        return _viqr_word(word[:-1]) + "."
    return read


def _unspoilt(text: str) -> str:
    """Return UTF-8 that was taken for the letters of Windows; `text` when it is none."""
    try:
        return b"".join(map(_byte_of, text)).decode("utf-8")
    except UnicodeError:
        return text


def _byte_of(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


_STRANGE = "".join(code for code in FROM_TCVN3 if code not in _OF_BOTH)
_TCVN3 = Encoding(
    "TCVN3 (.VnTime)",
    _tcvn3_word,
    _WORD,
    re.compile(f"[{re.escape(_STRANGE)}]|[a-z][{_OF_BOTH[:16]}]"),
)
_VNI = Encoding("VNI", _vni_word, _WORD, re.compile("|".join(map(re.escape, FROM_VNI))))
_VIQR = Encoding("VIQR", _viqr_word, _VIQR_WORD, re.compile(r"[AEOaeo]\^"))
_UTF8 = Encoding("UTF-8", _unspoilt, re.compile(r".+", re.DOTALL), _SPOILT)
_ENCODINGS = (_TCVN3, _VNI, _VIQR, _UTF8)
